import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import { readAsset } from './assets.ts';
import { html, type Markup } from './html.ts';

/** A company's website, on an origin of its own: it embeds the booking page in every way there is, and says how. */

export interface WebsiteOptions {
  /** A free port where it is left out. */
  readonly port?: number;
  /** Whose site it is. */
  readonly company: string;
  readonly appOrigin: string;
  readonly crmOrigin: string;
  /** Address of the booking page; null: there is none yet. */
  readonly bookingUrl: () => Promise<string | null>;
}

export interface Website {
  readonly origin: string;
  close(): Promise<void>;
}

/** What a careful site sends: nothing inline, and of us the script and the frame. */
const policyFor = (appOrigin: string): string =>
  `default-src 'none'; script-src 'self' ${appOrigin}; frame-src ${appOrigin}; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'`;

const code = (...lines: readonly string[]): Markup =>
  html`<pre tabindex="0"><code>${lines.map(line => html`${line}\n`)}</code></pre>`;

const inPage = (url: string): Markup => html`<section aria-labelledby="in-page"><h2 id="in-page">In the page</h2>
<p>As high as its content, whatever the guest does in it. Without the script the link in it is left.</p>
<div id="inline" data-scheduler="${url}"><a href="${url}">Choose a time</a></div>
${code(`<div data-scheduler="${url}" style="min-height:640px">`, `  <a href="${url}">Choose a time</a>`, '</div>')}</section>`;

const overPage = (
  url: string,
): Markup => html`<section aria-labelledby="over-page"><h2 id="over-page">Over the page</h2>
<p><button type="button" data-scheduler-popup="${url}" data-title="Talk to us">Book a meeting</button>
<a href="${url}" data-scheduler-popup>Or by this link</a>, which needs no script to lead there.</p>
${code(`<button data-scheduler-popup="${url}">Book a meeting</button>`, `<a href="${url}" data-scheduler-popup>Or by this link</a>`)}</section>`;

const prefilled = (
  url: string,
): Markup => html`<section aria-labelledby="prefilled"><h2 id="prefilled">With what is known</h2>
<p>It is handed to the frame, never put into an address; <code>data-name</code>, <code>data-email</code> and <code>data-answer-<var>question</var></code> do the same for an element.</p>
<form id="prefill" data-url="${url}"><label>Name <input name="name" autocomplete="off" value="Zoë +&amp;#ąę 🙂"></label>
<label>E-mail <input name="email" type="email" autocomplete="off" value="zoe+site@ferns.example"></label><button>Book with it</button></form>
${code(`MeetingScheduler.open('${url}', {`, '  prefill: { name, email, answers: { [question]: answer } },', '});')}
${code('MeetingScheduler.inline(element, url, { prefill }).remove();', 'MeetingScheduler.scan(); // for elements that were added later')}</section>`;

const told = html`<section class="told" aria-labelledby="told"><h2 id="told">What this page is told</h2>
<ol id="log" aria-live="polite"></ol>
${code("document.addEventListener('scheduler:booked', ({ detail: { start, end } }) => …);")}
<p>The others are <code>scheduler:loaded</code> and <code>scheduler:slot-selected</code>. Who books isn’t told.</p></section>`;

const campaign = html`<section aria-labelledby="campaign"><h2 id="campaign">Campaigns</h2>
<p><a href="/?utm_source=newsletter&amp;utm_campaign=spring+%26+summer">Come here from a newsletter</a>: every <code>utm_</code> parameter of the page goes to the booking page.</p></section>`;

interface Shown extends WebsiteOptions {
  readonly url: string | null;
  readonly direction: 'ltr' | 'rtl';
}

const page = ({ url, company, appOrigin, crmOrigin, direction }: Shown): string =>
  html`<!doctype html>
<html lang="en" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${company}</title>
<link rel="stylesheet" href="/assets/website.css">
<script type="module" src="/assets/website.ts"></script>
<script src="${appOrigin}/embed.js" async></script>
</head>
<body>
<header><strong>${company}</strong><span>somebody’s website, to try out what can be put into one</span></header>
<main><h1>Talk to us</h1>
${
  url === null
    ? html`<p>There is no booking page yet: <a href="${crmOrigin}/marketplace">install the app</a> first.</p>`
    : html`${overPage(url)}${inPage(url)}${prefilled(url)}${campaign}${told}`
}
${code(`<script src="${appOrigin}/embed.js" async></script>`)}
<p>This page’s own policy is strict: <code>${policyFor(appOrigin)}</code></p></main>
</body>
</html>`.markup;

export const startWebsite = async (options: WebsiteOptions): Promise<Website> => {
  const app = fastify({ forceCloseConnections: true });
  app.get<{ Querystring: Readonly<Record<string, unknown>> }>('/', async ({ query }, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', policyFor(options.appOrigin))
      .header('cache-control', 'no-store')
      .send(page({ ...options, url: await options.bookingUrl(), direction: query.dir === 'rtl' ? 'rtl' : 'ltr' })),
  );
  app.get<{ Params: { name: string } }>('/assets/:name', async ({ params }, reply) => {
    const asset = await readAsset(params.name);
    if (!asset) return reply.code(404).send({ message: 'No such file' });
    return reply.type(asset.type).send(asset.content);
  });
  await app.listen({ port: options.port ?? 0, host: '127.0.0.1' });
  return {
    origin: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    close: () => app.close(),
  };
};
