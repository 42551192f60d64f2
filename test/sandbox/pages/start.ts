import { html, type Markup } from './html.ts';
import { crmPage } from './layout.ts';
import { settingsPath } from './marketplace.ts';
import { planCard } from './plan.ts';
import type { Visit } from './visit.ts';

const languageName = (code: string): string => new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code;

const steps = (visit: Visit, deal: number | undefined): readonly Markup[] => [
  html`<strong>Install.</strong> Open the <a href="/marketplace">Marketplace</a>, choose <em>Install now</em> and allow it. You end on its <a href="${settingsPath(visit.app.clientId)}">settings page</a>.`,
  html`<strong>Copy.</strong> Open ${deal === undefined ? 'a deal' : html`<a href="/deal/${deal}">a deal</a>`}. The panel on the left copies your booking link, or a few times; paste it into the e-mail and send it. On the <a href="/mail">Mail</a> tab the puzzle in the top bar opens the same.`,
  visit.inbox
    ? html`<strong>Book.</strong> Open the <a href="${visit.inbox}" target="_blank">inbox</a>, which gets all mail of the demo, follow the link as the client and book.`
    : html`<strong>Book.</strong> Follow the link as the client and book.`,
  html`<strong>See it.</strong> The meeting is an <a href="/activities?view=calendar">activity</a> of yours; confirmations are in the inbox.`,
  html`<strong>Free it again.</strong> Open that activity here and delete or move it: the client is told, and the time is free or has moved.`,
];

export const startPage = (visit: Visit): string => {
  const deal = [...visit.company.deals.values()].find(
    ({ status, person_id }) => status === 'open' && person_id !== null,
  );
  return crmPage(visit, {
    title: 'Start',
    section: '/',
    main: html`<div class="narrow"><div class="page-head"><h1>${visit.app.name}, to try out</h1></div>
<section class="card prose"><p>This is a stand-in of Pipedrive with invented people: ${visit.company.name}, ${visit.company.users.length} users, everything in memory. The app beside it is the real one. Choose who you are at the top right; the app speaks the language of that user, ${visit.user.name} has set ${languageName(visit.user.language.language_code)}.</p>
<ol>${steps(visit, deal?.id).map(step => html`<li>${step}</li>`)}</ol></section>
${planCard(visit.company)}
<nav class="tiles" aria-label="Places">
<a class="card" href="/marketplace">Marketplace<span>${visit.installed ? 'Installed for you' : 'Not installed yet'}</span></a>
<a class="card" href="/deals">Deals<span>Panel beside the composer</span></a>
<a class="card" href="/mail">Mail<span>Floating window</span></a>
<a class="card" href="/activities">Activities<span>List and calendar</span></a>
${visit.inbox && html`<a class="card" href="${visit.inbox}" target="_blank">Inbox ↗<span>All mail of the demo</span></a>`}
${visit.website && html`<a class="card" href="${visit.website}" target="_blank">Website ↗<span>Booking in another site’s page</span></a>`}
</nav></div>`,
  });
};
