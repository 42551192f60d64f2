import type { Frame, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DraftReply, LinkReply, MeReply } from '../../../server/http/host/schema.ts';
import { installAs, userIn } from '../app/people.ts';
import { apiOf, cardOf, type OwnApi, openAvailability } from '../availability/host.ts';
import { createStage, type Stage } from '../main-job/stage.ts';
import { detail, editorIn, goOn, openLink, openNew, reopenLink, rule, save, soon } from './acts.ts';

/** Nothing that a host typed is lost: closed, reloaded, offline, saved elsewhere, refused, beyond the plan. */

vi.setConfig({ testTimeout: 60_000 });

let stage: Stage;
let crm: string;
let api: OwnApi;
let page: Page;
let frame: Frame;
let meeting: LinkReply;

beforeAll(async () => {
  stage = await createStage({ hasMovableClock: true });
  const { sandbox } = stage.demo;
  crm = sandbox.origin;
  const user = userIn(sandbox, 'Asia/Kathmandu');
  page = await stage.visitor();
  await installAs(page, crm, user);
  api = apiOf(stage.demo, user);
});
afterAll(() => stage?.close());
beforeEach(async () => {
  meeting = await api.tidy();
});
afterEach(() => page.unrouteAll());

const draftOf = async (name: string): Promise<DraftReply | null> =>
  (await api.ask('GET', `/api/drafts/${name}`).catch(() => null)) as DraftReply | null;
const stored = async (): Promise<LinkReply> => {
  const found = (await api.links()).find(({ slug }) => slug === meeting.slug);
  if (!found) throw new Error('The default link is there');
  return found;
};
const changeElsewhere = async (name: string): Promise<LinkReply> => {
  const { version, details } = await stored();
  const path = `/api/links/${meeting.slug}`;
  return (await api.ask('PATCH', path, { version, details: { ...details, name } })) as LinkReply;
};
const name = () => detail(frame, 'name').locator('input');
const named = () => name().inputValue();

describe('a draft', () => {
  it('is there when the modal was closed in the middle of a word, and is discarded, and comes back', async () => {
    frame = await openNew(page, crm);
    await goOn(frame);
    await name().fill('Half a na');
    await page.keyboard.type('m');
    await page
      .locator('.modal-frame')
      .getByRole('button', { name: 'Close' })
      .or(page.getByRole('button', { name: 'Close' }))
      .first()
      .click();
    await expect.poll(async () => JSON.stringify(await draftOf('new')), soon).toContain('Half a nam');

    frame = await openDrafted();
    expect(await named()).toBe('Half a nam');
    await frame.getByText(/^Not saved yet, last changed .*\d\d:\d\d\./).waitFor();
    await frame.getByRole('button', { name: 'Start anew' }).click();
    expect(await named()).toBe('Meeting');
    await frame.getByRole('button', { name: 'Undo' }).click();
    expect(await named()).toBe('Half a nam');
    await save(frame);
    await cardOf(frame, 'Half a nam').waitFor();
    await expect.poll(() => draftOf('new'), soon).toBeNull();
  });

  it('is kept as soon as the connection is back', async () => {
    frame = await openLink(page, crm, 'Meeting');
    await page.context().setOffline(true);
    await rule(frame, 'duration').locator('label', { hasText: '60' }).click();
    await frame.getByText('The draft isn’t kept yet. It is tried again.').waitFor();
    await save(frame);
    await frame.getByText(/^Not saved\./).waitFor();
    await page.context().setOffline(false);
    await frame.getByText('Draft kept').waitFor();
    expect((await draftOf(meeting.slug))?.form).toMatchObject({ form: { duration: 60 } });
    await page.reload();
    frame = await reopenLink(page, crm, 'Meeting');
    expect(await frame.locator('.duration input:checked + span').textContent()).toBe('60');
    await save(frame);
    await expect.poll(async () => (await stored()).offer.rule, soon).toMatchObject({ duration: 60 });
    const { version } = await stored();
    await api.ask('PATCH', `/api/links/${meeting.slug}`, { version, offer: meeting.offer });
  });

  it('of a link that was changed since lets the host choose', async () => {
    frame = await openLink(page, crm, 'Meeting');
    await goOn(frame);
    await name().fill('Drafted');
    await frame.getByText('Draft kept').waitFor();
    await changeElsewhere('Elsewhere');
    frame = await reopenLink(page, crm, 'Elsewhere');
    expect(await named()).toBe('Drafted');
    await frame.getByText('This link has been saved elsewhere in the meantime.').waitFor();
    await frame.getByRole('button', { name: 'Show theirs' }).click();
    expect(await named()).toBe('Elsewhere');
    await frame.getByRole('button', { name: 'Bring mine back' }).click();
    expect(await named()).toBe('Drafted');
    await save(frame);
    await cardOf(frame, 'Drafted').waitFor();
    await changeElsewhere('Meeting');
  });
});

