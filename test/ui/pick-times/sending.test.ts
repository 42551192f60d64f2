import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { LinkReply } from '../../../server/http/host/schema.ts';
import { installAs, userIn } from '../app/people.ts';
import { askAs } from '../main-job/api.ts';
import { book } from '../main-job/guest.ts';
import { openModal } from '../main-job/host.ts';
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

/** Picked times go out in a mail, are booked by a guest, and are changed afterwards. */

vi.setConfig({ testTimeout: 60_000 });

const zone = 'Asia/Kathmandu';
/** An address that the server has signed. */
const signedTime = /^http:\/\/localhost:\d+\/t\/[\w.-]+$/;
const monday = mondayAhead(zone);
const tuesday = monday.add({ days: 1 });
const wednesday = monday.add({ days: 2 });

let stage: Stage;
let crm: string;
let host: number;
let page: Page;
/** Where the links of the pasted mail lead, in its order. */
let pasted: string[];

beforeAll(async () => {
  stage = await createStage();
  crm = stage.demo.sandbox.origin;
  host = userIn(stage.demo.sandbox, zone);
  onlyActivities(stage.demo.sandbox, host, zone, [
    { date: monday, time: '10:00', length: '01:00', subject: 'Board call' },
  ]);
  page = await stage.visitor({ timezoneId: 'America/St_Johns' });
  await installAs(page, crm, host);
});
afterAll(() => stage?.close());

const ask = async <T>(method: string, path: string, body?: object): Promise<T> =>
  (await askAs(stage.demo, host, method, path, body)) as T;

const specificLinks = async (): Promise<LinkReply[]> => {
  const { links } = await ask<{ links: LinkReply[] }>('GET', '/api/links');
  return links.filter(({ offer }) => offer.kind === 'specific');
};

const addSpecific = (times: [string, string][], name: string): Promise<LinkReply> =>
  ask('POST', '/api/links', {
    offer: { kind: 'specific', rule: { zone, times, bufferBefore: 0, bufferAfter: 0, bookings: 'each' } },
    details: {
      name,
      place: { kind: 'other', text: '' },
      description: '',
      activityType: 'meeting',
      questions: [],
      footer: '',
    },
    language: null,
    active: true,
  });

const timesOf = ({ offer }: LinkReply): string[] =>
  offer.kind === 'specific' ? offer.rule.times.map(([start, end]) => `${start} ${end}`) : [];

const copy = async (frame: Frame, name: string): Promise<void> => {
  await frame.getByRole('button', { name, exact: true }).click();
  await frame.locator('.pick-buttons', { hasText: 'Copied' }).waitFor();
};

/** Opens the times of a link for editing, as its gear does. */
const openEditor = async (link: LinkReply): Promise<Frame> => {
  const frame = await openModal(page, crm);
  await frame.getByRole('navigation').getByRole('button', { name: 'Links', exact: true }).click();
  await frame
    .getByRole('button', { name: `Edit times: ${link.details.name}` })
    .first()
    .click();
  await frame.getByRole('heading', { name: 'Edit specific times' }).waitFor();
  await frame.locator('.week-day').first().waitFor();
  return frame;
};

const compose = async (): Promise<void> => {
  const deal = [...stage.demo.sandbox.company.deals.values()].find(({ status }) => status === 'open');
  await page.goto(`${crm}/deal/${deal?.id}`);
};

describe('an answer that is lost', () => {
  test('leaves one link of the times', async () => {
    const before = (await specificLinks()).length;
    const frame = await openPickTimes(page, crm);
    await showDate(frame, wednesday);
    await clickAt(page, frame, wednesday, '14:00');
    await page.route('**/api/links', async route => {
      if (route.request().method() !== 'POST') return route.continue();
      await route.fetch();
      return route.abort('connectionreset');
    });
    await frame.getByRole('button', { name: 'Copy link', exact: true }).click();
    await frame.locator('.pick-foot').getByRole('alert').waitFor();
    expect(await specificLinks()).toHaveLength(before + 1);
    await page.unroute('**/api/links');
    await clickAt(page, frame, wednesday, '15:00');
    await copy(frame, 'Copy link');
    const links = await specificLinks();
    expect(links).toHaveLength(before + 1);
    expect(links[0]?.offer).toMatchObject({ rule: { times: [expect.anything(), expect.anything()] } });
    await ask('DELETE', `/api/links/${links[0]?.slug}`);
  });
});

