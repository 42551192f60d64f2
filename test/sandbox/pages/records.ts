import type { SandboxActivity, SandboxDeal, SandboxPerson } from '../company.ts';
import { composer } from './composer.ts';
import { html, type Markup } from './html.ts';
import { crmPage } from './layout.ts';
import { spanOf, spanText } from './times.ts';
import type { Visit } from './visit.ts';

/** Detail views of deals, persons and organisations: facts and the app's panel left, composer and activities right. */

export type Resource = 'deal' | 'person' | 'organization';

interface RecordView {
  readonly resource: Resource;
  readonly id: number;
  readonly title: string;
  readonly facts: readonly (readonly [label: string, value: Markup | string])[];
  readonly activities: readonly SandboxActivity[];
  /** E-mail of the person in view, or none. */
  readonly to: string;
}

export const sections: Readonly<Record<Resource, string>> = {
  deal: '/deals',
  person: '/persons',
  organization: '/organizations',
};

export const emailOf = (person: SandboxPerson | undefined): string =>
  (person?.emails.find(({ primary }) => primary) ?? person?.emails[0])?.value ?? '';

export const moneyText = ({ value, currency }: SandboxDeal): string =>
  new Intl.NumberFormat('en-GB', { style: 'currency', currency, maximumFractionDigits: 0 }).format(value);

const personLink = ({ company }: Visit, id: number | null): Markup | string => {
  const person = id === null ? undefined : company.persons.get(id);
  return person ? html`<a href="/person/${person.id}">${person.name}</a>` : '—';
};

const organizationLink = ({ company }: Visit, id: number | null): Markup | string => {
  const organization = id === null ? undefined : company.organizations.get(id);
  return organization ? html`<a href="/organization/${organization.id}">${organization.name}</a>` : '—';
};

const ownerName = ({ company }: Visit, id: number): string => company.users.find(user => user.id === id)?.name ?? '—';

const takesPart = (activity: SandboxActivity, person: number): boolean =>
  activity.person_id === person || activity.participants.some(participant => participant.person_id === person);

const activitiesWhere = ({ company }: Visit, is: (activity: SandboxActivity) => boolean): SandboxActivity[] =>
  [...company.activities.values()].filter(activity => !activity.is_deleted && is(activity));

const dealView = (visit: Visit, id: number): RecordView | null => {
  const deal = visit.company.deals.get(id);
  if (!deal) return null;
  return {
    resource: 'deal',
    id,
    title: deal.title,
    facts: [
      ['Value', moneyText(deal)],
      ['Status', deal.status],
      ['Person', personLink(visit, deal.person_id)],
      ['Organisation', organizationLink(visit, deal.org_id)],
      ['Owner', ownerName(visit, deal.owner_id)],
    ],
    activities: activitiesWhere(visit, activity => activity.deal_id === id),
    to: emailOf(deal.person_id === null ? undefined : visit.company.persons.get(deal.person_id)),
  };
};

const personView = (visit: Visit, id: number): RecordView | null => {
  const person = visit.company.persons.get(id);
  if (!person) return null;
  const deals = [...visit.company.deals.values()].filter(deal => deal.person_id === id);
  return {
    resource: 'person',
    id,
    title: person.name,
    facts: [
      ['E-mail', person.emails.map(({ value }) => value).join(', ') || '—'],
      ['Phone', person.phones.map(({ value }) => value).join(', ') || '—'],
      ['Organisation', organizationLink(visit, person.org_id)],
      [
        'Deals',
        deals.length === 0 ? '—' : html`${deals.map(deal => html`<a href="/deal/${deal.id}">${deal.title}</a> `)}`,
      ],
      ['Owner', ownerName(visit, person.owner_id)],
    ],
    activities: activitiesWhere(visit, activity => takesPart(activity, id)),
    to: emailOf(person),
  };
};

const organizationView = (visit: Visit, id: number): RecordView | null => {
  const organization = visit.company.organizations.get(id);
  if (!organization) return null;
  const people = [...visit.company.persons.values()].filter(person => person.org_id === id);
  return {
    resource: 'organization',
    id,
    title: organization.name,
    facts: [
      [
        'People',
        people.length === 0
          ? '—'
          : html`${people.map(({ id: person, name }) => html`<a href="/person/${person}">${name}</a> `)}`,
      ],
    ],
    activities: activitiesWhere(visit, activity => activity.org_id === id),
    to: '',
  };
};

const views: Readonly<Record<Resource, (visit: Visit, id: number) => RecordView | null>> = {
  deal: dealView,
  person: personView,
  organization: organizationView,
};

/** The panel of the app, or why there is none. Query parameters by "Custom UI extensions", detail view. */
const panel = ({ app, installed }: Visit, { resource, id, title }: RecordView): Markup | false => {
  const surface = app.surfaces.find(({ kind, locations }) => kind === 'custom_panel' && locations.includes(resource));
  if (!surface) return false;
  if (!installed) {
    return html`<section class="card"><h2>${app.name}</h2><p class="soft">Not installed for you yet. <a href="/marketplace">Install it from the Marketplace</a></p></section>`;
  }
  const query = JSON.stringify({ resource, view: 'details', selectedIds: `${id}` });
  return html`<details class="card panel" open><summary><h2>${app.name}</h2></summary>
<div class="panel-frame" data-surface="${surface.id}" data-title="${app.name}, panel of ${title}" data-query="${query}"></div></details>`;
};

export const activityItems = (visit: Visit, activities: readonly SandboxActivity[]): Markup => {
  const dated = activities
    .map(activity => ({ activity, span: spanOf(activity, visit.user.timezone_name) }))
    .sort((one, other) => (one.span?.startAt ?? Infinity) - (other.span?.startAt ?? Infinity));
  if (dated.length === 0) return html`<p class="soft">No activities yet.</p>`;
  return html`<ul class="timeline">${dated.map(
    ({
      activity,
      span,
    }) => html`<li data-activity="${activity.id}"><a href="/activity/${activity.id}">${activity.subject}</a>
<span class="soft">${activity.type} · ${span ? spanText(span) : 'no date'} · ${ownerName(visit, activity.owner_id)}${activity.done && ' · done'}</span></li>`,
  )}</ul>`;
};

export const recordPage = (visit: Visit, resource: Resource, id: number): string | null => {
  const view = views[resource](visit, id);
  if (!view) return null;
  const main = html`<div class="record">
<div class="record-head"><h1>${view.title}</h1></div>
<aside>
<section class="card"><h2>Summary</h2><dl>${view.facts.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl></section>
${panel(visit, view)}
</aside>
<div class="record-main">
${composer(visit, { to: view.to, subject: '' })}
<section class="card"><h2>Activities</h2>${activityItems(visit, view.activities)}</section>
</div></div>`;
  return crmPage(visit, { title: view.title, section: sections[resource], main });
};
