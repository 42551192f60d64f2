import { html, type Markup } from './html.ts';
import { icon } from './icons.ts';
import { crmPage, plainPage } from './layout.ts';
import type { Visit } from './visit.ts';

/** Pipedrive's side of an install: the Marketplace entry, the consent screen, the settings page of the app. */

export const settingsPath = (clientId: string): string => `/settings/marketplace/app/${clientId}/app-settings`;

const places: Readonly<Record<string, string>> = {
  custom_panel: 'Panel in deals, people and organisations',
  floating_window: 'Window from the apps dock, on every page',
  custom_modal: 'Action in the Activities list',
  settings_page: 'Settings page',
};

const installedCard = ({
  app,
  company,
  user,
}: Visit): Markup => html`<p class="notice good">Installed for ${user.name} at ${company.name}.</p>
<div class="buttons start"><a class="button primary" href="${settingsPath(app.clientId)}">Open settings</a>
<form method="post" action="/marketplace/uninstall"><button class="negative">Uninstall</button></form></div>`;

const installCard = ({ app }: Visit): Markup => html`<p>Every user installs it for themselves.</p>
<div class="buttons start"><a class="button primary" href="${app.installUrl}">Install now</a></div>`;

export const marketplacePage = (visit: Visit): string => {
  const { app, installed } = visit;
  return crmPage(visit, {
    title: 'Marketplace',
    section: '/marketplace',
    main: html`<div class="narrow"><div class="page-head"><h1>Marketplace</h1></div>
<section class="card listing"><span class="app-icon">${icon('activities')}</span><div><h2>${app.name}</h2>
<p>Booking links in your e-mails, booked meetings as activities.</p>
${installed ? installedCard(visit) : installCard(visit)}</div></section>
<section class="card"><h2>Where you find it</h2><ul>${app.surfaces.map(({ kind }) => html`<li>${places[kind] ?? kind}</li>`)}</ul></section></div>`,
  });
};

const scopeTexts: Readonly<Record<string, string>> = {
  base: 'Read your name, e-mail address, time zone and company',
  'activities:full': 'See, create, change and delete activities',
  'contacts:full': 'See, create and change people and organisations',
  'deals:read': 'See deals',
  'users:read': 'See who works in the company and which plan it has',
  'webhooks:full': 'Be told when something changes',
};

export interface ConsentRequest {
  readonly client_id: string;
  readonly redirect_uri: string;
  readonly state?: string | undefined;
}

/** What Pipedrive shows to who has the app already isn't documented: here it asks nothing but whether to go on. */
const consentText = ({ app, company, user, installed }: Visit): Markup =>
  installed
    ? html`<h1>Continue to ${app.name}?</h1>
<p class="soft">You are ${user.name}, ${user.email}, and have installed it.</p>`
    : html`<h1>Allow ${app.name} to use ${company.name}?</h1>
<p class="soft">You are ${user.name}, ${user.email}. The app will be able to:</p>
<ul>${app.scopes.map(scope => html`<li>${scopeTexts[scope] ?? scope} <code>${scope}</code></li>`)}</ul>`;

export const consentPage = (visit: Visit, { client_id, redirect_uri, state }: ConsentRequest): string => {
  const { app, installed } = visit;
  return plainPage(
    visit,
    installed ? `Continue to ${app.name}?` : `Allow ${app.name}?`,
    html`<form class="card consent" method="post" action="/oauth/consent">
<span class="app-icon">${icon('activities')}</span>
${consentText(visit)}
<input type="hidden" name="client_id" value="${client_id}">
<input type="hidden" name="redirect_uri" value="${redirect_uri}">
${state !== undefined && html`<input type="hidden" name="state" value="${state}">`}
<div class="buttons"><button name="answer" value="cancel">Cancel</button><button class="primary" name="answer" value="allow">${installed ? 'Continue' : 'Allow and install'}</button></div>
</form>`,
  );
};

/** `query`: context that `redirect_to` passed on. */
export const settingsPage = (visit: Visit, query: Readonly<Record<string, string>>): string => {
  const { app, installed } = visit;
  const surface = app.surfaces.find(({ kind }) => kind === 'settings_page');
  const frame =
    surface && installed
      ? html`<div class="settings-frame" data-surface="${surface.id}" data-title="${app.name}, settings" data-query="${JSON.stringify(query)}"></div>`
      : html`<section class="card"><p>${app.name} isn’t installed for you. <a href="/marketplace">Go to the Marketplace</a></p></section>`;
  return crmPage(visit, {
    title: `${app.name} settings`,
    section: '/marketplace',
    main: html`<div class="settings"><div class="page-head"><nav class="soft">Settings › Tools and apps › Marketplace apps ›</nav><h1>${app.name}</h1></div>${frame}</div>`,
  });
};
