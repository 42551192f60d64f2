import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { installAs, userIn } from '../app/people.ts';
import { createStage, faultsAt, picture, type Stage } from '../main-job/stage.ts';
import { bookAt, freeStarts, meetingIn, openCalendar } from './acts.ts';

/** The calendar in the modal, at every width, in both themes and languages: nothing that axe finds, nothing beyond the edge. */

vi.setConfig({ testTimeout: 60_000 });

const soon = { timeout: 10_000, interval: 50 };

const people = [
  {
    zone: 'Asia/Kathmandu',
    theme: 'light',
    words: { calendar: 'Calendar', day: 'Day', list: 'List', next: 'Next week', edit: 'Edit', trash: 'Delete meeting' },
  },
  {
    zone: 'Europe/Warsaw',
    theme: 'dark',
    words: {
      calendar: 'Kalendarz',
      day: 'Dzień',
      list: 'Lista',
      next: 'Następny tydzień',
      edit: 'Edytuj',
      trash: 'Usuń spotkanie',
    },
  },
] as const;

let stage: Stage;

beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage?.close());

describe.each(people)('in $zone, $theme', ({ zone, theme, words }) => {
  let page: Page;
  let frame: Frame;

  beforeAll(async () => {
    const { demo } = stage;
    const crm = demo.sandbox.origin;
    const user = userIn(demo.sandbox, zone);
    page = await stage.visitor();
    await installAs(page, crm, user);
    const starts = await freeStarts(demo, user);
    const [start = ''] = starts.slice(4);
    await bookAt(demo, user, start, 'Wilhelmina Featherstonehaugh-Cholmondeley', {
      notes:
        'A line that is long enough to be broken somewhere, and_a_word_that_is_longer_than_any_line_of_a_narrow_drawer_can_hold.',
      colleagues: ['somebody.with.a.long.address@department.harbour.example'],
    });
    await page.context().addCookies([{ name: 'standin_theme', value: theme, url: crm }]);
    frame = await openCalendar(page, crm, words.calendar);
    await meetingIn(frame, { guest: 'Wilhelmina', start, zone, next: words.next });
  });

  const look = async (width: number, name: string) => {
    await picture(page, `calendar-20-${theme}-${width}-${name}`);
    return faultsAt(frame, width);
  };
  const choose = (mode: string) => frame.getByRole('radio', { name: mode, exact: true }).check();
  /** As many lie over each other as Escape has to take away one by one. */
  const open = (count: number) => expect.poll(() => frame.locator('dialog[open]').count(), soon).toBe(count);
  const shut = () => page.keyboard.press('Escape');

  test.each([1280, 800, 400, 320])('at %i px', async width => {
    await page.setViewportSize({ width, height: 760 });
    await expect.poll(() => frame.evaluate(() => innerWidth)).toBeLessThanOrEqual(width);
    expect(await look(width, 'grid')).toEqual([]);
    await choose(words.list);
    const row = frame.locator('.agenda-row.meeting', { hasText: 'Wilhelmina' });
    await row.waitFor();
    expect(await look(width, 'list')).toEqual([]);
    await row.click();
    await frame.getByRole('button', { name: words.edit, exact: true }).waitFor();
    expect(await look(width, 'drawer')).toEqual([]);
    await frame.getByRole('button', { name: words.trash, exact: true }).click();
    await open(2);
    expect(await look(width, 'trash')).toEqual([]);
    await shut();
    await open(1);
    await frame.getByRole('button', { name: words.edit, exact: true }).click();
    await frame.locator('input[type="date"]').fill('2020-02-03');
    expect(await look(width, 'edit')).toEqual([]);
    await shut();
    await open(2);
    await frame.locator('dialog').last().locator('.button.danger').click();
    await frame.getByRole('button', { name: words.edit, exact: true }).waitFor();
    await open(1);
    await shut();
    await frame.locator('dialog').first().waitFor({ state: 'detached' });
    await expect.poll(() => row.evaluate(button => button === document.activeElement), soon).toBe(true);
    await choose(words.day);
  });
});
