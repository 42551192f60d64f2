import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LinkReply } from '../../../server/http/host/schema.ts';
import { bookFirst, installAs, userIn } from '../app/people.ts';
import { createStage, type Stage } from '../main-job/stage.ts';
import { apiOf, cardOf, deed, inDays, type OwnApi, openAvailability, switchOf } from './host.ts';

/** The list of links in Pipedrive's modal, in a real browser against the whole product; the host lives in Kathmandu. */

vi.setConfig({ testTimeout: 30_000 });

const soon = { timeout: 10_000, interval: 50 };
const zone = 'Asia/Kathmandu';

let stage: Stage;
let crm: string;
let user: number;
let api: OwnApi;
let page: Page;
let frame: Frame;
let first: LinkReply;

beforeAll(async () => {
  stage = await createStage();
  const { sandbox } = stage.demo;
  crm = sandbox.origin;
  user = userIn(sandbox, zone);
  page = await stage.visitor();
  await installAs(page, crm, user);
  api = apiOf(stage.demo, user);
});
afterAll(() => stage?.close());

beforeEach(async () => {
  first = await api.tidy();
});

const open = async () => {
  frame = await openAvailability(page, crm);
};
const clock = (start: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'short' }).format(Date.parse(start));
const said = (text: string | RegExp) => frame.getByRole('status').getByText(text);

describe('the list', () => {
  it('tells of each link its name, hours, length, zone and place', async () => {
    await api.add('Demo', { details: { ...first.details, place: { kind: 'in_person', text: 'Thamel 7' } } });
    await open();
    expect(await cardOf(frame, 'Demo').locator('.card-facts').textContent()).toBe(
      'Mon–Fri 09:00–17:0030 minsNepal Time (Kathmandu)Thamel 7',
    );
    expect(await switchOf(frame, 'Demo').isChecked()).toBe(true);
  });

  it('shows what hosts wrote as text', async () => {
    const name = '<img src=x onerror="document.title=1"> & “friends”';
    await api.add(name);
    await open();
    expect(await cardOf(frame, name).getByRole('heading').innerHTML()).toContain('&lt;img');
  });

  it('leads to a new link, to the editor of a link, and to picked times', async () => {
    const rule = { zone, times: [[inDays(3), inDays(3, 45)]] as [string, string][], bufferBefore: 0, bufferAfter: 0 };
    await api.add('Review', { offer: { kind: 'specific', rule: { ...rule, bookings: 'one' } } });
    for (const way of [
      frame => frame.getByRole('button', { name: 'Add availability' }),
      frame => deed(frame, 'Edit', first.details.name),
      frame => deed(frame, 'Edit', 'Review'),
    ] satisfies ((frame: Frame) => ReturnType<Frame['locator']>)[]) {
      await open();
      await way(frame).click();
      await frame.locator('.availability-head').first().waitFor({ state: 'detached' });
    }
  });

  it('shows what was begun and not saved, to be continued, or discarded and taken back', async () => {
    await api.ask('PUT', '/api/drafts/new', { form: { form: { name: 'Half a <b>link</b>' } } });
    await open();
    const card = frame.getByRole('listitem', { name: 'Not saved yet: Half a <b>link</b>' });
    await card.getByText(/^Last changed today \d\d:\d\d\. Guests can’t see it\.$/).waitFor();
    expect(await card.locator('.card-facts').textContent()).toMatch(/^Mon–Fri 09:00–17:0030 mins/);
    await card.getByRole('button', { name: 'Discard' }).click();
    await said('Unfinished link discarded: Half a <b>link</b>.').waitFor();
    expect(await card.count()).toBe(0);
    await expect(api.ask('GET', '/api/drafts/new')).rejects.toThrow('404');
    await frame.getByRole('button', { name: 'Undo' }).click();
    await card.waitFor();
    expect(await card.getByRole('heading').evaluate(heading => heading === document.activeElement)).toBe(true);
    await card.getByRole('button', { name: 'Continue' }).click();
    await frame.getByText(/^Not saved yet, last changed/).waitFor();
    expect(await frame.locator('.notice').count()).toBe(0);

    await open();
    await frame.getByRole('button', { name: 'Add availability' }).click();
    const question = frame.getByRole('group', { name: 'Continue “Half a <b>link</b>” or start anew?' });
    await question.getByRole('button', { name: 'Start anew' }).click();
    await frame.locator('.link-editor').waitFor();
    expect(await frame.getByText('Not saved yet').count()).toBe(0);
    await frame.getByRole('button', { name: 'Undo' }).click();
    await frame.getByRole('listitem', { name: 'Not saved yet: Half a <b>link</b>' }).waitFor();
    await expect
      .poll(() => api.ask('GET', '/api/drafts/new'), soon)
      .toMatchObject({
        form: { form: { name: 'Half a <b>link</b>' } },
      });
    await api.ask('DELETE', '/api/drafts/new');
  });

  it('keeps links with specific times apart, with what is left of them', async () => {
    const time = (days: number): [string, string] => [inDays(days), inDays(days, 45)];
    const rule = { zone, times: [time(2), time(3)], bufferBefore: 0, bufferAfter: 0, bookings: 'one' as const };
    await api.add('Review', { offer: { kind: 'specific', rule } });
    await open();
    const section = frame.getByRole('region', { name: 'Specific times' });
    expect(await section.locator('.card-facts').textContent()).toMatch(/, 2 times45 minsNepal Time/);
    await deed(frame, 'Expand', 'Review').click();
    await expect.poll(() => section.locator('.free-day li').allTextContents(), soon).toHaveLength(2);
  });

  it('finds one of fifty links, and reads the free times of none but the expanded one', async () => {
    for (let n = 2; n <= 50; n += 1) await api.add(`Link ${n}`);
    const asked: string[] = [];
    page.on('request', request => {
      if (request.url().includes('/next')) asked.push(request.url());
    });
    await open();
    expect(await frame.locator('.card').count()).toBe(50);
    await frame.getByRole('searchbox', { name: 'Find a link' }).fill('link 37');
    await expect.poll(() => frame.locator('.card').count(), soon).toBe(1);
    await deed(frame, 'Expand', 'Link 37').click();
    await cardOf(frame, 'Link 37').locator('.free-day').first().waitFor();
    expect(asked).toHaveLength(1);
  });
});

