import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createStage, type Opened, type OpenOptions, type Stage } from './stage.ts';

/** 00:15 on 2 March in Kathmandu, while UTC and the browser's Newfoundland have 1 March. */
const at = '2027-03-01T18:30:00Z';

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
  opened = await stage.open('activities?resource=activity&view=list', { width: 960, height: 640, at, ...options });
  return opened;
};
const text = (of: string | RegExp): Locator => opened.frame.getByText(of);
const button = (name: string | RegExp): Locator => opened.frame.getByRole('button', { name });
const day = (name: string): Locator => opened.frame.getByRole('region', { name });
const asked = () =>
  stage.world.requests.filter(request => request.includes('/api/meetings')).map(line => line.split(' ')[1]);

describe('the meetings', () => {
  it('are asked for by the host’s dates', async () => {
    await open();
    await text('Oona Vale').first().waitFor();
    expect(asked()).toEqual(['/api/meetings?from=2027-03-02&to=2028-04-04']);
    await opened.frame.getByLabel('Show').selectOption('Next 7 days');
    await expect.poll(asked).toContain('/api/meetings?from=2027-03-02&to=2027-03-08');
    await opened.frame.getByLabel('Show').selectOption('Last 30 days');
    await expect.poll(asked).toContain('/api/meetings?from=2027-01-31&to=2027-03-02');
  });

  it('stand under their day in the host’s zone, in order', async () => {
    await open();
    await day('Today · Tuesday 2 March').waitFor();
    expect(await text('Times in Nepal Time (Kathmandu)').count()).toBe(1);
    const days = await opened.frame.locator('.meetings h3').allTextContents();
    expect(days).toEqual(['Monday 1 March', 'Today · Tuesday 2 March', 'Tomorrow · Wednesday 3 March']);
    const times = await opened.frame.locator('.meeting-time').allTextContents();
    expect(times).toEqual(['15:00–15:30', '00:15–00:45', '10:00–10:45']);
  });

  it('begin in one line, whatever the script of a guest’s name', async () => {
    await open({
      before: world => {
        world.meetings = world.meetings.map((meeting, at) =>
          at === 0 ? { ...meeting, name: 'مكالمة', guest: { ...meeting.guest, name: 'ليلى حداد' } } : meeting,
        );
      },
    });
    await text('ليلى حداد').first().waitFor();
    const left = (selector: string) =>
      opened.frame
        .locator(`${selector} > span`)
        .evaluateAll(spans => spans.map(span => Math.round(span.getBoundingClientRect().left)));
    const all = [...(await left('.meeting-guest')), ...(await left('.meeting-facts > .small'))];
    expect(all).toHaveLength(6);
    expect(new Set(all).size).toBe(1);
  });

  it('tell what hasn’t reached Pipedrive or a mailbox yet', async () => {
    await open();
    await text('Not in Pipedrive yet (2 attempts)').waitFor();
    expect(await text('Mail not sent yet').count()).toBe(1);
    expect(await day('Tomorrow · Wednesday 3 March').getByText('Cancelled').count()).toBe(1);
  });

  it('lead to the deal and the person', async () => {
    await open();
    await button('Open deal: Oona Vale').click();
    await button('Open person: Sam Harrow').click();
    await expect
      .poll(() => opened.commands('redirect_to'))
      .toEqual([
        { command: 'redirect_to', args: { view: 'deals', id: 12 } },
        { command: 'redirect_to', args: { view: 'contacts', id: 72 } },
      ]);
  });

  it('link a place only where it is a web address', async () => {
    await open({
      before: world => {
        world.meetings = world.meetings.map((meeting, at) => ({
          ...meeting,
          place: { kind: 'video', text: ['https://meet.example/room', 'javascript:alert(1)', 'ask me'][at] ?? '' },
        }));
      },
    });
    await text('javascript:alert(1)').waitFor();
    const links = opened.frame.locator('.meeting-place a');
    expect(await links.count()).toBe(1);
    expect(await links.getAttribute('href')).toBe('https://meet.example/room');
  });

  it('say so when there are none, or when they can’t be read', async () => {
    await open({
      before: world => {
        world.meetings = [];
      },
    });
    await text('No meetings in this time').waitFor();
    stage.world.failing.set('/api/meetings', 'internal');
    await button('More').click();
    await opened.frame.getByRole('menuitem', { name: 'Reload' }).click();
    await text('Something went wrong on our side. Try again in a moment.').waitFor();
  });
});

describe('beside the meetings', () => {
  it('the links can be copied', async () => {
    await open();
    await button(/^Copy link: Intro call/).click();
    await opened.frame.locator('.link-copied').waitFor();
    await opened.page.locator('#plain').click();
    await opened.page.keyboard.press('Control+V');
    expect(await opened.page.locator('#plain').inputValue()).toContain('/b/aBcDeFgHiJkL');
  });

  it('a lost authorisation is told, and the meetings stay in view', async () => {
    await open({
      before: world => {
        world.me.status = 'paused';
      },
    });
    await opened.frame.getByRole('link', { name: 'Connect again' }).waitFor();
    expect(await text('Oona Vale').first().count()).toBe(1);
  });
});

describe('its manners', () => {
  it.each(['light', 'dark'] as const)('gives axe nothing to find in the %s theme', async theme => {
    await open({ theme });
    await text('Oona Vale').first().waitFor();
    expect(await opened.faults()).toEqual([]);
    expect(await opened.overflow(`activities-${theme}`)).toBe(0);
  });

  it.each([320, 400, 800, 1280])('needs no sideways scrolling %i px wide', async width => {
    await open({ width, before: world => (world.me.language = 'pl') });
    await text('Oona Vale').first().waitFor();
    expect(await text('Jeszcze nie w Pipedrive (2 próby)').count()).toBe(1);
    expect(await opened.overflow(`activities-${width}-pl`)).toBe(0);
  });
});
