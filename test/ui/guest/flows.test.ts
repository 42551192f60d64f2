import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ar } from '../../../extension-ui/booking/texts/ar.ts';
import type { Catalogue } from '../../../extension-ui/booking/texts/catalogue.ts';
import { en } from '../../../extension-ui/booking/texts/en.ts';
import type { LinkReply } from '../../../server/http/host/schema.ts';
import type { Mail } from '../../sandbox/mailbox/mailbox.ts';
import { enhanced } from '../main-job/guest.ts';
import { entryOf } from '../main-job/mails.ts';
import { overflowOf, picture } from '../main-job/stage.ts';
import { chooseTime, createWorld, fillIn, instant, plain, soon, startOf, timesNamed, type World } from './world.ts';

/** A meeting's whole life as guests live it, in zones and on days where an accident can't pass; every time is said in full, by hand. */

vi.setConfig({ testTimeout: 60_000 });

let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.close());

interface Moment {
  readonly start: string;
  /** Accessible names of the day, as it begins, and of the time. */
  readonly day: RegExp;
  readonly time: string;
  /** As pages name it by the guest's clock, and by the host's. */
  readonly guest: string;
  readonly host: string;
  /** As the mails to both name it. */
  readonly mail: string;
  readonly hostMail: string;
  /** What the clock shows in UTC, which nobody is told. */
  readonly utc: RegExp;
}

const clocks = ({ start, guest, host }: Moment): string[] => [`${start} ${guest}`, `${start} ${host}`];

/** The newest mail, once there are so many. */
const mailTo = async (to: string, count: number): Promise<Mail> => {
  const { mailbox } = world.demo;
  await expect.poll(() => mailbox.mails(to).length, soon).toBe(count);
  const [mail] = mailbox.mails(to);
  if (!mail) throw new Error(`No mail to ${to}`);
  return mail;
};

/** Some mail to the host says all this. */
const hostIsTold = (...said: readonly string[]): Promise<void> => {
  const texts = () => world.demo.mailbox.mails(world.host.email).map(({ text }) => plain(text));
  return expect.poll(() => texts().filter(text => said.every(words => text.includes(words))), soon).toHaveLength(1);
};

const says = (mail: Mail, method: string, sequence: number, { start, mail: said, utc }: Moment): void => {
  expect(entryOf(mail)).toMatchObject({ method, sequence, start: Date.parse(start) });
  const text = plain(mail.text);
  expect(text).toContain(said);
  expect(text).not.toMatch(utc);
  expect(`${mail.subject} ${text}`).not.toContain('UTC');
};

