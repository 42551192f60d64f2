import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { MeReply } from '../../../server/http/host/schema.ts';
import { createStage, type Opened, type OpenOptions, type Stage, type World } from './stage.ts';

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
      .toMatch(/Maya Gurung maya@northwind\.example[\s\S]*Northwind Lamps[\s\S]*Nepal Time \(Kathmandu\)/);
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
    expect(await opened.frame.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
      'Your booking links',
      'Connection with Pipedrive',
      'Defaults for new links',
      'You and your mails',
      'Google and Outlook calendars',
      'Account',
      'Disconnect',
    ]);
  });

  it('shows the words of every button where there is room', async () => {
    await open({ width: 400 });
    const label = card('Your booking links').locator('.icon-label', { hasText: 'Copy with next times' });
    await label.waitFor();
    await opened.frame.getByRole('button', { name: 'Copy with next times: Intro call' }).click();
    await opened.frame.locator('.link-copied').waitFor();
  });

  it('says that other calendars block only through Pipedrive’s calendar sync, and the way there', async () => {
    await open();
    await text(/block bookings only when Pipedrive’s calendar sync brings them in as busy activities/).waitFor();
    await text(/under Personal preferences › Calendar sync, as a two-way sync/).waitFor();
    const guide = opened.frame.getByRole('link', { name: 'How calendar sync works' });
    expect(await guide.getAttribute('target')).toBe('_blank');
  });

  it('tells what the plan allows', async () => {
    await open();
    await card('Your booking links')
      .getByText(/^One active link with general availability/)
      .waitFor();
  });
});

describe('the connection’s health', () => {
  const health = () => card('Connection with Pipedrive');
  const waiting = (items: MeReply['sync']['waiting']) => (world: World) => {
    world.me.sync = { ...world.me.sync, waiting: items };
  };

  it('tells how the exchange with Pipedrive goes, in the host’s zone', async () => {
    await open();
    await health().getByText('1 Mar 2027, 12:00').waitFor();
    await health().getByText('1 Mar 2027, 11:30').waitFor();
    await health().getByText('1 item waits').waitFor();
    expect(await health().getByRole('listitem').textContent()).toBe(
      'A meeting isn’t in Pipedrive as it should be Tried again by itselfPipedrive doesn’t answer. · 3 attempts',
    );
  });

  it('says in sentences what waits and why, and what was given up', async () => {
    await open({
      before: waiting([
        { booking: '01JX', kind: 'activity', attempts: 9, error: 'refused', givenUp: true },
        { booking: '01JX', kind: 'mail', attempts: 1, error: 'mail_refused', givenUp: true },
        { booking: '01JY', kind: 'mail', attempts: 0, error: null, givenUp: false },
        { booking: '01JZ', kind: 'another', attempts: 1, error: 'another', givenUp: false },
      ]),
    });
    await health().getByText('4 items wait').waitFor();
    expect(await health().getByRole('listitem').allTextContents()).toEqual([
      'A meeting isn’t in Pipedrive as it should be Given upPipedrive refused it. · 9 attempts',
      'A mail hasn’t been sent Given upThe mailbox doesn’t take it: check the address. · 1 attempt',
      'A mail hasn’t been sent Tried again by itselfIt is about to be tried.',
      'Something isn’t finished Tried again by itselfSomething went wrong on our side. · 1 attempt',
    ]);
    await opened.frame.getByRole('button', { name: 'Retry' }).click();
    await text('Everything is being tried again.').waitFor();
    expect(posts().map(line => line.split(' ')[1])).toEqual(['/api/sync/retry']);
    stage.world.me.sync = { ...stage.world.me.sync, waiting: [] };
    await health().getByText('All is well').waitFor();
  });

  it('says so where trying again can’t be asked for', async () => {
    await open({ before: world => world.failing.set('/api/sync/retry', 'too_many_requests') });
    await opened.frame.getByRole('button', { name: 'Retry' }).click();
    await health().getByRole('alert').getByText('Too many requests: wait a minute and try again.').waitFor();
  });

  it('folds that away while nothing waits', async () => {
    await open({ before: waiting([]) });
    const summary = text('Connection details');
    await summary.waitFor();
    expect(await text('Last change received').isVisible()).toBe(false);
    await summary.click();
    await text('Last change received').waitFor();
    await text(/^Nothing is waiting/).waitFor();
  });

  it('keeps it in view while the calendar isn’t known', async () => {
    await open({ before: world => (world.me.sync = { ...world.me.sync, waiting: [], calendarKnown: false }) });
    await health().getByText('Being read. Guests can’t book until this is done.').waitFor();
    expect(await text('Connection details').count()).toBe(0);
  });
});

