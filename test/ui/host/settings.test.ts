import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createStage, type Opened, type OpenOptions, type Stage } from './stage.ts';

let stage: Stage;
let opened: Opened;

beforeAll(async () => {
  stage = await createStage();
});
afterEach(async () => {
  await opened.done();
  expect(opened.complaints).toEqual([]);
});
afterAll(() => stage.close());

const open = async (options?: OpenOptions) => {
  opened = await stage.open('settings', { width: 800, height: 850, ...options });
  return opened;
};
const text = (of: string | RegExp): Locator => opened.frame.getByText(of);
const card = (name: string): Locator => opened.frame.getByRole('region', { name });
const posts = () => stage.world.requests.filter(request => request.startsWith('POST '));

describe('the settings page', () => {
  it('tells who is connected, and where', async () => {
    await open();
    await expect
      .poll(() => card('Account').textContent())
      .toMatch(
        /Maya Gurung maya@northwind\.example[\s\S]*Northwind Lamps[\s\S]*Nepal Time \(Kathmandu\)[\s\S]*English/,
      );
  });

  it('tells how the exchange with Pipedrive goes, in the host’s zone', async () => {
    await open();
    const health = card('Connection with Pipedrive');
    await health.getByText('1 Mar 2027, 12:00').waitFor();
    await health.getByText('1 Mar 2027, 11:30').waitFor();
    await health.getByText('1 item waits').waitFor();
    expect(await health.getByRole('listitem').textContent()).toBe('Not in Pipedrive yet · 3 attempts · unavailable');
  });

  it('folds that away while nothing waits', async () => {
    await open({ before: world => (world.me.sync = { ...world.me.sync, waiting: [] }) });
    const summary = text('Connection details');
    await summary.waitFor();
    expect(await text('Last change received').isVisible()).toBe(false);
    await summary.click();
    await text('Last change received').waitFor();
    await text(/^Nothing is waiting/).waitFor();
  });

  it('keeps it in view while the calendar isn’t known', async () => {
    await open({ before: world => (world.me.sync = { ...world.me.sync, waiting: [], calendarKnown: false }) });
    await card('Connection with Pipedrive').getByText('Being read. Guests can’t book until this is done.').waitFor();
    expect(await text('Connection details').count()).toBe(0);
  });

  it('begins with the links, each with its opening hours in its own zone', async () => {
    await open({
      before: world => {
        const [first] = world.links;
        if (first?.offer.kind !== 'general') throw new Error('The first sample is a general link.');
        const open: [string, string][] = [['09:00', '17:00']];
        const weekly = { mon: open, tue: open, wed: open, thu: open, fri: open };
        first.offer = { kind: 'general', rule: { ...first.offer.rule, zone: 'America/St_Johns', weekly } };
      },
    });
    await text('Mon–Fri 09:00–17:00, 30 mins · Newfoundland Time (St. John’s)').waitFor();
    await text('Mon 09:00–17:00, 60 mins · Nepal Time (Kathmandu)').waitFor();
    const titles = await opened.frame.getByRole('heading', { level: 2 }).allTextContents();
    expect(titles.slice(0, 3)).toEqual(['Your booking links', 'Plan', 'Account']);
  });

  it('shows the words of every button where there is room', async () => {
    await open({ width: 400 });
    const label = card('Your booking links').locator('.icon-label', { hasText: 'Copy with next times' });
    await label.waitFor();
    await opened.frame.getByRole('button', { name: 'Copy with next times: Intro call' }).click();
    await opened.frame.locator('.link-copied').waitFor();
  });

  it('says that other calendars block only through Pipedrive’s calendar sync', async () => {
    await open();
    await text(/block bookings only when Pipedrive’s calendar sync brings them in as busy activities/).waitFor();
  });

  it('tells what the plan allows', async () => {
    await open();
    await card('Plan')
      .getByText(/^One active link with general availability/)
      .waitFor();
  });
});

describe('disconnecting', () => {
  it('asks first, with the number of future meetings, and erases when told to', async () => {
    await open();
    await opened.frame.getByRole('button', { name: 'Disconnect' }).click();
    await text('All your data here has been erased.').waitFor();
    const [question] = await opened.commands('show_confirmation');
    expect(question?.args).toMatchObject({ title: 'Disconnect Meeting scheduler?', okColor: 'negative' });
    expect(question?.args?.description).toContain('You have 2 future meetings. Each guest gets one mail:');
    expect(question?.args?.description).toContain('to change it, they reply to you.');
    expect(posts()).toHaveLength(1);
    expect(posts()[0]).toMatch(/^POST \/api\/disconnect /);
  });

  it('does nothing when the host thinks better of it', async () => {
    await open();
    await opened.page.evaluate(() => {
      (window as unknown as { crm: { confirms: boolean } }).crm.confirms = false;
    });
    const button = opened.frame.getByRole('button', { name: 'Disconnect' });
    await button.click();
    await expect.poll(() => opened.commands('show_confirmation')).toHaveLength(1);
    await expect.poll(() => button.getAttribute('aria-disabled')).toBe('false');
    expect(posts()).toEqual([]);
  });

  it('says so when it didn’t work', async () => {
    await open({ before: world => world.failing.set('/api/disconnect', 'busy') });
    await opened.frame.getByRole('button', { name: 'Disconnect' }).click();
    await text('Too much is happening at once. Try again.').waitFor();
  });
});

describe('its manners', () => {
  it.each(['light', 'dark'] as const)('gives axe nothing to find in the %s theme', async theme => {
    await open({ theme });
    await card('Disconnect').waitFor();
    expect(await opened.faults()).toEqual([]);
    expect(await opened.overflow(`settings-${theme}`)).toBe(0);
  });

  it.each([320, 800, 1280])('needs no sideways scrolling %i px wide', async width => {
    await open({ width, before: world => (world.me.language = 'pl') });
    await card('Odłącz').waitFor();
    expect(await opened.overflow(`settings-${width}-pl`)).toBe(0);
  });
});
