import type { PageContext } from './browser/context.ts';
import { html, json, type Markup, trusted } from './html.ts';
import { type IconName, icon } from './icons.ts';
import type { Visit } from './visit.ts';

export const current = (is: boolean): Markup | false => is && trusted('aria-current="page"');

const sections: readonly (readonly [path: string, label: string, icon: IconName])[] = [
  ['/', 'Start', 'home'],
  ['/deals', 'Deals', 'deals'],
  ['/mail', 'Mail', 'mail'],
  ['/activities', 'Activities', 'activities'],
  ['/persons', 'People', 'people'],
  ['/organizations', 'Organisations', 'organization'],
  ['/marketplace', 'Marketplace', 'market'],
];

const rail = (section: string): Markup => html`<nav class="rail" aria-label="Main">
${sections.map(([path, label, name]) => html`<a href="${path}" ${current(path === section)}>${icon(name)}<span>${label}</span></a>`)}
</nav>`;

const appsDock = ({ app, installed }: Visit): Markup => {
  const floating = installed && app.surfaces.some(({ kind }) => kind === 'floating_window');
  return html`<button type="button" class="quiet dock-button" popovertarget="apps-dock" title="Apps">${icon('puzzle')}<span class="visually-hidden">Apps</span><span id="apps-badge" hidden></span></button>
<div id="apps-dock" class="menu" popover>
${
  floating
    ? html`<button type="button" data-open-window>${icon('activities')} ${app.name}</button>`
    : html`<p>No apps here yet. <a href="/marketplace">Go to the Marketplace</a></p>`
}
</div>`;
};

const topBar = (visit: Visit): Markup => html`<header class="top">
<a class="brand" href="/">${visit.company.name}</a><span class="pill" title="Not Pipedrive: a stand-in for tests and for the demo">stand-in</span>
<span class="space"></span>
${visit.inbox && html`<a class="quiet" href="${visit.inbox}" target="_blank">Inbox ↗</a>`}
${appsDock(visit)}
<button type="button" class="quiet" id="theme-switch" title="Light or dark">${icon('theme')}<span class="visually-hidden">Light or dark</span></button>
<form method="post" action="/sign-in" class="who"><input type="hidden" name="back" value="${visit.address}">
<label class="visually-hidden" for="who">Signed in as</label>
<select id="who" name="user" data-submit>${visit.company.users.map(
  user =>
    html`<option value="${user.id}" ${user.id === visit.user.id && trusted('selected')}>${user.name} · ${user.timezone_name}</option>`,
)}</select><noscript><button>Switch</button></noscript></form>
</header>`;

const floatingWindow = ({ app, installed }: Visit): Markup | false =>
  installed &&
  app.surfaces.some(({ kind }) => kind === 'floating_window') &&
  html`<section id="floating-window" aria-label="${app.name}">
<header class="frame-head"><strong>${app.name}</strong><button type="button" class="quiet" aria-label="Close">×</button></header>
<div class="window-frame"></div></section>`;

const pageContext = ({ app, company, user, installed }: Visit): PageContext => ({
  user: { id: user.id, name: user.name, email: user.email },
  companyId: company.id,
  clientId: app.clientId,
  appName: app.name,
  surfaces: installed ? app.surfaces : [],
});

/** In the order in which they may override each other. */
const styles = ['base', 'controls', 'shell', 'marketplace', 'record', 'week', 'frames'];

const document = (visit: Visit, title: string, body: Markup): string =>
  html`<!doctype html>
<html lang="en" data-theme="${visit.theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
${styles.map(name => html`<link rel="stylesheet" href="/assets/${name}.css">`)}
<title>${title} · ${visit.company.name}</title>
</head>
${body}
</html>`.markup;

/** A page of the CRM. `section` is the entry of the main navigation that it belongs to. */
export const crmPage = (
  visit: Visit,
  { title, section, main }: { title: string; section: string; main: Markup },
): string =>
  document(
    visit,
    title,
    html`<body>${topBar(visit)}${rail(section)}<main>${main}</main>${floatingWindow(visit)}
<script type="application/json" id="page-context">${json(pageContext(visit))}</script>
<script type="module" src="/assets/main.ts"></script></body>`,
  );

/** A page without the CRM around it. */
export const plainPage = (visit: Visit, title: string, main: Markup): string =>
  document(visit, title, html`<body class="plain"><main>${main}</main></body>`);