/** Gets every address of ours in the mail, and what those pages lead to, as programs do that look at mails before people. */
const scan = async ({ text, html }: Mail): Promise<string[]> => {
  const { appOrigin } = world.demo;
  const address = (href: string) => new URL(href.replaceAll('&amp;', '&'), appOrigin).href;
  const visit = async (url: string): Promise<string> => {
    await fetch(url, { method: 'HEAD' });
    return (await fetch(url)).text();
  };
  const own = `${text} ${html}`.split(/[\s<>"]+/).filter(word => word.startsWith(appOrigin));
  const first = new Set(own.map(address));
  const pages = await Promise.all([...first].map(visit));
  const hrefs = pages.flatMap(page =>
    [...page.matchAll(/href="(\/m\/[^"]+)"/g)].map(([, href]) => address(href ?? '')),
  );
  const further = new Set(hrefs).difference(first);
  await Promise.all([...further].map(visit));
  return [...first, ...further].map(url => new URL(url).search);
};

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const follow = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).click();
const shows = (page: Page, name: string) => page.getByRole('heading', { name, exact: true }).first().waitFor();

const fits = async (page: Page): Promise<void> => expect(await overflowOf(page)).toBeLessThanOrEqual(0);

interface Life {
  readonly name: string;
  readonly email: string;
  readonly words: Catalogue;
  readonly booked: Moment;
  readonly moved: Moment;
}

/** From the chosen zone to the second cancellation. */
const live = async (page: Page, { name, email, words, booked, moved }: Life): Promise<void> => {
  const { link } = world;
  const activities = () => world.activitiesOf(name).map(one => ({ start: startOf(one), gone: one.is_deleted }));

  await fits(page);
  await chooseTime(page, booked.day, booked.time);
  expect(await timesNamed(page)).toEqual(clocks(booked));
  await fits(page);
  await picture(page, `guest-details-${words === ar ? 'ar' : 'en'}`);
  await fillIn(page, words, name, email);
  await press(page, words.book);
  await shows(page, words.booked);
  expect(await timesNamed(page)).toEqual(clocks(booked));
  await fits(page);
  await expect.poll(activities, soon).toEqual([{ start: booked.start, gone: false }]);
  const confirmation = await mailTo(email, 1);
  says(confirmation, 'REQUEST', 0, booked);
  const { uid } = entryOf(confirmation);
  await hostIsTold('Nowe spotkanie', email, booked.hostMail);

  const before = structuredClone(world.activitiesOf(name));
  const looked = await scan(confirmation);
  for (const deed of ['move=1', 'cancel=1']) expect(looked).toContainEqual(expect.stringContaining(deed));
  expect(await world.freeOn(link, booked.start.slice(0, 10))).not.toContain(booked.start);
  expect(world.activitiesOf(name)).toEqual(before);

  await follow(page, words.move);
  await shows(page, words.moveTitle);
  await fits(page);
  await chooseTime(page, moved.day, moved.time);
  expect(await timesNamed(page)).toEqual([...clocks(booked), ...clocks(moved)]);
  await fits(page);
  await press(page, words.moveConfirm);
  await page.getByText(words.moved).waitFor();
  expect(await timesNamed(page)).toEqual(clocks(moved));
  await expect.poll(activities, soon).toEqual([{ start: moved.start, gone: false }]);
  says(await mailTo(email, 2), 'REQUEST', 1, moved);

  const reason = `${name}: „przeprowadzka” <&>`;
  await follow(page, words.cancel);
  await shows(page, words.cancelTitle);
  await page.getByLabel(words.reason).fill(reason);
  await fits(page);
  await press(page, words.cancelConfirm);
  await shows(page, words.cancelled);
  expect(await world.freeOn(link, moved.start.slice(0, 10))).toContain(moved.start);
  await expect.poll(activities, soon).toEqual([{ start: moved.start, gone: true }]);
  says(await mailTo(email, 3), 'CANCEL', 2, moved);
  await hostIsTold('Spotkanie jest odwołane', email, moved.hostMail, reason);

  await press(page, words.undo);
  await page.getByText(words.restored).waitFor();
  expect(await timesNamed(page)).toEqual(clocks(moved));
  expect(await world.freeOn(link, moved.start.slice(0, 10))).not.toContain(moved.start);
  const again = { start: moved.start, gone: false };
  await expect.poll(activities, soon).toEqual([{ start: moved.start, gone: true }, again]);
  says(await mailTo(email, 4), 'REQUEST', 3, moved);

  await follow(page, words.cancel);
  await press(page, words.cancelConfirm);
  await shows(page, words.cancelled);
  await fits(page);
  await expect.poll(activities, soon).toEqual([again, again].map(one => ({ ...one, gone: true })));
  says(await mailTo(email, 5), 'CANCEL', 4, moved);
  const uids = world.demo.mailbox.mails(email).map(mail => entryOf(mail).uid);
  expect(new Set(uids)).toEqual(new Set([uid]));
};

test('a guest in Kiritimati, where it is the next day already, books, moves, cancels, undoes that and cancels', async () => {
  const page = await world.guest({ timezoneId: 'Pacific/Kiritimati' });
  await page.goto(world.link.url);
  await enhanced(page);
  await live(page, {
    name: 'Teuea Tione',
    email: 'teuea@atoll.example',
    words: en,
    booked: {
      start: instant('2026-12-04T00:00:00+14:00'),
      day: /^Friday,? 4 December, 16 free times$/,
      time: '0:00',
      guest: 'Friday 4 December 2026, 0:00–0:30, Kiritimati time, GMT+14',
      host: 'Thursday 3 December 2026, 11:00–11:30, Warsaw time, GMT+1',
      mail: 'Friday, 4 December 2026 · 00:00–00:30 Kiritimati time (GMT+14)',
      hostMail: 'czwartek, 3 grudnia 2026 · 11:00–11:30 czas lokalny: Warszawa (GMT+1)',
      utc: /(?<!\d)10:00/,
    },
    moved: {
      start: instant('2026-12-05T05:30:00+14:00'),
      day: /^Saturday,? 5 December, 12 free times$/,
      time: '5:30',
      guest: 'Saturday 5 December 2026, 5:30–6:00, Kiritimati time, GMT+14',
      host: 'Friday 4 December 2026, 16:30–17:00, Warsaw time, GMT+1',
      mail: 'Saturday, 5 December 2026 · 05:30–06:00 Kiritimati time (GMT+14)',
      hostMail: 'piątek, 4 grudnia 2026 · 16:30–17:00 czas lokalny: Warszawa (GMT+1)',
      utc: /15:30/,
    },
  });
});

test('without script, in Arabic, 320 px wide, a guest in St. John’s does the same by links and forms', async () => {
  const page = await world.guest({ javaScriptEnabled: false, locale: 'ar-EG', viewport: { width: 320, height: 568 } });
  await page.goto(world.link.url);
  expect(await page.evaluate(() => [document.documentElement.lang, document.dir])).toEqual(['ar', 'rtl']);
  await page.locator('summary', { hasText: ar.changeZone }).click();
  await page.getByLabel(ar.changeZone).selectOption('America/St_Johns');
  await press(page, ar.show);
  await page.locator('summary', { hasText: 'GMT−3:30' }).waitFor();
  // It is the first of December there too: nothing before it can be opened.
  expect(await page.getByRole('link', { name: /نوفمبر/ }).count()).toBe(0);
  await live(page, {
    name: 'نور',
    email: 'nour@harbour.example',
    words: ar,
    booked: {
      start: instant('2026-12-07T04:30:00-03:30'),
      day: /^الاثنين، 7 ديسمبر،/,
      time: '4:30 ص',
      guest: 'الاثنين، 7 ديسمبر 2026, 4:30–5:00 ص, توقيت St. John’s، GMT−3:30',
      host: 'الاثنين، 7 ديسمبر 2026, 9:00–9:30 ص, توقيت وارسو، GMT+1',
      mail: 'الاثنين، 7 ديسمبر 2026 · 4:30–5:00 ص بتوقيت St. John’s (GMT−3:30)',
      hostMail: 'poniedziałek, 7 grudnia 2026 · 09:00–09:30 czas lokalny: Warszawa (GMT+1)',
      utc: /(?<!\d)0?8:00/,
    },
    moved: {
      start: instant('2026-12-08T09:00:00-03:30'),
      day: /^الثلاثاء، 8 ديسمبر،/,
      time: '9:00 ص',
      guest: 'الثلاثاء، 8 ديسمبر 2026, 9:00–9:30 ص, توقيت St. John’s، GMT−3:30',
      host: 'الثلاثاء، 8 ديسمبر 2026, 1:30–2:00 م, توقيت وارسو، GMT+1',
      mail: 'الثلاثاء، 8 ديسمبر 2026 · 9:00–9:30 ص بتوقيت St. John’s (GMT−3:30)',
      hostMail: 'wtorek, 8 grudnia 2026 · 13:30–14:00 czas lokalny: Warszawa (GMT+1)',
      utc: /12:30/,
    },
  });
});

/** Open at night, also in those in which clocks change. */
const nightLink = async (): Promise<LinkReply> => {
  const { api, link } = world;
  if (link.offer.kind !== 'general') throw new Error('The default link has opening hours');
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  const weekly = Object.fromEntries(days.map(day => [day, [['01:00', '05:00'] as [string, string]]]));
  const rule = { ...link.offer.rule, weekly, duration: 60, step: 60, horizonDays: 400 };
  return api.add('Night watch', { offer: { kind: 'general', rule } });
};

test('over both changes of the host’s clocks, page, mail, file and activity say one instant', async () => {
  const link = await nightLink();
  const open = async (zone: string, date: string): Promise<Page> => {
    const page = await world.guest({ timezoneId: zone, locale: 'en-GB' });
    await page.goto(`${link.url}?month=${date.slice(0, 7)}-01&date=${date}`);
    await enhanced(page);
    return page;
  };
  const times = async (page: Page) => (await page.locator('.times a').allTextContents()).map(plain);
  const bookAs = async (page: Page, name: string, email: string, said: Moment): Promise<void> => {
    await chooseTime(page, said.day, said.time);
    const named = [...new Set(clocks(said))];
    expect(await timesNamed(page)).toEqual(named);
    await fillIn(page, en, name, email);
    await press(page, en.book);
    await shows(page, en.booked);
    expect(await timesNamed(page)).toEqual(named);
    await expect.poll(() => world.activitiesOf(name).map(startOf), soon).toEqual([said.start]);
    expect(world.activitiesOf(name)[0]).toMatchObject({ duration: '01:00:00' });
    const mail = await mailTo(email, 1);
    says(mail, 'REQUEST', 0, said);
    expect(entryOf(mail).end).toBe(Date.parse(said.start) + 3_600_000);
    await hostIsTold(email, said.hostMail);
  };

  const nepal = await open('Asia/Kathmandu', '2027-03-28');
  expect(await times(nepal)).toEqual(['5:45', '6:45', '7:45']);
  await bookAs(nepal, 'Asha Rai', 'asha@peaks.example', {
    start: instant('2027-03-28T05:45:00+05:45'),
    day: /^Sunday,? 28 March, 3 free times$/,
    time: '5:45',
    guest: 'Sunday 28 March 2027, 5:45–6:45, Kathmandu time, GMT+5:45',
    host: 'Sunday 28 March 2027, 1:00 GMT+1 – 3:00 GMT+2, Warsaw time, GMT+1',
    mail: 'Sunday, 28 March 2027 · 05:45–06:45 Kathmandu time (GMT+5:45)',
    hostMail: 'niedziela, 28 marca 2027 · 01:00 (GMT+1) – 03:00 (GMT+2)',
    utc: /(?<!\d)0?0:00/,
  });

  const october = await open('Asia/Kathmandu', '2027-10-31');
  expect(await times(october)).toEqual(['4:45', '5:45', '6:45', '7:45', '8:45']);
  const poland = await open('Europe/Warsaw', '2027-10-31');
  expect(await times(poland)).toEqual(['1:00', '2:00GMT+2', '2:00GMT+1', '3:00', '4:00']);
  await bookAs(poland, 'Jan Wilk', 'jan@forest.example', {
    start: instant('2027-10-31T02:00:00+01:00'),
    day: /^Sunday,? 31 October, 5 free times$/,
    time: '2:00 GMT+1',
    guest: 'Sunday 31 October 2027, 2:00–3:00, Warsaw time, GMT+1',
    host: 'Sunday 31 October 2027, 2:00–3:00, Warsaw time, GMT+1',
    mail: 'Sunday, 31 October 2027 · 02:00–03:00 Warsaw time (GMT+1)',
    hostMail: 'niedziela, 31 października 2027 · 02:00–03:00 czas lokalny: Warszawa (GMT+1)',
    utc: /(?<!\d)0?1:00/,
  });
  await october.reload();
  await enhanced(october);
  expect(await times(october)).toEqual(['4:45', '5:45', '7:45', '8:45']);
});