describe('Expand', () => {
  it('shows the free times by day as a guest gets them, with the zone named, and more on demand', async () => {
    const { slug, details } = first;
    await open();
    await deed(frame, 'Expand', details.name).click();
    const card = cardOf(frame, details.name);
    await card.getByText('Times in Nepal Time (Kathmandu)').waitFor();
    const today = Temporal.Now.plainDateISO(zone);
    const range = new URLSearchParams({ from: `${today}`, to: `${today.add({ days: 30 })}`, zone });
    const guests = await (await fetch(`${stage.demo.appOrigin}/b/${slug}/slots?${range}`)).json();
    const { starts } = guests as { starts: string[] };
    /** Of so many that were read those of days that are read to their end. */
    const whole = (count: number): string[] => {
      const dates = starts
        .slice(0, count)
        .map(start => `${Temporal.Instant.from(start).toZonedDateTimeISO(zone).toPlainDate()}`);
      return starts.slice(0, dates.indexOf(`${dates.at(-1)}`)).map(clock);
    };
    expect(await card.locator('.free-day li').allTextContents()).toEqual(whole(30));
    await card.getByRole('button', { name: 'Show more' }).click();
    await expect.poll(() => card.locator('.free-day li').count(), soon).toBe(whole(60).length);
    expect(await card.locator('.free-day li').allTextContents()).toEqual(whole(60));
  });

  it('says so where nothing is free, where the link is off, and where the calendar isn’t known', async () => {
    const rule = first.offer.kind === 'general' ? first.offer.rule : null;
    if (!rule) throw new Error('The default link has general availability');
    const later = `${Temporal.Now.plainDateISO(zone).add({ years: 3 })}`;
    await api.add('Far', { offer: { kind: 'general', rule: { ...rule, activeFrom: later } } });
    await api.add('Off', { active: false });
    await open();
    await deed(frame, 'Expand', 'Far').click();
    await cardOf(frame, 'Far').getByText('Nothing is free at the moment').waitFor();
    await deed(frame, 'Expand', 'Off').click();
    await cardOf(frame, 'Off').getByText('The link is switched off').waitFor();
    await page.route('**/next?*', route =>
      route.fulfill({ status: 503, json: { type: 'about:blank', title: '', status: 503, code: 'crm_unknown' } }),
    );
    await deed(frame, 'Expand', first.details.name).click();
    const card = cardOf(frame, first.details.name);
    await card.getByRole('alert').getByText('Your activities aren’t known at the moment.').waitFor();
    await page.unroute('**/next?*');
    await card.getByRole('button', { name: 'Try again' }).click();
    await card.locator('.free-day').first().waitFor();
  });
});

