import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ar } from '../../../extension-ui/booking/texts/ar.ts';
import type { Catalogue } from '../../../extension-ui/booking/texts/catalogue.ts';
import { en } from '../../../extension-ui/booking/texts/en.ts';
import type { LinkReply } from '../../../server/http/host/schema.ts';
import { enhanced } from '../main-job/guest.ts';
import { faultsOf, overflowOf, picture } from '../main-job/stage.ts';
import { focusFault, looseTimes, overlapsOf } from './sight.ts';
import { chooseTime, createWorld, fillIn, instant, plain, soon, startOf, type World } from './world.ts';

/** Who uses a keyboard, a screen reader, a small or a much enlarged page gets as far as everybody; and whom a personal link was made for. */

vi.setConfig({ testTimeout: 60_000 });

/** What a window of 1280 × 1024 shows at 400 %. */
const enlarged = { width: 320, height: 256 };

let world: World;
let link: LinkReply;

beforeAll(async () => {
  world = await createWorld();
  const { details } = world.link;
  link = await world.api.add('Walkthrough', {
    details: {
      ...details,
      name: 'Walkthrough',
      description: 'A first look.',
      questions: [
        {
          id: 'firm',
          label: 'Which firm are you from?',
          kind: 'text',
          required: true,
          choices: [],
        },
      ],
      footer: '<p>See <a href="https://borealis-pack.example/help">how it works</a>.</p>',
    },
  });
});
afterAll(() => world?.close());

const shows = (page: Page, name: string) => page.getByRole('heading', { name, exact: true }).first().waitFor();