describe('sending', () => {
  test('two clicks: the times stand in the mail by day, one link each, in the zone that is named', async () => {
    const frame = await openPickTimes(page, crm);
    await showDate(frame, tuesday);
    await clickAt(page, frame, tuesday, '09:00');
    await clickAt(page, frame, tuesday, '11:00');
    await clickAt(page, frame, wednesday, '09:00');
    await copy(frame, 'Copy times');
    await page.locator('.snackbar', { hasText: '3 times copied. Paste them into your e-mail.' }).waitFor();

    await compose();
    const rich = page.getByRole('textbox', { name: 'Message', exact: true });
    await rich.focus();
    await page.keyboard.press('Control+V');
    const [link] = await specificLinks();
    if (!link) throw new Error('No link was saved');
    const starts = [
      instantOf(tuesday, '09:00', zone),
      instantOf(tuesday, '11:00', zone),
      instantOf(wednesday, '09:00', zone),
    ];
    pasted = await rich
      .locator('td a')
      .evaluateAll(anchors => anchors.map(anchor => (anchor as HTMLAnchorElement).href));
    expect(pasted).toEqual(starts.map(() => expect.stringMatching(signedTime)));
    expect(new Set(pasted).size).toBe(starts.length);
    expect(await rich.locator('td a').allTextContents()).toEqual(['09:00', '11:00', '09:00']);
    // All lines but those of buttons.
    // biome-ignore lint/performance/useDomNodeTextContent: what a line is depends on the layout
    const written = (await rich.innerText()).split('\n').map(line => line.trim());
    const lines = written.filter(line => line !== '' && !/^\d\d:\d\d/.test(line));
    expect(lines).toEqual([
      expect.stringMatching(/^Meeting · 30 min/),
      'Times to choose from. Time zone: Nepal Time (Kathmandu)',
      dayText(tuesday),
      dayText(wednesday),
      'See all times',
    ]);

    await page.getByLabel('Plain text', { exact: true }).check();
    const plain = page.getByLabel('Message as plain text');
    await plain.fill('');
    await plain.focus();
    await page.keyboard.press('Control+V');
    const text = await plain.inputValue();
    for (const [at, url] of pasted.entries()) expect(text).toContain(`${['09:00', '11:00', '09:00'][at]}: ${url}`);
    expect(text).toContain(dayText(wednesday));
    expect(text).toContain('Nepal Time (Kathmandu)');
    expect(text).not.toContain('<');
  });

  test('each link opens the guest’s page on its time and books it; then the one-off is closed', async () => {
    const guest = await stage.visitor({ timezoneId: 'America/St_Johns' });
    const starts = [
      instantOf(tuesday, '09:00', zone),
      instantOf(tuesday, '11:00', zone),
      instantOf(wednesday, '09:00', zone),
    ];
    for (const [at, start] of starts.entries()) {
      await guest.goto(pasted[at] ?? '');
      await guest.locator('#details-heading').waitFor();
      await guest.locator(`.details time[datetime="${start}"]`).first().waitFor();
    }
    await guest.goto(pasted[1] ?? '');
    await guest.locator('#details-heading').waitFor();
    await book(guest, 'Oona Fairweather', 'oona@fairweather.example');

    const other = await stage.visitor({ timezoneId: 'Europe/Warsaw' });
    await other.goto(pasted[2] ?? '');
    await other.getByText('This meeting has been booked').first().waitFor();
    expect(await other.locator('.time').count()).toBe(0);
    expect((await specificLinks())[0]?.closed).toBe(true);
  });

  test('in the editor the booked time is marked, and is only taken off after a warning', async () => {
    const [link] = await specificLinks();
    if (!link) throw new Error('No link was saved');
    const frame = await openEditor(link);
    await frame.getByText('Oona Fairweather has booked: the other times aren’t offered any more.').waitFor();
    await frame.locator('.picked .badge', { hasText: 'Booked by Oona Fairweather' }).waitFor();
    expect(await frame.locator('.pick-buttons button').allTextContents()).toEqual(['New times', 'Allow more bookings']);
    await frame.getByRole('button', { name: `Remove ${dayText(tuesday)}, 11:00 – 11:30` }).click();
    const dialog = frame.getByRole('dialog', { name: 'Take this time off the link?' });
    await dialog.getByText('Oona Fairweather has booked it. The meeting stays; only the offer goes.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(await frame.locator('.picked').count()).toBe(3);
    await frame.getByRole('button', { name: `Remove ${dayText(tuesday)}, 11:00 – 11:30` }).click();
    await dialog.getByRole('button', { name: 'Take it off' }).click();
    await frame.getByRole('button', { name: 'Save', exact: true }).click();
    await expect.poll(async () => timesOf((await specificLinks())[0] ?? link).length, soon).toBe(2);
    const { meetings } = await ask<{ meetings: { state: string }[] }>(
      'GET',
      `/api/meetings?from=${monday}&to=${monday.add({ days: 6 })}`,
    );
    expect(meetings.map(({ state }) => state)).toEqual(['confirmed']);
  });
});

describe('copying', () => {
  test('leaves out what isn’t offered and says so; where nothing is offered, nothing is copied', async () => {
    const frame = await openPickTimes(page, crm);
    await showDate(frame, monday);
    await frame.getByRole('button', { name: /^Activity, Board call/ }).waitFor();
    await clickAt(page, frame, monday, '10:00');
    await frame.getByRole('heading', { name: '0 of 1 picked time is offered' }).waitFor();
    await frame.getByRole('button', { name: 'Copy times', exact: true }).click();
    await frame.getByText('Nothing was copied: you aren’t free at any of these times.').waitFor();

    await clickAt(page, frame, monday, '12:00');
    await frame.getByRole('heading', { name: '1 of 2 picked times are offered' }).waitFor();
    await copy(frame, 'Copy times');
    const sentence = '1 of 2 times copied. Left out, because you are busy then: Mon';
    await page.locator('.snackbar', { hasText: sentence }).waitFor();
    await compose();
    const rich = page.getByRole('textbox', { name: 'Message', exact: true });
    await rich.focus();
    await page.keyboard.press('Control+V');
    expect(await rich.locator('td a').allTextContents()).toEqual(['12:00']);
  });

  test('without a connection keeps what was picked, in other views too, and sends it afterwards', async () => {
    const frame = await openPickTimes(page, crm);
    await showDate(frame, wednesday);
    await frame.locator('.pick-bar-week').waitFor();
    await page.context().setOffline(true);
    await clickAt(page, frame, wednesday, '19:00');
    await frame.getByText('Meeting details').click();
    await frame.getByLabel('Name', { exact: true }).fill('Typed offline');
    await frame.getByRole('button', { name: 'Copy times', exact: true }).click();
    await frame.getByText('What you picked and typed is kept here').waitFor();
    await frame.getByRole('navigation').getByRole('button', { name: 'Links', exact: true }).click();
    await frame.locator('.pick').waitFor({ state: 'detached' });
    await page.context().setOffline(false);
    await frame.getByRole('navigation').getByRole('button', { name: 'Pick times', exact: true }).click();
    await expectPicked(frame, [`${dayText(wednesday)}: 19:00 – 19:30`]);
    await copy(frame, 'Copy times');
    expect((await specificLinks())[0]?.details.name).toBe('Typed offline');
    await frame.getByRole('button', { name: 'New times', exact: true }).click();
    await expect.poll(() => frame.evaluate(() => document.activeElement?.id), soon).toBe('picked-heading');
  });

  test('where the browser refuses after the save, a second click does it', async () => {
    const frame = await openPickTimes(page, crm);
    await showDate(frame, wednesday);
    await clickAt(page, frame, wednesday, '15:00');
    await frame.evaluate(() => {
      const allowed = document.execCommand.bind(document);
      document.execCommand = () => {
        document.execCommand = allowed;
        return false;
      };
      const refuse = () => Promise.reject(new DOMException('Not now', 'NotAllowedError'));
      Object.defineProperty(navigator, 'clipboard', { value: { write: refuse, writeText: refuse } });
    });
    await frame.getByRole('button', { name: 'Copy times', exact: true }).click();
    await frame.getByText('Saved. Your browser wants another click to copy.').waitFor();
    await frame.getByRole('button', { name: 'Copy now' }).click();
    await page.locator('.snackbar', { hasText: '1 time copied. Paste it into your e-mail.' }).waitFor();
    const [link] = await specificLinks();
    await compose();
    const rich = page.getByRole('textbox', { name: 'Message', exact: true });
    await rich.focus();
    await page.keyboard.press('Control+V');
    const hrefs = await rich.locator('td a').evaluateAll(all => all.map(one => (one as HTMLAnchorElement).href));
    const starts = [instantOf(wednesday, '15:00', zone)];
    const { urls } = await ask<{ urls: string[] }>('POST', `/api/links/${link?.slug}/time-urls`, { starts });
    expect(hrefs).toEqual(urls);
  });

  test('the link alone is copied too, and a time added afterwards belongs to the same link', async () => {
    const frame = await openPickTimes(page, crm);
    await showDate(frame, wednesday);
    await clickAt(page, frame, wednesday, '17:00');
    const before = (await specificLinks()).length;
    await copy(frame, 'Copy link');
    await clickAt(page, frame, wednesday, '18:00');
    await frame.getByRole('button', { name: 'Copied', exact: true }).waitFor({ state: 'detached' });
    await copy(frame, 'Copy times');
    const links = await specificLinks();
    expect(links).toHaveLength(before + 1);
    expect(timesOf(links[0] as LinkReply)).toHaveLength(2);
    expect(links[0]?.version).toBe(2);
    await compose();
    const rich = page.getByRole('textbox', { name: 'Message', exact: true });
    await rich.focus();
    await page.keyboard.press('Control+V');
    expect(await rich.locator('td a').allTextContents()).toEqual(['17:00', '18:00']);
  });
});

describe('editing', () => {
  test('times that are past stay, quiet, while others are added', async () => {
    const name = 'In between';
    const today = Temporal.Now.plainDateISO(zone);
    const soonest = today.add({ days: 1 });
    const half = (date: Temporal.PlainDate): [string, string] => [
      instantOf(date, '12:00', zone),
      instantOf(date, '12:30', zone),
    ];
    const link = await addSpecific([half(soonest), half(tuesday)], name);
    // Two days later, as far as the browser knows.
    await page.clock.setFixedTime(instantOf(today.add({ days: 2 }), '12:00', zone));
    const frame = await openEditor(link);
    await frame.locator('.picked.past', { hasText: 'Past' }).waitFor();
    const past = frame.locator('.picked.past');
    expect(await past.locator('.picked-time').textContent()).toBe('12:00 – 12:30');
    expect(await past.getByRole('button', { name: /^Remove/ }).count()).toBe(0);
    expect(await frame.getByRole('heading', { name: '1 picked time' }).count()).toBe(1);
    await clickAt(page, frame, wednesday, '12:00');
    await frame.getByRole('button', { name: 'Save', exact: true }).click();
    const stored = async () => timesOf((await specificLinks()).find(({ slug }) => slug === link.slug) ?? link);
    await expect
      .poll(stored, soon)
      .toEqual([half(soonest), half(tuesday), half(wednesday)].map(pair => pair.join(' ')));

    // Only what can still be had goes into the mail.
    await copy(frame, 'Copy times');
    await page.locator('.snackbar', { hasText: '2 times copied. Paste them into your e-mail.' }).waitFor();
    await page.clock.setFixedTime(Date.now());
  });

  test('what another tab saved meanwhile isn’t lost, nor is what was typed here', async () => {
    const name = 'Second round';
    const link = await addSpecific([[instantOf(tuesday, '13:00', zone), instantOf(tuesday, '13:30', zone)]], name);
    const frame = await openEditor(link);
    await clickAt(page, frame, wednesday, '13:00');
    await expectPicked(frame, [`${dayText(tuesday)}: 13:00 – 13:30`, `${dayText(wednesday)}: 13:00 – 13:30`]);
    await ask('PATCH', `/api/links/${link.slug}`, {
      version: link.version,
      details: { ...link.details, description: 'Changed elsewhere' },
    });
    await frame.getByRole('button', { name: 'Save', exact: true }).click();
    await frame.getByText('This link was changed elsewhere meanwhile.').waitFor();
    await expectPicked(frame, [`${dayText(tuesday)}: 13:00 – 13:30`, `${dayText(wednesday)}: 13:00 – 13:30`]);
    await frame.getByRole('button', { name: 'Take mine' }).click();
    const saved = async () => (await specificLinks()).find(({ slug }) => slug === link.slug);
    await expect.poll(async () => timesOf((await saved()) ?? link).length, soon).toBe(2);
    expect((await saved())?.details.description).toBe('');
    expect((await saved())?.url).toBe(link.url);
  });

  test('what is refused is said at its place, and stays as it was typed', async () => {
    const frame = await openPickTimes(page, crm);
    await frame.getByRole('button', { name: 'Copy times', exact: true }).click();
    await frame.getByText('Pick at least one time first.').waitFor();
    await showDate(frame, wednesday);
    await clickAt(page, frame, wednesday, '16:00');
    await frame.getByText('Meeting details').click();
    await frame.getByLabel('Name', { exact: true }).fill('  ');
    await frame.getByRole('button', { name: 'Copy times', exact: true }).click();
    await frame.locator('.field-error', { hasText: 'The meeting needs a name.' }).waitFor();
    expect(await frame.getByLabel('Name', { exact: true }).inputValue()).toBe('  ');
    await expectPicked(frame, [`${dayText(wednesday)}: 16:00 – 16:30`]);
    await frame.getByLabel('Name', { exact: true }).fill('Named <b>again</b>');
    await copy(frame, 'Copy link');
    expect((await specificLinks()).map(one => one.details.name)).toContain('Named <b>again</b>');
    expect(await frame.locator('.pick-details b').count()).toBe(0);
  });
});

describe('the weeks in which the clock changes', () => {
  const warsaw = 'Europe/Warsaw';

  /** The next change of the clock in Warsaw to summer or winter time, far enough ahead. */
  const changeDay = (kind: 'gap' | 'twice'): Temporal.PlainDate => {
    let at: Temporal.ZonedDateTime | null = Temporal.Now.zonedDateTimeISO(warsaw).add({ days: 7 });
    for (;;) {
      at = at.getTimeZoneTransition('next');
      if (!at) throw new Error('Warsaw’s clock changes');
      const forward = at.offsetNanoseconds > at.subtract({ seconds: 1 }).offsetNanoseconds;
      if (forward === (kind === 'gap')) return at.toPlainDate();
    }
  };

  test('a time dragged to where there is none lands past the gap; one in the hour that comes twice is told apart', async () => {
    const katarzyna = userIn(stage.demo.sandbox, warsaw);
    onlyActivities(stage.demo.sandbox, katarzyna, warsaw, [
      { date: mondayAhead(warsaw), time: '10:00', length: '01:00', subject: 'Rada' },
    ]);
    const own = await stage.visitor({ timezoneId: 'Asia/Kathmandu' });
    await installAs(own, crm, katarzyna);
    const [gap, twice] = [changeDay('gap'), changeDay('twice')];
    const friday = gap.subtract({ days: 2 });
    const iso = (date: Temporal.PlainDate, time: string) => instantOf(date, time, warsaw);
    const later = twice.toZonedDateTime({ timeZone: warsaw, plainTime: '03:00' }).subtract({ minutes: 30 }).toInstant();
    const reply = await fetch(`${stage.demo.appOrigin}/api/links`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${stage.demo.sandbox.signToken(katarzyna)}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        offer: {
          kind: 'specific',
          rule: {
            zone: warsaw,
            times: [
              [iso(friday, '02:30'), iso(friday, '03:30')],
              [iso(twice, '02:30'), iso(twice, '02:30').replace(/:..:/, ':50:')],
              [`${later}`, `${later.add({ minutes: 45 })}`],
            ],
            bufferBefore: 0,
            bufferAfter: 0,
            bookings: 'one',
          },
        },
        details: {
          name: 'Nocne',
          place: { kind: 'other', text: '' },
          description: '',
          activityType: 'meeting',
          questions: [],
          footer: '',
        },
        language: null,
        active: true,
      }),
    });
    expect(reply.status).toBe(201);
    const { slug } = (await reply.json()) as LinkReply;
    const frame = await openModal(own, crm);
    await frame.getByRole('button', { name: 'Edytuj czasy: Nocne' }).first().click();
    await frame.locator('.week-day').first().waitFor();
    await frame.locator('.picked').nth(2).waitFor();
    const clocks = await frame.locator('.picked-time').allTextContents();
    const inWinter = Temporal.PlainDate.compare(gap, twice) < 0;
    const around = ['02:30 CEST – 02:50 CEST', '02:30 CET – 03:15'];
    expect(clocks).toEqual(inWinter ? ['02:30 – 03:30', ...around] : [...around, '02:30 – 03:30']);
    const dragged = frame.locator('.picked-time').nth(inWinter ? 0 : 2);

    // 02:30 isn't there on that Sunday: 03:30 is meant, and the hour stays an hour.
    await showDate(frame, friday);
    await dragFromTo(own, await pointAt(frame, friday, '02:40'), await pointAt(frame, gap, '02:40'));
    await expect.poll(() => dragged.textContent(), soon).toBe('03:30 – 04:30');
    expect(await said(frame)).toContain('03:30 – 04:30, przesunięto');
    await frame.getByRole('button', { name: 'Zapisz', exact: true }).click();
    const stored = async () => {
      const links = (await (
        await fetch(`${stage.demo.appOrigin}/api/links`, {
          headers: { authorization: `Bearer ${stage.demo.sandbox.signToken(katarzyna)}` },
        })
      ).json()) as { links: LinkReply[] };
      return timesOf(links.links.find(link => link.slug === slug) as LinkReply)[inWinter ? 0 : 2];
    };
    const start = gap.toZonedDateTime({ timeZone: warsaw, plainTime: '03:30' }).toInstant();
    const text = (instant: Temporal.Instant) => instant.toString({ fractionalSecondDigits: 3 });
    await expect.poll(stored, soon).toBe(`${text(start)} ${text(start.add({ hours: 1 }))}`);
  });
});
