import type { Frame, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { ActivityEdit, Sandbox } from '../../sandbox/sandbox.ts';
import { openModal } from '../main-job/host.ts';

/** What a host does where times are picked, and where their days come from. */

export const soon = { timeout: 10_000, interval: 50 };

/** Monday of the week after the next: far enough from now that nothing of it is past, whenever the tests run. */
export const mondayAhead = (zone: string): Temporal.PlainDate => {
  const today = Temporal.Now.plainDateISO(zone);
  return today.add({ days: 15 - today.dayOfWeek });
};

export const instantOf = (date: Temporal.PlainDate, time: string, zone: string): string =>
  date.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant().toString({ fractionalSecondDigits: 3 });

/** Leaves a user with these activities alone; times are of the user's wall. */
export const onlyActivities = (
  { company, edit }: Sandbox,
  user: number,
  zone: string,
  wanted: readonly { date: Temporal.PlainDate; time: string; length: string; subject: string; busy?: boolean }[],
): number[] => {
  for (const { id, owner_id } of [...company.activities.values()]) if (owner_id === user) company.activities.delete(id);
  return wanted.map(({ date, time, length, subject, busy = true }) => {
    const instant = instantOf(date, time, zone);
    const fields: ActivityEdit = {
      owner_id: user,
      subject,
      type: 'meeting',
      due_date: instant.slice(0, 10),
      due_time: instant.slice(11, 19),
      duration: length,
      busy,
    };
    return edit.createActivity(user, fields).id;
  });
};

export const openPickTimes = async (page: Page, crm: string): Promise<Frame> => {
  const frame = await openModal(page, crm);
  await frame.getByRole('navigation').getByRole('button', { name: 'Pick times', exact: true }).click();
  await frame.locator('.week-day').first().waitFor();
  return frame;
};

/** Pages on until the date has a column. */
export const showDate = async (frame: Frame | Page, date: Temporal.PlainDate): Promise<void> => {
  const column = frame.locator(`.week-day[data-date="${date}"]`);
  for (let pages = 0; pages < 30 && (await column.count()) === 0; pages += 1) {
    await frame.locator('.pick-bar-week .icon-button').last().click();
  }
  await column.waitFor();
};

const minutesOf = (time: string): number => {
  const { hour, minute } = Temporal.PlainTime.from(time);
  return hour * 60 + minute;
};

/** A point of the page: a time of a date, a little right of the middle of its column; it is scrolled to first. */
export const pointAt = async (
  frame: Frame | Page,
  date: Temporal.PlainDate,
  time: string,
): Promise<readonly [x: number, y: number]> => {
  const minutes = minutesOf(time);
  await frame.locator('.week-scroll').evaluate((scroller, top) => {
    if (Math.abs(scroller.scrollTop - top) > 120) scroller.scrollTop = top;
  }, minutes - 150);
  const box = await frame.locator(`.week-day[data-date="${date}"]`).boundingBox();
  if (!box) throw new Error(`${date} isn't shown`);
  return [box.x + box.width * 0.6, box.y + minutes];
};

export const clickAt = async (page: Page, frame: Frame | Page, date: Temporal.PlainDate, time: string): Promise<void> =>
  page.mouse.click(...(await pointAt(frame, date, time)));

export const dragFromTo = async (
  page: Page,
  from: readonly [number, number],
  to: readonly [number, number],
): Promise<void> => {
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2, { steps: 3 });
  await page.mouse.move(...to, { steps: 3 });
  await page.mouse.up();
};

/** Of the list beside the grid: `Tuesday 8 December: 10:00 – 10:30`. */
export const picked = async (frame: Frame | Page): Promise<string[]> =>
  frame.locator('.picked-list').evaluate(list =>
    [...list.querySelectorAll('section')].flatMap(day => {
      const name = day.querySelector('h4')?.textContent ?? '';
      return [...day.querySelectorAll('.picked-time')].map(time => `${name}: ${time.textContent}`);
    }),
  );

export const expectPicked = (frame: Frame | Page, wanted: readonly string[]): Promise<void> =>
  expect.poll(() => picked(frame), soon).toEqual(wanted);

/** What was said last in the grid. */
export const said = (frame: Frame | Page): Promise<string> =>
  frame
    .locator('.week > [role=status]')
    .textContent()
    .then(text => (text ?? '').trim());

/** `Tuesday 8 December` */
export const dayText = (date: Temporal.PlainDate): string =>
  date.toLocaleString('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
