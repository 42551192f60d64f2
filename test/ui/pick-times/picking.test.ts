import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { installAs, openApp, userIn } from '../app/people.ts';
import { askAs } from '../main-job/api.ts';
import { createStage, type Stage } from '../main-job/stage.ts';
import {
  clickAt,
  dayText,
  dragFromTo,
  expectPicked,
  instantOf,
  mondayAhead,
  onlyActivities,
  openPickTimes,
  pointAt,
  said,
  showDate,
  soon,
} from './acts.ts';

/** Times are picked, moved, made longer and taken away: by mouse, by finger, by keyboard, in the real product. */

vi.setConfig({ testTimeout: 60_000 });

const zone = 'Asia/Kathmandu';
const monday = mondayAhead(zone);
const tuesday = monday.add({ days: 1 });
const wednesday = monday.add({ days: 2 });
const thursday = monday.add({ days: 3 });

let stage: Stage;
let crm: string;
let host: number;
let boardCall: number;
let page: Page;
let frame: Frame;

beforeAll(async () => {
  stage = await createStage();
  crm = stage.demo.sandbox.origin;
  host = userIn(stage.demo.sandbox, zone);
  [boardCall = 0] = onlyActivities(stage.demo.sandbox, host, zone, [
    { date: tuesday, time: '10:00', length: '01:00', subject: 'Board call' },
    { date: tuesday, time: '14:00', length: '00:30', subject: 'Perhaps gym', busy: false },
  ]);
  page = await stage.visitor({ timezoneId: 'America/St_Johns' });
  await installAs(page, crm, host);
});
afterAll(() => stage?.close());

const block = (name: RegExp) => frame.getByRole('button', { name });

/** Fresh, with nothing picked. */
const begin = async (): Promise<void> => {
  // The zone that an earlier test chose is kept.
  await askAs(stage.demo, host, 'PATCH', '/api/me', { mailZone: null });
  frame = await openPickTimes(page, crm);
  await showDate(frame, tuesday);
  await block(/^Activity, Board call/).waitFor();
  const anew = frame.getByRole('button', { name: 'Start anew' });
  if ((await anew.count()) > 0) await anew.click();
  await expectPicked(frame, []);
  await frame.getByLabel('New times last').selectOption({ label: '30 mins' });
};

