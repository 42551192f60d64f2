import type { SandboxActivity } from '../company.ts';
import { html, type Markup, trusted } from './html.ts';
import { crmPage, current } from './layout.ts';
import { addDays, clockOf, dayText, mondayOf, type Span, spanOf, todayIn } from './times.ts';
import type { Visit } from './visit.ts';

/** The Activities calendar: one week of the signed-in user, in their zone. */

export const activityTabs = (now: 'list' | 'calendar'): Markup => html`<nav class="tabs" aria-label="View">
<a href="/activities" ${current(now === 'list')}>List</a><a href="/activities?view=calendar" ${current(now === 'calendar')}>Calendar</a></nav>`;

interface Entry {
  readonly activity: SandboxActivity;
  readonly span: Span;
}

interface Placed extends Entry {
  readonly column: number;
  readonly columns: number;
}

/** An activity without a length is drawn as a quarter of an hour. */
const endOf = ({ span }: Entry): number => span.startMinute + Math.max(15, span.durationMinutes);

/** Overlapping entries stand side by side; `entries` come by start. */
const place = (entries: readonly Entry[]): Placed[] => {
  const groups: Entry[][] = [];
  let reach = -1;
  for (const entry of entries) {
    const group = groups.at(-1);
    if (group && entry.span.startMinute < reach) group.push(entry);
    else groups.push([entry]);
    reach = Math.max(entry.span.startMinute < reach ? reach : -1, endOf(entry));
  }
  return groups.flatMap(group => {
    const ends: number[] = [];
    const columns = group.map(entry => {
      const free = ends.findIndex(end => end <= entry.span.startMinute);
      const column = free === -1 ? ends.length : free;
      ends[column] = endOf(entry);
      return column;
    });
    return group.map((entry, index) => ({ ...entry, column: columns[index] ?? 0, columns: ends.length }));
  });
};

const HOUR_PIXELS = 44;

const block = ({ activity, span, column, columns }: Placed): Markup => {
  const height =
    ((Math.min(24 * 60, span.startMinute + Math.max(25, span.durationMinutes)) - span.startMinute) * HOUR_PIXELS) / 60;
  const style = `top:${(span.startMinute * HOUR_PIXELS) / 60}px;height:${height - 2}px;left:${(100 * column) / columns}%;width:calc(${100 / columns}% - 3px)`;
  return html`<a class="block ${activity.busy === false ? 'free' : 'busy'} type-${activity.type}" style="${style}" href="/activity/${activity.id}" data-activity="${activity.id}" title="${activity.subject}">
<b>${span.time}</b> ${activity.subject}</a>`;
};

const dayColumn = (
  date: string,
  today: string,
  entries: readonly Entry[],
): Markup => html`<div class="day" ${date === today && trusted('data-today')}>
${place(entries.filter(({ span }) => span.time !== null)).map(block)}</div>`;

const allDay = (entries: readonly Entry[]): Markup =>
  html`<div class="all-day">${entries
    .filter(({ span }) => span.time === null)
    .map(
      ({ activity }) =>
        html`<a class="chip ${activity.busy === true ? 'busy' : 'free'}" href="/activity/${activity.id}" data-activity="${activity.id}">${activity.subject}</a>`,
    )}</div>`;

export const calendarPage = (visit: Visit, anyDate: string | null): string => {
  const zone = visit.user.timezone_name;
  const today = todayIn(zone, visit.now);
  const monday = mondayOf(anyDate ?? today);
  const dates = Array.from({ length: 7 }, (_, index) => addDays(monday, index));
  const entries = [...visit.company.activities.values()]
    .filter(activity => activity.owner_id === visit.user.id && !activity.is_deleted)
    .flatMap(activity => {
      const span = spanOf(activity, zone);
      return span ? [{ activity, span }] : [];
    })
    .sort((one, other) => one.span.startAt - other.span.startAt);
  const ofDate = (date: string): Entry[] => entries.filter(({ span }) => span.date === date);
  const week = (date: string): string => `/activities?view=calendar&week=${date}`;
  const main = html`<div class="page-head"><h1>Activities</h1>${activityTabs('calendar')}<span class="space"></span>
<a class="button" href="${week(addDays(monday, -7))}" aria-label="Week before">‹</a>
<a class="button" href="${week(today)}">Today</a>
<a class="button" href="${week(addDays(monday, 7))}" aria-label="Week after">›</a>
<strong>${dayText(monday)} – ${dayText(addDays(monday, 6))}</strong><span class="soft">${zone}</span></div>
<div class="card flush week">
<div class="week-head"><span></span>${dates.map(
    date =>
      html`<div ${date === today && trusted('data-today')}><strong>${dayText(date)}</strong>${allDay(ofDate(date))}</div>`,
  )}</div>
<div class="week-body"><div class="hours">${Array.from(
    { length: 24 },
    (_, hour) => html`<span ${hour === 7 && trusted('data-scroll-here')}>${clockOf(hour * 60)}</span>`,
  )}</div>${dates.map(date => dayColumn(date, today, ofDate(date)))}</div></div>`;
  return crmPage(visit, { title: 'Calendar', section: '/activities', main });
};
