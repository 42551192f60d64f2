import type { SandboxActivity } from '../company.ts';
import { activityTabs } from './calendar.ts';
import { html, type Markup, trusted } from './html.ts';
import { crmPage, current } from './layout.ts';
import { spanOf, spanText, todayIn } from './times.ts';
import type { Visit } from './visit.ts';

/** The Activities list: what the signed-in user owns, selectable, with the ⋯ menu that apps may enter. */

const periods = [
  ['upcoming', 'Upcoming'],
  ['past', 'Past'],
  ['deleted', 'Deleted'],
] as const;
export type Period = (typeof periods)[number][0];

export const periodOf = (text: unknown): Period => periods.find(([name]) => name === text)?.[0] ?? 'upcoming';

const chosen = (visit: Visit, period: Period) => {
  const zone = visit.user.timezone_name;
  const today = todayIn(zone, visit.now);
  const rows = [...visit.company.activities.values()]
    .filter(activity => activity.owner_id === visit.user.id && activity.is_deleted === (period === 'deleted'))
    .map(activity => ({ activity, span: spanOf(activity, zone) }))
    .filter(({ span }) => period === 'deleted' || (span === null || span.date >= today) === (period === 'upcoming'));
  const order = period === 'upcoming' ? 1 : -1;
  return rows.sort((one, other) => order * ((one.span?.startAt ?? Infinity) - (other.span?.startAt ?? Infinity)));
};

const badges = (activity: SandboxActivity): Markup =>
  html`${activity.busy === false && html`<span class="tag">free</span>`}${activity.done && html`<span class="tag">done</span>`}`;

const personName = ({ company }: Visit, id: number | null): Markup | string => {
  const person = id === null ? undefined : company.persons.get(id);
  return person ? html`<a href="/person/${person.id}">${person.name}</a>` : '';
};

const dealName = ({ company }: Visit, id: number | null): Markup | string => {
  const deal = id === null ? undefined : company.deals.get(id);
  return deal ? html`<a href="/deal/${deal.id}">${deal.title}</a>` : '';
};

const row = (
  visit: Visit,
  { activity, span }: ReturnType<typeof chosen>[number],
): Markup => html`<tr data-activity="${activity.id}">
<td><input type="checkbox" value="${activity.id}" aria-label="Select ${activity.subject}" ${activity.is_deleted && trusted('disabled')}></td>
<td><a href="/activity/${activity.id}">${activity.subject}</a> ${badges(activity)}</td>
<td>${activity.type}</td>
<td>${span ? spanText(span) : 'no date'}</td>
<td>${personName(visit, activity.person_id)}</td>
<td>${dealName(visit, activity.deal_id)}</td></tr>`;

export const activitiesPage = (visit: Visit, period: Period): string => {
  const rows = chosen(visit, period);
  const main = html`<div class="page-head"><h1>Activities</h1>${activityTabs('list')}
<span class="space"></span>
<nav class="tabs" aria-label="Period">${periods.map(
    ([name, label]) => html`<a href="/activities?period=${name}" ${current(name === period)}>${label}</a>`,
  )}</nav></div>
<div class="card flush">
<div class="list-bar"><span class="soft" data-selected></span><span class="space"></span>
<button type="button" data-actions popovertarget="list-actions" aria-label="Actions" disabled>⋯</button>
<div id="list-actions" class="menu" popover></div></div>
<table class="activities"><thead><tr><th><input type="checkbox" aria-label="Select all"></th>
${['Subject', 'Type', 'When', 'Person', 'Deal'].map(heading => html`<th scope="col">${heading}</th>`)}</tr></thead>
<tbody>${rows.map(entry => row(visit, entry))}</tbody></table>
${rows.length === 0 && html`<p class="soft empty">Nothing here.</p>`}
</div>`;
  return crmPage(visit, { title: 'Activities', section: '/activities', main });
};