/** The new link that a draft is of, which opens at the first step; its details. */
const openDrafted = async (): Promise<Frame> => {
  const found = await openAvailability(page, crm);
  await found.getByRole('button', { name: 'Add availability' }).first().click();
  await found.locator('.continue-or-not').getByRole('button', { name: 'Continue' }).click();
  const editor = await editorIn(found);
  await goOn(editor);
  return editor;
};

describe('an answer that is lost', () => {
  it('leaves one link, with what was typed since', async () => {
    frame = await openNew(page, crm);
    await goOn(frame);
    await name().fill('Once');
    // Once the frame has loaded: it is about this answer alone.
    await page.route('**/api/links', async route => {
      if (route.request().method() !== 'POST') return route.continue();
      await route.fetch();
      return route.abort('connectionreset');
    });
    await save(frame);
    await frame.getByText(/^Not saved\./).waitFor();
    expect((await api.links()).map(link => link.details.name)).toContain('Once');
    await page.unroute('**/api/links');
    await name().fill('Only once');
    await save(frame);
    await cardOf(frame, 'Only once').waitFor();
    const names = (await api.links()).map(link => link.details.name);
    expect(names.filter(one => /once/i.test(one))).toEqual(['Only once']);
  });
});

describe('two tabs', () => {
  it('that save the same link: what was typed stays, and either content can win', async () => {
    const other = await page.context().newPage();
    const theirs = await openLink(other, crm, 'Meeting');
    await goOn(theirs);
    await detail(theirs, 'name').locator('input').fill('First tab');
    await page.bringToFront();
    frame = await openLink(page, crm, 'Meeting');
    await goOn(frame);
    await name().fill('Second tab');
    await detail(frame, 'description').locator('textarea').fill('Typed at length');
    await other.bringToFront();
    await save(theirs);
    await cardOf(theirs, 'First tab').waitFor();
    await page.bringToFront();
    await save(frame);
    await frame
      .getByText('This link has been saved elsewhere in the meantime. What you typed is still here.')
      .waitFor();
    expect(await named()).toBe('Second tab');
    await frame.getByText('Different there: Name, Description. “Take mine” overwrites what was saved there.').waitFor();
    await expect.poll(() => frame.locator('[data-place="conflict"]:focus').count(), soon).toBe(1);

    await frame.getByRole('button', { name: 'Show theirs' }).click();
    expect(await named()).toBe('First tab');
    await frame.getByRole('button', { name: 'Bring mine back' }).click();
    await changeElsewhere('Third tab');
    await save(frame);
    await frame.getByRole('button', { name: 'Take mine' }).click();
    await cardOf(frame, 'Second tab').waitFor();
    expect((await stored()).details).toMatchObject({ name: 'Second tab', description: 'Typed at length' });
    await other.close();
    const { version } = await stored();
    await api.ask('PATCH', `/api/links/${meeting.slug}`, { version, details: meeting.details });
  });

  it('one of which deletes the link: its content becomes a new one', async () => {
    const doomed = await api.add('Doomed');
    frame = await openLink(page, crm, 'Doomed');
    await goOn(frame);
    await name().fill('Survivor');
    await api.ask('DELETE', `/api/links/${doomed.slug}`);
    await save(frame);
    await frame.getByText('This link has been deleted in the meantime. What you typed is still here.').waitFor();
    await frame.getByRole('button', { name: 'Save as a new link' }).click();
    await cardOf(frame, 'Survivor').waitFor();
  });
});