describe('preview', () => {
  it('opens the real page in a tab of its own, marked as a preview', async () => {
    await open();
    const opened = page.waitForEvent('popup');
    await deed(frame, 'Preview', first.details.name).click();
    const tab = await opened;
    await tab.waitForURL(`**/b/${first.slug}?preview=*`);
    await tab.getByText('This is a preview').or(tab.locator('.preview')).first().waitFor();
    expect(await tab.evaluate(() => window.opener)).toBeNull();
    await tab.close();
  });
});

describe('trash', () => {
  it('asks, says what happens, and can be taken back for a while; meetings stay', async () => {
    const { id } = await bookFirst(stage, user, 'Oona Fairweather');
    const { slug, details, url } = first;
    await open();
    await deed(frame, 'Delete', details.name).click();
    const question = page.getByRole('dialog', { name: 'Delete this link?' });
    await question.getByText(/is told that it was withdrawn. Meetings that are booked already stay/).waitFor();
    await question.getByRole('button', { name: 'Cancel' }).click();
    expect((await fetch(url)).status).toBe(200);

    await deed(frame, 'Delete', details.name).click();
    await question.getByRole('button', { name: 'Delete' }).click();
    await said(/deleted. Its meetings stay/).waitFor();
    expect(await cardOf(frame, details.name).count()).toBe(0);
    const gone = await fetch(url);
    expect([gone.status, await gone.text()]).toEqual([410, expect.stringContaining('withdrawn')]);
    const { state } = (await api.ask('GET', `/api/meetings/${id}`)) as { state: string };
    expect(state).toBe('confirmed');

    await frame.getByRole('button', { name: 'Undo' }).click();
    await said(/is back/).waitFor();
    await cardOf(frame, details.name).waitFor();
    expect((await fetch(url)).status).toBe(200);
    expect((await api.links())[0]).toMatchObject({ slug, active: true });
  });
});

describe('the switch', () => {
  it('acts at once, for guests too', async () => {
    await open();
    const { name } = first.details;
    await switchOf(frame, name).click();
    await said(/is switched off: guests can’t book from it any more/).waitFor({ state: 'attached' });
    expect(await (await fetch(first.url)).text()).toContain('switched off');
    await switchOf(frame, name).click();
    await said(/is switched on/).waitFor({ state: 'attached' });
    expect(await switchOf(frame, name).isChecked()).toBe(true);
  });

  it('refuses what was changed elsewhere, shows it as it is and says so', async () => {
    const link = await api.add('Before');
    await open();
    const details = { ...link.details, name: 'After' };
    await api.ask('PATCH', `/api/links/${link.slug}`, { version: link.version, details });
    await switchOf(frame, 'Before').click();
    await said(/Somebody changed this link meanwhile/).waitFor();
    expect(await switchOf(frame, 'After').isChecked()).toBe(true);
    await switchOf(frame, 'After').click();
    await expect.poll(() => switchOf(frame, 'After').isChecked(), soon).toBe(false);
  });
});

describe('by keyboard alone', () => {
  it('a link is expanded, switched off, and put into the trash and back', async () => {
    await open();
    const { name } = first.details;
    await deed(frame, 'Expand', name).focus();
    await page.keyboard.press('Enter');
    await cardOf(frame, name).locator('.free-day').first().waitFor();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Space');
    await expect.poll(() => switchOf(frame, name).isChecked(), soon).toBe(false);
    for (let step = 0; step < 5; step += 1) await page.keyboard.press('Tab');
    expect(await deed(frame, 'Delete', name).evaluate(element => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Delete this link?' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await said(/deleted/).waitFor();
    await expect
      .poll(() => frame.evaluate(() => document.activeElement?.textContent), soon)
      .toBe('General availability');
    await frame.getByRole('button', { name: 'Undo' }).focus();
    await page.keyboard.press('Enter');
    await cardOf(frame, name).waitFor();
  });
});
