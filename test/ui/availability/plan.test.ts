import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { MeReply } from '../../../server/http/host/schema.ts';
import type { PlanName } from '../../sandbox/company.ts';
import { installAs, userIn } from '../app/people.ts';
import { createStage, type Stage } from '../main-job/stage.ts';
import { apiOf, cardOf, inDays, type OwnApi, openAvailability, switchOf } from './host.ts';

/** What the plan lets be active, as the host meets it; the stand-in plays the plans. */

vi.setConfig({ testTimeout: 45_000 });

const soon = { timeout: 10_000, interval: 50 };

let stage: Stage;
let crm: string;
let api: OwnApi;
let page: Page;
let other: Page;

const play = (plan: PlanName, addons: string[] = []) => Object.assign(stage.demo.sandbox.company, { plan, addons });

/** Lets the app read the plan anew, a while after it did so last. */
const tell = async (plan: PlanName, addons: string[] = []): Promise<void> => {
  play(plan, addons);
  await stage.demo.advance(60_000);
  const told = async () => ((await api.ask('POST', '/api/sync/retry')) as MeReply).plan;
  await expect.poll(told, soon).toMatchObject({ name: plan, leadBooster: addons.length > 0 });
};

beforeAll(async () => {
  stage = await createStage({ hasMovableClock: true });
  const { sandbox } = stage.demo;
  crm = sandbox.origin;
  play('growth');
  const user = userIn(sandbox, 'Asia/Kathmandu');
  page = await stage.visitor();
  await installAs(page, crm, user);
  // In a browser of its own: a tab behind another reads nothing.
  other = await stage.visitor();
  await other.goto(`${crm}/?user=${user}`);
  api = apiOf(stage.demo, user);
});
afterAll(() => stage?.close());

const active = async () =>
  (await api.links())
    .filter(link => link.active)
    .map(({ details }) => details.name)
    .toSorted();

const toggled = async (frame: Frame, name: string, on: boolean) => {
  await switchOf(frame, name).click();
  await expect.poll(() => switchOf(frame, name).isChecked(), soon).toBe(on);
};

describe('Growth', () => {
  it('saves a second link switched off, says which one is active and what lifts the limit, and offers to switch over', async () => {
    expect(await api.add('Demo')).toMatchObject({ active: false, heldBack: true });
    const frame = await openAvailability(page, crm);
    const card = cardOf(frame, 'Demo');
    const reason =
      'Your plan lets one link of general availability be active, and that is “Meeting”. The LeadBooster add-on or a higher plan lifts this.';
    await card.getByText(reason).waitFor();
    await switchOf(frame, 'Demo').click();
    await card.getByRole('alert').getByText(reason).waitFor();
    expect(await active()).toEqual(['Meeting']);

    await card.getByRole('button', { name: 'Switch over to this one: Demo' }).click();
    await expect.poll(() => switchOf(frame, 'Demo').isChecked(), soon).toBe(true);
    expect(await switchOf(frame, 'Meeting').isChecked()).toBe(false);
    expect(await active()).toEqual(['Demo']);
    await frame
      .getByRole('status')
      .getByText('“Demo” is now the active link; “Meeting” is switched off.')
      .waitFor({ state: 'attached' });
    // That one its host has switched off: the plan isn't blamed for it, until it is asked.
    const other = cardOf(frame, 'Meeting');
    expect(await other.getByText(/that is “Demo”/).count()).toBe(0);
    await switchOf(frame, 'Meeting').click();
    await other
      .getByRole('alert')
      .getByText(/that is “Demo”/)
      .waitFor();
  });

  it('lets one of two tabs win that race for it: the other is refused and says by whom', async () => {
    const mine = await openAvailability(page, crm);
    await toggled(mine, 'Demo', false);
    expect(await active()).toEqual([]);
    const theirs = await openAvailability(other, crm);
    await Promise.all([switchOf(mine, 'Demo').click(), switchOf(theirs, 'Meeting').click()]);
    await expect
      .poll(async () => (await mine.getByRole('alert').count()) + (await theirs.getByRole('alert').count()), soon)
      .toBe(1);
    const [winner] = await active();
    expect(await active()).toHaveLength(1);
    const refused = winner === 'Demo' ? theirs : mine;
    await refused.getByRole('alert').getByText(`that is “${winner}”`).waitFor();
  });

  it('counts no specific times', async () => {
    const times: [string, string][] = [[inDays(2), inDays(2, 45)]];
    const rule = { zone: 'Asia/Kathmandu', times, bufferBefore: 0, bufferAfter: 0, bookings: 'one' as const };
    expect(await api.add('Review', { offer: { kind: 'specific', rule } })).toMatchObject({ active: true });
    const frame = await openAvailability(page, crm);
    expect(await switchOf(frame, 'Review').isChecked()).toBe(true);
    await toggled(frame, 'Review', false);
    await toggled(frame, 'Review', true);
  });
});

describe('other plans', () => {
  it('LeadBooster lets any number be active, on Growth too', async () => {
    await tell('growth', ['leadbooster_v2']);
    const frame = await openAvailability(page, crm);
    for (const name of ['Demo', 'Meeting']) {
      if (!(await switchOf(frame, name).isChecked())) await toggled(frame, name, true);
    }
    expect(await active()).toEqual(['Demo', 'Meeting', 'Review']);
    expect(await frame.getByText(/plan lets/).count()).toBe(0);
  });

  it('Lite lets none be active, keeps the links, and says what lifts that', async () => {
    await tell('lite');
    expect(await active()).toEqual(['Review']);
    const frame = await openAvailability(page, crm);
    const sentence =
      /The Lite plan has no active link with general availability, so guests can’t book from one\. The LeadBooster/;
    await frame.getByText(sentence).first().waitFor();
    await switchOf(frame, 'Meeting').click();
    await cardOf(frame, 'Meeting').getByRole('alert').getByText(sentence).waitFor();
    expect(
      await cardOf(frame, 'Meeting')
        .getByRole('button', { name: /^Switch over/ })
        .count(),
    ).toBe(0);
    expect(await active()).toEqual(['Review']);
  });

  it('Premium lets any number be active', async () => {
    await tell('premium');
    const frame = await openAvailability(page, crm);
    for (const name of ['Demo', 'Meeting']) await toggled(frame, name, true);
    expect(await active()).toEqual(['Demo', 'Meeting', 'Review']);
  });
});
