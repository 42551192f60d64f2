import { randomUUID } from 'node:crypto';
import type { Frame, Locator, Page } from 'playwright-core';
import type { Demo } from '../../sandbox/assembly.ts';
import type { SandboxActivity } from '../../sandbox/company.ts';
import { defaultLink } from '../main-job/api.ts';
import { openModal } from '../main-job/host.ts';

/** What guests and hosts do around the Scheduler calendar. */

/** Free starts of the user's default link from tomorrow on, as guests are offered them. */
export const freeStarts = async (demo: Demo, user: number): Promise<string[]> => {
  const { slug } = await defaultLink(demo, user);
  const today = Temporal.Now.plainDateISO('UTC');
  const query = new URLSearchParams({
    from: `${today.add({ days: 1 })}`,
    to: `${today.add({ days: 21 })}`,
    zone: 'UTC',
  });
  const reply = await fetch(`${demo.appOrigin}/b/${slug}/slots?${query}`);
  return ((await reply.json()) as { starts: string[] }).starts;
};

export interface Booked {
  readonly id: string;
  readonly start: string;
  readonly email: string;
}

/** A guest in St John's takes that start. */
export const bookAt = async (
  demo: Demo,
  user: number,
  start: string,
  name: string,
  more: object = {},
): Promise<Booked> => {
  const { slug } = await defaultLink(demo, user);
  const email = `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@harbour.example`;
  const reply = await fetch(`${demo.appOrigin}/b/${slug}/bookings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ start, name, email, zone: 'America/St_Johns', ...more }),
  });
  if (reply.status !== 201) throw new Error(`Booking answered ${reply.status}: ${await reply.text()}`);
  const { id } = (await reply.json()) as { id: string };
  return { id, start, email };
};

/** The app's modal over the Activities tab, with the calendar in it. */
export const openCalendar = async (page: Page, crm: string, label = 'Calendar'): Promise<Frame> => {
  const frame = await openModal(page, crm);
  await frame.getByRole('navigation').getByRole('button', { name: label, exact: true }).click();
  await frame.locator('.calendar-range').waitFor();
  return frame;
};

/** Activities of the CRM that the app wrote for this guest, deleted ones among them. */
export const activitiesFor = ({ sandbox }: Demo, guest: string): SandboxActivity[] =>
  [...sandbox.company.activities.values()].filter(({ subject }) => subject.endsWith(`– ${guest}`));

/** `2026-12-02T03:15:00.000Z` */
export const startOf = ({ due_date, due_time }: SandboxActivity): string => `${due_date}T${due_time}.000Z`;

export interface Sought {
  readonly guest: string;
  readonly start: string;
  readonly zone?: string;
  readonly next?: string;
}

/** Turns the grid over to the week after the shown one. */
export const turnWeek = async (frame: Frame | Page, next = 'Next week'): Promise<void> => {
  const range = frame.locator('.calendar-range');
  const before = (await range.textContent()) ?? '';
  await frame.getByRole('button', { name: next }).click();
  await range.filter({ hasNotText: before }).waitFor();
};

/** The guest's meeting in the grid, in whatever week it is. */
export const meetingIn = async (
  frame: Frame | Page,
  { guest, start, zone = 'Asia/Kathmandu', next }: Sought,
): Promise<Locator> => {
  const date = Temporal.Instant.from(start).toZonedDateTimeISO(zone).toPlainDate();
  for (let week = 0; week < 5; week += 1) {
    await frame.locator('.week-body').waitFor();
    if ((await frame.locator(`.week-day[data-date="${date}"]`).count()) > 0) break;
    await turnWeek(frame, next);
  }
  const item = frame.locator('.week-item.meeting', { hasText: guest });
  await item.waitFor();
  return item;
};

/** Drags an item by so many pixels down: one is a minute. */
export const dragDown = async (page: Page, item: Locator, pixels: number): Promise<void> => {
  await item.scrollIntoViewIfNeeded();
  const box = await item.boundingBox();
  if (!box) throw new Error('The item isn’t on the screen');
  const [x, y] = [box.x + 20, box.y + 8];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y + pixels / 2, { steps: 3 });
  await page.mouse.move(x, y + pixels, { steps: 3 });
  await page.mouse.up();
};