describe('what only the server refuses', () => {
  const refuseWith = async (problem: object) => {
    await page.route('**/api/links/*', route =>
      route.request().method() === 'PATCH'
        ? route.fulfill({
            status: 400,
            contentType: 'application/problem+json',
            json: { type: 'about:blank', title: 'Refused', status: 400, code: 'invalid', ...problem },
          })
        : route.continue(),
    );
  };

  it('is said at its field, which gets the focus, in the step where it is', async () => {
    frame = await openLink(page, crm, 'Meeting');
    await goOn(frame);
    await name().fill('Refused');
    await refuseWith({ field: 'offer.rule.weekly', reason: 'windows_overlap', on: 'tue' });
    await save(frame);
    await expect
      .poll(() => rule(frame, 'weekly.tue').locator('.field-error').textContent(), soon)
      .toBe('Two time periods overlap.');
    expect(
      await frame.evaluate(() => document.activeElement?.closest('[data-place]')?.getAttribute('data-place')),
    ).toBe('offer.rule.weekly.tue');
    await frame.getByRole('alert').getByText('Not saved yet: 1 thing to mend').waitFor();
    await page.unroute('**/api/links/*');

    await refuseWith({ field: 'details.description', reason: 'text_unprintable' });
    await save(frame);
    await expect
      .poll(() => detail(frame, 'description').locator('.field-error').textContent(), soon)
      .toBe('This has characters that can’t be shown. Type it again.');
    expect(await named()).toBe('Refused');
    await page.unroute('**/api/links/*');
  });
});

describe('without the CRM', () => {
  it('the activity type stays as it is, and that is said', async () => {
    await page.route('**/api/activity-types', route =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        json: { type: 'about:blank', title: 'Later', status: 503, code: 'busy' },
      }),
    );
    frame = await openLink(page, crm, 'Meeting');
    await goOn(frame);
    await frame.getByText('Pipedrive doesn’t tell its activity types at the moment: the current one stays.').waitFor();
    const types = frame.getByLabel('Activity type');
    expect(await types.locator('option').allTextContents()).toEqual(['meeting']);
    await detail(frame, 'description').locator('textarea').fill('Saved all the same');
    await save(frame);
    await cardOf(frame, 'Meeting').waitFor();
    expect((await stored()).details).toMatchObject({ activityType: 'meeting', description: 'Saved all the same' });
    await page.unroute('**/api/activity-types');
  });
});

describe('a plan that allows one active link', () => {
  const play = async (plan: 'growth' | 'lite') => {
    Object.assign(stage.demo.sandbox.company, { plan, addons: [] });
    await stage.demo.advance(60_000);
    const told = async () => ((await api.ask('POST', '/api/sync/retry')) as MeReply).plan.name;
    await expect.poll(told, soon).toBe(plan);
  };

  it('has a further one saved switched off, says so, and lets the host switch over', async () => {
    await play('growth');
    frame = await openNew(page, crm);
    await frame.getByText(/Now it is “Meeting”\. .* lifts this\. What you make here can be saved, but stays/).waitFor();
    await goOn(frame);
    await name().fill('Newer');
    await save(frame);
    const dialog = frame.getByRole('dialog', { name: 'Saved, but switched off' });
    await dialog
      .getByText('Your plan allows one active link with general availability. Now it is “Meeting”.')
      .waitFor();
    await dialog.getByText('If you switch over, “Meeting” is switched off: its page says so to guests').waitFor();
    expect(await dialog.locator('.button.primary').textContent()).toBe('Keep “Meeting”');
    await dialog.getByRole('button', { name: 'Switch over to “Newer”' }).click();
    await frame.getByRole('status').getByText('“Newer” is active now.').waitFor();
    const active = (await api.links()).filter(link => link.active).map(link => link.details.name);
    expect(active).toEqual(['Newer']);
  });

  it('and one that allows none says what lifts that', async () => {
    await play('lite');
    frame = await openNew(page, crm);
    await goOn(frame);
    await name().fill('Off');
    await save(frame);
    const dialog = frame.getByRole('dialog', { name: 'Saved, but switched off' });
    const sentence =
      'The Lite plan has no active link with general availability, so guests can’t book from one. The LeadBooster add-on or a higher plan lifts this.';
    await dialog.getByText(sentence).waitFor();
    await dialog.getByRole('button', { name: 'Leave it off' }).click();
    await frame.getByRole('status').getByText('“Off” is saved, switched off.').waitFor();
    expect(await frame.locator('.toast').getByRole('button', { name: 'Copy link' }).count()).toBe(0);
  });
});