describe('by mouse', () => {
  beforeEach(begin);

  test('a click adds, dragging moves to another day, the lower edge makes longer, a click takes away', async () => {
    await clickAt(page, frame, wednesday, '09:20');
    await expectPicked(frame, [`${dayText(wednesday)}: 09:15 – 09:45`]);
    expect(await said(frame)).toBe(`${dayText(wednesday)}, 09:15 – 09:45, added`);

    await dragFromTo(page, await pointAt(frame, wednesday, '09:30'), await pointAt(frame, thursday, '10:45'));
    await expectPicked(frame, [`${dayText(thursday)}: 10:30 – 11:00`]);

    await dragFromTo(page, await pointAt(frame, thursday, '10:58'), await pointAt(frame, thursday, '12:00'));
    await expectPicked(frame, [`${dayText(thursday)}: 10:30 – 12:00`]);
    expect(await said(frame)).toBe(`${dayText(thursday)}, 10:30 – 12:00, length changed`);

    await clickAt(page, frame, thursday, '11:15');
    await expectPicked(frame, []);
    expect(await said(frame)).toBe(`${dayText(thursday)}, 10:30 – 12:00, removed`);
    await frame.getByRole('button', { name: 'Undo' }).click();
    await expectPicked(frame, [`${dayText(thursday)}: 10:30 – 12:00`]);
  });

  test('dragging over free room draws a time; it is told at the pointer meanwhile, and Escape draws nothing', async () => {
    const from = await pointAt(frame, wednesday, '13:02');
    const to = await pointAt(frame, wednesday, '14:10');
    await page.mouse.move(...from);
    await page.mouse.down();
    await page.mouse.move(...to, { steps: 4 });
    await expect.poll(() => frame.locator('.week-pointer').textContent(), soon).toBe('13:00 – 14:15');
    expect(await said(frame)).toBe(`${dayText(wednesday)}, 13:00 – 14:15`);
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await expectPicked(frame, []);
    expect(await said(frame)).toBe('Cancelled, nothing was changed.');
    expect(await page.locator('.modal-frame').count()).toBe(1);

    await dragFromTo(page, from, to);
    await expectPicked(frame, [`${dayText(wednesday)}: 13:00 – 14:15`]);
  });

  test('new times are as long as is chosen, and each has a length of its own', async () => {
    await frame.getByLabel('New times last').selectOption({ label: '45 mins' });
    await clickAt(page, frame, wednesday, '09:00');
    await frame.getByLabel('New times last').selectOption({ label: 'Other length' });
    await frame.getByLabel('Other length').fill('25');
    await clickAt(page, frame, wednesday, '11:00');
    await expectPicked(frame, [`${dayText(wednesday)}: 09:00 – 09:45`, `${dayText(wednesday)}: 11:00 – 11:25`]);
    await frame.getByLabel(`Length of ${dayText(wednesday)}, 11:00 – 11:25, in minutes`).fill('70');
    await expectPicked(frame, [`${dayText(wednesday)}: 09:00 – 09:45`, `${dayText(wednesday)}: 11:00 – 12:10`]);
    await frame.getByLabel(/^Length of .* 09:00/).fill('125');
    expect(await frame.locator('.picked .field-error').textContent()).toBe('This overlaps another picked time.');
    await expectPicked(frame, [`${dayText(wednesday)}: 09:00 – 09:45`, `${dayText(wednesday)}: 11:00 – 12:10`]);
  });

  test('a time that overlaps another, or is past, is refused where it is made', async () => {
    await clickAt(page, frame, wednesday, '09:00');
    await clickAt(page, frame, wednesday, '08:45');
    await expect.poll(() => said(frame), soon).toBe('This overlaps another picked time.');
    const refusal = frame.locator('.week-ghost.refused', { hasText: 'This overlaps another picked time.' });
    await refusal.waitFor();
    // Its text stays in its box.
    const beyond = await refusal.evaluate(box => {
      const text = box.firstElementChild?.getBoundingClientRect();
      const { right, bottom } = box.getBoundingClientRect();
      return text ? Math.max(text.right - right, text.bottom - bottom) : Number.POSITIVE_INFINITY;
    });
    expect(beyond).toBeLessThanOrEqual(2);
    expect(await frame.locator('.week-ghost.hover').count()).toBe(0);
    await expectPicked(frame, [`${dayText(wednesday)}: 09:00 – 09:30`]);

    await frame.getByRole('button', { name: 'Today', exact: true }).click();
    await frame.getByRole('button', { name: 'Earlier' }).click();
    const past = await frame.locator('.week-day').first().getAttribute('data-date');
    await clickAt(page, frame, Temporal.PlainDate.from(past ?? ''), '09:00');
    await expect.poll(() => said(frame), soon).toBe('This time is past.');
  });

  test('over a busy activity a time is picked with a warning; the activity moved in the CRM, without', async () => {
    await clickAt(page, frame, tuesday, '14:00');
    await clickAt(page, frame, tuesday, '10:30');
    await expectPicked(frame, [`${dayText(tuesday)}: 10:30 – 11:00`, `${dayText(tuesday)}: 14:00 – 14:30`]);
    const warning = '“Board call” is then: not offered as long as it stays.';
    expect(await frame.locator('.picked-remark').allTextContents()).toEqual([warning]);

    const { sandbox } = stage.demo;
    const old = sandbox.company.activities.get(boardCall);
    sandbox.edit.updateActivity(host, boardCall, { due_time: '06:15:00' });
    // What was picked is still there when the modal is opened again, and the calendar is read anew.
    await expect
      .poll(
        async () => {
          frame = await openPickTimes(page, crm);
          await expectPicked(frame, [`${dayText(tuesday)}: 10:30 – 11:00`, `${dayText(tuesday)}: 14:00 – 14:30`]);
          await frame.getByRole('button', { name: /^Activity, Board call/ }).waitFor();
          return frame.getByRole('button', { name: /^Activity, Board call/ }).getAttribute('aria-label');
        },
        { timeout: 20_000, interval: 200 },
      )
      .toContain('12:00 – 13:00');
    expect(await frame.locator('.picked-remark').count()).toBe(0);
    sandbox.edit.updateActivity(host, boardCall, { due_time: old?.due_time ?? null });
  });

  test('the guest’s zone stands beside the host’s, and a time at night there is named', async () => {
    await clickAt(page, frame, wednesday, '09:00');
    const field = frame.getByRole('combobox', { name: 'Time zone of the guest' });
    await field.click();
    await field.fill('St. John');
    await frame
      .getByRole('option', { name: /St\. John’s/ })
      .first()
      .click();
    // 09:00 in Kathmandu is 23:45 of the day before at −3:30, and 00:45 in summer, at −2:30.
    const { offset } = Temporal.Instant.from(instantOf(wednesday, '09:00', zone)).toZonedDateTimeISO(
      'America/St_Johns',
    );
    const [span, hour] =
      offset === '-03:30' ? [`${dayText(tuesday)}, 23:45 – 00:15`, '23:45'] : ['00:45 – 01:15', '00:45'];
    await expect.poll(() => frame.locator('.picked-guest').textContent(), soon).toBe(`${span} for the guest`);
    expect(await frame.locator('.picked-remark').allTextContents()).toEqual(['At night for the guest']);
    const hours = await frame.locator('.week-hour').nth(9).locator('span').allTextContents();
    expect(hours).toEqual([hour, '09:00']);
  });
});