test('from the first Tab to the cancelled meeting by keys alone, enlarged four times', async () => {
  const page = await world.guest({ timezoneId: 'Europe/Warsaw', viewport: enlarged });
  await page.goto(link.url);
  await enhanced(page);
  const focused = async (): Promise<string> => {
    const said = await page.evaluate(() => {
      const own = document.activeElement;
      return own?.getAttribute('aria-label') ?? own?.querySelector('.unseen')?.textContent ?? own?.textContent ?? '';
    });
    return plain(said);
  };
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  /** Every stop shows where it is. */
  const tab = async (): Promise<string> => {
    await press('Tab');
    expect(await focusFault(page)).toBeNull();
    return focused();
  };
  const stops = async (count: number): Promise<string[]> => {
    const found: string[] = [];
    while (found.length < count) found.push(await tab());
    return found;
  };
  const active = (id: string) => expect.poll(() => page.evaluate(() => document.activeElement?.id), soon).toBe(id);
  /** What is wrong with the field that has the focus, as it is told with it. */
  const told = () =>
    page.evaluate(() => {
      const own = document.activeElement;
      const notes = (own?.getAttribute('aria-describedby') ?? '').split(' ');
      return [own?.getAttribute('aria-invalid'), ...notes.map(id => document.getElementById(id)?.textContent)];
    });

  expect(await stops(5)).toEqual([
    'Next month: January 2027',
    expect.stringMatching(/^Tuesday,? 1 December, 5 free times$/),
    '12 h',
    '24 h',
    '. Change time zone',
  ]);

  const zone = page.getByRole('combobox', { name: en.searchZone });
  await press('Enter');
  await zone.waitFor();
  await active('zone-search');
  await press('Escape');
  await zone.waitFor({ state: 'detached' });
  expect(await focused()).toBe('. Change time zone');
  await press('Enter');
  await zone.waitFor();
  await active('zone-search');
  await page.keyboard.type('kathmandu');
  await page.getByText('1 time zone found').waitFor();
  await press('Enter');
  await page.getByRole('status').getByText('Times are now shown in Kathmandu time, GMT+5:45.').waitFor();
  expect(await focused()).toBe('. Change time zone');

  await press('Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'ArrowRight', 'ArrowRight');
  expect(await focused()).toMatch(/^Thursday,? 3 December, 16 free times$/);
  await press('Enter');
  await page.getByText(/^Thursday,? 3 December: 16 free times$/).waitFor();
  expect(await stops(5)).toEqual(['12 h', '24 h', '. Change time zone', '13:45', '14:15']);
  await press('Enter');
  await active('details-heading');
  expect(await focusFault(page)).toBeNull();

  await tab();
  await active('field-name');
  await press('Enter');
  expect(await told()).toEqual(['true', en.nameMissing]);
  await active('field-name');
  await page.keyboard.type('Asha Rai');
  expect(await told()).toEqual([null, undefined]);
  await tab();
  await page.keyboard.type('asha at peaks');
  await press('Enter');
  await active('field-email');
  expect(await told()).toEqual(['true', en.emailInvalid]);
  await press('Control+A');
  await page.keyboard.type('asha@peaks.example');
  await press('Enter');
  await active('field-answer.firm');
  expect(await focusFault(page)).toBeNull();
  expect(await told()).toEqual(['true', en.answerMissing]);
  await page.keyboard.type('Peaks & Sons');
  expect(await stops(3)).toEqual(['', en.inviteColleagues, en.book]);
  await press('Enter');
  await shows(page, en.booked);
  expect(await page.title()).toContain(en.booked);
  await expect
    .poll(() => world.activitiesOf('Asha Rai').map(startOf), soon)
    .toEqual([instant('2026-12-03T14:15:00+05:45')]);

  expect(await stops(3)).toEqual([en.addToCalendar, en.move, en.cancel]);
  await press('Enter');
  await shows(page, en.cancelTitle);
  expect(await stops(2)).toEqual(['', en.cancelConfirm]);
  await press('Enter');
  await shows(page, en.cancelled);
});

const looks = [
  ['English in the dark', en, { colorScheme: 'dark', locale: 'en-GB' }],
  ['Arabic', ar, { locale: 'ar-EG' }],
] as const;

test.each(looks)(
  'every page fits a small window and an enlarged one, with nothing over anything else: %s',
  async (look, words, options) => {
    const page = await world.guest({ ...options, timezoneId: 'Asia/Kathmandu', viewport: { width: 320, height: 568 } });
    const { slug, url } = link;
    const isArabic = words === ar;
    let seen = 0;
    const isFine = async (name: string, button?: string): Promise<void> => {
      seen += 1;
      expect([name, await faultsOf(page)]).toEqual([name, []]);
      expect(await page.evaluate(() => document.dir)).toBe(isArabic ? 'rtl' : 'ltr');
      if (isArabic) expect([name, await looseTimes(page)]).toEqual([name, []]);
      await picture(page, `guest-${isArabic ? 'ar' : 'dark'}-${name}`, true);
      for (const size of [enlarged, { width: 320, height: 568 }]) {
        await page.setViewportSize(size);
        expect([name, size, await overlapsOf(page), await overflowOf(page)]).toEqual([name, size, [], 0]);
        if (button) await page.getByRole('button', { name: button, exact: true }).click({ trial: true });
      }
    };
    const follow = (name: string) => page.getByRole('link', { name, exact: true }).click();
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

    await page.goto(url);
    await enhanced(page);
    await isFine('picker');
    await chooseTime(page, /^(Monday,? 14 December|الاثنين، 14 ديسمبر)/, isArabic ? '2:15 م' : '14:45');
    await page
      .locator('.hold > p')
      .first()
      .getByText(/\d:\d\d/)
      .waitFor();
    await isFine('held', words.book);
    await press(words.book);
    await page.getByText(words.nameMissing).waitFor();
    await isFine('faults', words.book);
    await fillIn(page, words, `Asha ${look}`, `${isArabic ? 'ar' : 'en'}@peaks.example`);
    await page.getByLabel('Which firm are you from?').fill('Peaks & Sons');
    await press(words.book);
    await shows(page, words.booked);
    await isFine('booked');
    await follow(words.move);
    await shows(page, words.moveTitle);
    await isFine('move');
    await chooseTime(page, /^(Tuesday,? 15 December|الثلاثاء، 15 ديسمبر)/, isArabic ? '2:15 م' : '14:45');
    await isFine('move-confirm', words.moveConfirm);
    await follow(words.keep);
    await follow(words.cancel);
    await shows(page, words.cancelTitle);
    await isFine('cancel', words.cancelConfirm);
    await press(words.cancelConfirm);
    await shows(page, words.cancelled);
    await isFine('cancelled', words.undo);

    const spare = await world.api.add(`Spare ${look}`);
    const message = async (name: string, address: string, { title }: Catalogue['messages']['link_gone']) => {
      await page.goto(address);
      await shows(page, title);
      await isFine(name);
    };
    await world.api.ask('PATCH', `/api/links/${spare.slug}`, { version: spare.version, active: false });
    await message('inactive', spare.url, words.messages.link_inactive);
    await world.api.ask('DELETE', `/api/links/${spare.slug}`);
    await message('gone', spare.url, words.messages.link_gone);
    await message('unknown', url.replace(slug, 'nobodysLink1'), words.messages.link_not_found);
    expect(seen).toBe(11);
  },
);

test('a personal link greets, books onto its deal, and lets a colleague book beside the person', async () => {
  const { company } = world.sandbox;
  const deal = [...company.deals.values()].find(({ status, person_id }) => status === 'open' && person_id !== null);
  const person = company.persons.get(deal?.person_id ?? 0);
  if (!deal || !person) throw new Error('The sample has an open deal with a person');
  const { url } = (await world.api.ask('POST', `/api/links/${link.slug}/personal`, {
    deal: deal.id,
    person: person.id,
  })) as {
    url: string;
  };
  expect(new URL(url).pathname).toMatch(/^\/i\/[\w-]{10,}$/);
  const page = await world.guest({ timezoneId: 'Europe/Warsaw' });
  const bookOn = async (day: RegExp): Promise<void> => {
    await page.goto(url);
    await enhanced(page);
    await page.getByText(`Hello ${person.name}`).waitFor();
    await chooseTime(page, day, '10:00');
  };
  const firm = () => page.getByLabel('Which firm are you from?').fill('Peaks & Sons');
  const book = async (): Promise<void> => {
    await page.getByRole('button', { name: en.book }).click();
    await shows(page, en.booked);
  };

  await bookOn(/^Wednesday,? 9 December/);
  expect(await page.getByLabel(en.email, { exact: true }).count()).toBe(0);
  await firm();
  await book();
  await expect
    .poll(() => world.activitiesOf(person.name), soon)
    .toMatchObject([{ deal_id: deal.id, participants: [{ person_id: person.id, primary: true }] }]);

  await bookOn(/^Thursday,? 10 December/);
  await page.getByRole('link', { name: en.notYou }).click();
  await fillIn(page, en, 'Bo Lind', 'bo@lind.example');
  await firm();
  await book();
  const byColleague = () =>
    [...company.activities.values()].filter(one => startOf(one) === instant('2026-12-10T10:00:00+01:00'));
  await expect
    .poll(() => byColleague().map(({ deal_id, participants }) => [deal_id, participants.length]), soon)
    .toEqual([[deal.id, 2]]);
  const names = byColleague().flatMap(({ participants }) =>
    participants.map(one => company.persons.get(one.person_id)?.name),
  );
  expect(names.toSorted()).toEqual([person.name, 'Bo Lind'].toSorted());
});
