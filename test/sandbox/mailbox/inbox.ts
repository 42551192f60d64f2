import type { FastifyInstance } from 'fastify';
import { html, type Markup, trusted } from '../pages/html.ts';
import { inboxStyle } from './inbox-style.ts';
import type { Mail } from './mailbox.ts';

/** The inbox page, and `/api/mails` for whoever reads it by program. */

interface Shelf {
  mails(recipient?: string): readonly Mail[];
  clear(): void;
}

/** Links of a mail open in a new tab; nothing in it runs. */
export const mailSandbox = 'allow-popups allow-popups-to-escape-sandbox';

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

const address = (recipient: string): string => `/?to=${encodeURIComponent(recipient)}`;

/** Takes the list anew from the page's own address; the opened mail beside it stays as it is, and so does what has the focus. */
const refresh = `
const news = async () => {
  if (document.hidden) return;
  const reply = await fetch(location.href, { cache: 'no-store' });
  const fresh = new DOMParser().parseFromString(await reply.text(), 'text/html').querySelector('aside');
  const shown = document.querySelector('aside');
  if (!fresh || fresh.innerHTML === shown.innerHTML) return;
  const focused = shown.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
  shown.replaceChildren(...fresh.childNodes);
  if (focused !== null) shown.querySelector('a[href="' + CSS.escape(focused) + '"]')?.focus();
};
setInterval(() => news().catch(() => undefined), 2500);
`;

const page = (title: string, recipient: string, list: Markup, main: Markup): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${trusted(inboxStyle)}</style>
</head>
<body>
<header><a class="brand" href="/">Inbox</a><span>All mail of the demo ends here; none of it leaves this machine.</span>
<form method="post" action="/clear"><input type="hidden" name="to" value="${recipient}"><button>Delete all</button></form></header>
<div class="columns">${list}<main>${main}</main></div>
<script>${trusted(refresh)}</script>
</body>
</html>`.markup;

const recipientFilter = (all: readonly Mail[], recipient: string): Markup => {
  const known = [...new Set(all.flatMap(mail => mail.envelope.to))].sort();
  return html`<nav class="recipients" aria-label="Recipients">
<a href="/" ${recipient === '' && trusted('aria-current="true"')}>Everybody</a>
${known.map(to => html`<a href="${address(to)}" ${to === recipient && trusted('aria-current="true"')}>${to}</a>`)}
</nav>`;
};

const mailList = (
  all: readonly Mail[],
  mails: readonly Mail[],
  recipient: string,
  current?: string,
): Markup => html`<aside>
${recipientFilter(all, recipient)}
<ol class="mails">
${mails.map(
  mail => html`<li><a href="/mails/${mail.id}${recipient ? `?to=${encodeURIComponent(recipient)}` : ''}" ${mail.id === current && trusted('aria-current="true"')}>
<span class="line"><strong>${mail.from.replace(/\s*<.*$/, '').replaceAll('"', '')}</strong><time datetime="${new Date(mail.receivedAt).toISOString()}">${clock.format(mail.receivedAt)}</time></span>
<span class="subject" dir="auto">${mail.subject || '(no subject)'}</span>
<span class="line"><span class="to">to ${mail.envelope.to.join(', ')}</span>${mail.calendars.length > 0 && html`<span class="tag">.ics</span>`}</span>
</a></li>`,
)}
</ol>
${mails.length === 0 && html`<p class="empty">No mail yet. <a href="${recipient ? address(recipient) : '/'}">Look again</a></p>`}
</aside>`;

/** Text with its addresses as links. */
const linked = (text: string): Markup =>
  html`${text
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/)
    .map((piece, index) =>
      index % 2 === 0 ? piece : html`<a href="${piece}" target="_blank" rel="noopener">${piece}</a>`,
    )}`;

const calendarView = (mail: Mail): Markup =>
  html`${mail.calendars.map(
    (
      calendar,
      index,
    ) => html`<section class="calendar"><h2>${calendar.filename}${calendar.method && html` <span class="tag">${calendar.method}</span>`}</h2>
<a class="download" href="/mails/${mail.id}/calendars/${index}" download="${calendar.filename}">Download</a>
<pre>${calendar.content}</pre></section>`,
  )}`;

const mailView = (mail: Mail): Markup => html`<article>
<h1 dir="auto">${mail.subject || '(no subject)'}</h1>
<dl>
<dt>From</dt><dd>${mail.from}</dd>
<dt>To</dt><dd>${mail.to.join(', ')}</dd>
${mail.replyTo && html`<dt>Reply to</dt><dd>${mail.replyTo}</dd>`}
<dt>Received</dt><dd><time datetime="${new Date(mail.receivedAt).toISOString()}">${clock.format(mail.receivedAt)}</time></dd>
</dl>
${mail.html !== null && html`<iframe title="Mail as HTML" sandbox="${mailSandbox}" srcdoc="${`<base target="_blank"><style>body{font:15px/1.5 sans-serif}</style>${mail.html}`}"></iframe>`}
<details ${mail.html === null && trusted('open')}><summary>Plain text</summary><pre class="text">${linked(mail.text)}</pre></details>
${calendarView(mail)}
<details><summary>Headers</summary><dl class="headers">${mail.headers.map(({ name, value }) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></details>
<details><summary>Source</summary><pre>${mail.raw}</pre></details>
</article>`;

const pick = (query: unknown): string => {
  const to = (query as { to?: unknown } | null)?.to;
  return typeof to === 'string' ? to : '';
};

export const mailboxRoutes = (app: FastifyInstance, shelf: Shelf): void => {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  const find = (id: string): Mail | undefined => shelf.mails().find(mail => mail.id === id);

  app.get('/', async (request, reply) => {
    const to = pick(request.query);
    const hint = html`<div class="nothing"><h1>Choose a mail</h1><p>New mail appears here by itself.</p></div>`;
    return reply.type('text/html').send(page('Inbox', to, mailList(shelf.mails(), shelf.mails(to), to), hint));
  });
  app.get<{ Params: { id: string } }>('/mails/:id', async (request, reply) => {
    const to = pick(request.query);
    const mail = find(request.params.id);
    const list = mailList(shelf.mails(), shelf.mails(to), to, mail?.id);
    if (!mail) reply.code(404);
    const main = mail ? mailView(mail) : html`<div class="nothing"><h1>This mail is gone</h1></div>`;
    return reply.type('text/html').send(page(mail?.subject ?? 'Inbox', to, list, main));
  });
  app.get<{ Params: { id: string; index: string } }>('/mails/:id/calendars/:index', async (request, reply) => {
    const calendar = find(request.params.id)?.calendars[Number(request.params.index)];
    if (!calendar) return reply.code(404).send({ error: 'No such calendar file' });
    return reply.type('text/calendar; charset=utf-8').send(calendar.content);
  });
  app.post('/clear', async (request, reply) => {
    shelf.clear();
    const to = pick(request.body);
    return reply.redirect(to ? address(to) : '/', 303);
  });
  app.get('/api/mails', async request => shelf.mails(pick(request.query)));
};