describe('by keyboard alone', () => {
  beforeEach(begin);

  test('times are added, moved, made longer and taken away, and what was done is said', async () => {
    const press = (...keys: string[]) =>
      keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
    const focused = () => frame.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    await frame.getByRole('button', { name: 'Later' }).focus();
    await press('Tab', 'Tab');
    expect(await focused()).toBe(`${dayText(monday)}, 09:00, free`);

    await press('ArrowRight', 'ArrowRight', 'Enter');
    await expectPicked(frame, [`${dayText(wednesday)}: 09:00 – 09:30`]);
    expect(await said(frame)).toBe(`${dayText(wednesday)}, 09:00 – 09:30, added`);

    // From the free room where it was added it is taken along at once.
    expect(await focused()).toBe(`${dayText(wednesday)}, 09:00, Picked time`);
    await press('Alt+ArrowDown');
    await expect.poll(focused, soon).toBe(`Picked time, 09:15 – 09:45, ${dayText(wednesday)}`);
    await press('Alt+ArrowDown', 'Alt+ArrowRight');
    await expectPicked(frame, [`${dayText(thursday)}: 09:30 – 10:00`]);
    await expect.poll(focused, soon).toBe(`Picked time, 09:30 – 10:00, ${dayText(thursday)}`);
    await press('Alt+Shift+ArrowDown', 'Alt+Control+Shift+ArrowDown');
    await expectPicked(frame, [`${dayText(thursday)}: 09:30 – 10:20`]);
    expect(await said(frame)).toBe(`${dayText(thursday)}, 09:30 – 10:20, length changed`);

    await press('Delete');
    await expectPicked(frame, []);
    expect(await said(frame)).toBe(`${dayText(thursday)}, 09:30 – 10:20, removed`);
    await expect.poll(focused, soon).toBe(`${dayText(thursday)}, 09:30, free`);
  });

  test('arrows lead through activities too, and Page Down to the next week', async () => {
    const focused = () => frame.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    await frame.getByRole('button', { name: 'Later' }).focus();
    for (const key of ['Tab', 'Tab', 'ArrowRight', 'Control+ArrowDown']) await page.keyboard.press(key);
    expect(await focused()).toBe(`Activity, Board call 10:00 – 11:00, ${dayText(tuesday)}`);
    await page.keyboard.press('ArrowDown');
    await expect.poll(focused, soon).toBe(`${dayText(tuesday)}, 10:30, Activity Board call`);
    await page.keyboard.press('ArrowUp');
    await expect.poll(focused, soon).toContain('Activity, Board call');
    await page.keyboard.press('PageDown');
    await expect.poll(focused, soon).toBe(`${dayText(tuesday.add({ days: 7 }))}, 10:00, free`);
    await page.keyboard.press('Home');
    await expect.poll(focused, soon).toBe(`${dayText(monday.add({ days: 7 }))}, 10:00, free`);
  });
});

describe('by finger', () => {
  test('a tap adds, a long press drags, a swipe scrolls, a tap takes away', async () => {
    const phone = await stage.visitor({ hasTouch: true });
    await openApp(phone, stage, host, '/app/times');
    await phone.setViewportSize({ width: 400, height: 780 });
    await phone.locator('.week-day').first().waitFor();
    await showDate(phone, wednesday);
    const shown = phone.locator('.week-day');
    expect(await shown.count()).toBe(3);
    const anew = phone.getByRole('button', { name: 'Start anew' });
    if ((await anew.count()) > 0) await anew.click();
    await phone.getByLabel('New times last').selectOption({ label: '30 mins' });
    await phone.locator('.week-scroll').evaluate(element => element.scrollIntoView({ block: 'center' }));
    const fingers = await phone.context().newCDPSession(phone);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: readonly [number, number]) =>
      fingers.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [{ x: at[0], y: at[1] }] : [] });
    const dragging = () => phone.locator('.week-pointer').count();

    await phone.touchscreen.tap(...(await pointAt(phone, wednesday, '09:00')));
    await expectPicked(phone, [`${dayText(wednesday)}: 09:00 – 09:30`]);

    // A finger that rests takes the time along.
    const from = await pointAt(phone, wednesday, '09:10');
    const to = await pointAt(phone, wednesday, '10:40');
    await touch('touchStart', from);
    await expect.poll(dragging, soon).toBe(1);
    await touch('touchMove', [from[0], from[1] + 30]);
    await touch('touchMove', to);
    await expect.poll(() => phone.locator('.week-pointer').textContent(), soon).toBe('10:30 – 11:00');
    await touch('touchEnd');
    await expectPicked(phone, [`${dayText(wednesday)}: 10:30 – 11:00`]);

    // One that moves at once scrolls, and changes nothing.
    const scrolled = () => phone.locator('.week-scroll').evaluate(({ scrollTop }) => scrollTop);
    const before = await scrolled();
    await touch('touchStart', to);
    for (const down of [20, 60, 100, 140]) await touch('touchMove', [to[0], to[1] - down]);
    await touch('touchEnd');
    await expect.poll(scrolled, soon).toBeGreaterThan(before + 50);
    // It goes on a little by itself.
    let last = before;
    await expect
      .poll(
        async () => {
          const now = await scrolled();
          const isAtRest = now === last;
          last = now;
          return isAtRest;
        },
        { timeout: 10_000, interval: 250 },
      )
      .toBe(true);
    await expectPicked(phone, [`${dayText(wednesday)}: 10:30 – 11:00`]);

    await phone.touchscreen.tap(...(await pointAt(phone, wednesday, '10:40')));
    await expectPicked(phone, []);
  });
});
