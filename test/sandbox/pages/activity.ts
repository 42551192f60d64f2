import type { SandboxActivity } from '../company.ts';
import type { ActivityEdit } from '../sandbox.ts';
import { html, type Markup, trusted } from './html.ts';
import { crmPage } from './layout.ts';
import { dueOf, isDate, spanOf } from './times.ts';
import type { Visit } from './visit.ts';

/** One activity, as a person changes it by hand: moved, renamed, deleted, restored. */

const field = (label: string, control: Markup): Markup =>
  html`<label class="field"><span>${label}</span>${control}</label>`;

const noteView = (note: string): Markup | false =>
  note !== '' &&
  html`<section class="card"><h2>Note</h2><iframe class="note" title="Note" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${`<base target="_blank"><style>body{font:14px/1.5 system-ui,sans-serif;margin:4px}</style>${note}`}"></iframe></section>`;

const links = ({ company }: Visit, activity: SandboxActivity): Markup => {
  const deal = activity.deal_id === null ? undefined : company.deals.get(activity.deal_id);
  const people = activity.participants.flatMap(({ person_id }) => company.persons.get(person_id) ?? []);
  return html`<section class="card"><h2>Linked to</h2><dl>
<dt>Deal</dt><dd>${deal ? html`<a href="/deal/${deal.id}">${deal.title}</a>` : '—'}</dd>
<dt>People</dt><dd>${people.length === 0 ? '—' : people.map(({ id, name }) => html`<a href="/person/${id}">${name}</a> `)}</dd>
<dt>Owner</dt><dd>${company.users.find(({ id }) => id === activity.owner_id)?.name ?? '—'}</dd></dl></section>`;
};

const form = (visit: Visit, activity: SandboxActivity): Markup => {
  const span = spanOf(activity, visit.user.timezone_name);
  return html`<form class="card fields" method="post" action="/activity/${activity.id}">
${field('Subject', html`<input name="subject" required value="${activity.subject}">`)}
<div class="row">
${field('Date', html`<input type="date" name="date" required value="${span?.date ?? ''}">`)}
${field('Time (empty: all day)', html`<input type="time" name="time" value="${span?.time ?? ''}">`)}
${field('Minutes', html`<input type="number" name="minutes" min="0" max="1440" step="5" value="${span?.durationMinutes ?? 0}">`)}
</div>
<p class="soft">In your zone, ${visit.user.timezone_name}</p>
${field('Location', html`<input name="location" value="${activity.location?.value ?? ''}">`)}
${field('Public description', html`<textarea name="public_description" rows="3">${activity.public_description}</textarea>`)}
<div class="row">
<label class="check"><input type="checkbox" name="busy" ${(activity.busy ?? activity.due_time !== null) && trusted('checked')}> Busy</label>
<label class="check"><input type="checkbox" name="done" ${activity.done && trusted('checked')}> Done</label></div>
<div class="buttons"><button class="primary">Save</button></div></form>`;
};

export const activityPage = (visit: Visit, activity: SandboxActivity): string => {
  const gone = activity.is_deleted;
  const main = html`<div class="narrow">
<div class="page-head"><h1>${activity.subject}</h1><span class="tag">${activity.type}</span><span class="space"></span>
<form method="post" action="/activity/${activity.id}/${gone ? 'restore' : 'delete'}"><button class="${gone ? 'primary' : 'negative'}">${gone ? 'Restore' : 'Delete'}</button></form></div>
${gone && html`<p class="notice">This activity is deleted.</p>`}
${!gone && form(visit, activity)}
${noteView(activity.note)}
${links(visit, activity)}
<p><a href="/activities">All activities</a></p></div>`;
  return crmPage(visit, { title: activity.subject, section: '/activities', main });
};

/** What the form sent, as an edit; null where the date or the time isn't one. */
export const editOf = (visit: Visit, body: Readonly<Record<string, string | undefined>>): ActivityEdit | null => {
  const { subject = '', date = '', time = '', minutes = '0', location = '', public_description = '' } = body;
  const isTime = time === '' || /^([01]\d|2[0-3]):[0-5]\d$/.test(time);
  if (!isDate(date) || !isTime || !/^\d{1,4}$/.test(minutes)) return null;
  return {
    subject,
    ...dueOf({ date, time, durationMinutes: Number(minutes) }, visit.user.timezone_name),
    location: location === '' ? null : { value: location },
    public_description,
    busy: body.busy !== undefined,
    done: body.done !== undefined,
  };
};