describe('a setting', () => {
  const field = (name: string) => opened.frame.getByLabel(name, { exact: true });
  const saved = () => opened.frame.locator('.setting-state.saved');

  it('saves by itself and says so', async () => {
    await open();
    const reminders = opened.frame.getByRole('switch', { name: 'Remind guests by mail' });
    await reminders.click();
    await saved().waitFor();
    await text('Remind guests by mail: saved.').waitFor({ state: 'attached' });
    expect(await reminders.isChecked()).toBe(false);
    expect(stage.world.changes).toEqual([{ reminders: false }]);
  });

  it('that is typed is saved after a pause, once', async () => {
    await open();
    await field('Link to the video call').fill('');
    await field('Link to the video call').pressSequentially('https://meet.example/new');
    await saved().waitFor();
    expect(stage.world.changes).toEqual([{ place: { kind: 'video', text: 'https://meet.example/new' } }]);
  });

  it('that is typed is saved on leaving the field', async () => {
    await open({ at: '2027-03-01T06:15:00Z' });
    await field('Duration').fill('50');
    await opened.page.keyboard.press('Tab');
    await expect.poll(() => stage.world.changes.map(({ newLink }) => newLink?.duration)).toEqual([50]);
  });

  it('keeps what was typed when it is refused, says why at the field, and is saved once that is mended', async () => {
    await open();
    await field('Start times every').waitFor();
    stage.world.failing.set('/api/me', 'invalid');
    stage.world.saying = { field: 'newLink.step', reason: 'out_of_range', range: [5, 1440] };
    await field('Start times every').fill('3');
    await text('A whole number from 5 to 1,440.').waitFor();
    expect(await field('Start times every').getAttribute('aria-invalid')).toBe('true');
    expect(await field('Start times every').inputValue()).toBe('3');
    await field('Buffer after').fill('10');
    stage.world.failing.clear();
    await field('Start times every').fill('20');
    await saved().first().waitFor();
    await expect.poll(() => text('A whole number from 5 to 1,440.').count()).toBe(0);
    expect(stage.world.me.settings.newLink.step).toBe(20);
  });

  it('is kept through a failure and saved on the button', async () => {
    await open();
    await field('Language').waitFor();
    stage.world.failing.set('/api/me', 'busy');
    await field('Language').selectOption({ label: 'Polski' });
    await text('Too much is happening at once. Try again. What you chose is still here.').waitFor();
    expect(await field('Language').inputValue()).toBe('pl');
    stage.world.failing.clear();
    await opened.frame.getByRole('button', { name: 'Try again' }).click();
    await opened.frame.getByRole('heading', { name: 'Ty i Twoja poczta' }).waitFor();
  });

  it('is saved by itself when the connection is back', async () => {
    await open();
    await field('Buffer before').waitFor();
    await opened.page.context().setOffline(true);
    await field('Buffer before').fill('15');
    await text('No connection. What you chose is still here, and is saved when you are back online.').waitFor();
    await opened.page.context().setOffline(false);
    await expect.poll(() => stage.world.me.settings.newLink.bufferBefore).toBe(15);
  });

  it('leaves the others alone that were changed in the same moment', async () => {
    await open();
    await field('Buffer before').fill('10');
    await field('Buffer after').fill('20');
    await field('How far ahead guests can book').fill('90');
    await opened.page.keyboard.press('Tab');
    await expect
      .poll(() => stage.world.me.settings.newLink)
      .toMatchObject({ bufferBefore: 10, bufferAfter: 20, horizonDays: 90 });
  });

  it('may be without a limit', async () => {
    await open();
    await opened.frame.getByLabel('As far ahead as guests like').click();
    await expect.poll(() => stage.world.me.settings.newLink.horizonDays).toBe(null);
    await opened.frame.getByLabel('As far ahead as guests like').click();
    await expect.poll(() => stage.world.me.settings.newLink.horizonDays).toBe(60);
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
