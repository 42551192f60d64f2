import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { MeReply } from '../../../server/http/host/schema.ts';
import { bookFirst, installAs, userIn } from '../app/people.ts';
import { apiOf, type OwnApi } from '../availability/host.ts';
import { openModal, surfaceIn } from '../main-job/host.ts';
import { mailTo } from '../main-job/mails.ts';
import { createStage, faultsOf, overflowOf, picture, type Stage } from '../main-job/stage.ts';

/** The settings page in the CRM, with the real product behind it. */

vi.setConfig({ testTimeout: 60_000 });

const soon = { timeout: 10_000, interval: 50 };

let stage: Stage;
let crm: string;
let user: number;
let api: OwnApi;
let host: Page;
let hostEmail: string;

beforeAll(async () => {
  stage = await createStage();
  const { sandbox } = stage.demo;
  crm = sandbox.origin;
  user = userIn(sandbox, 'Asia/Kathmandu');
  hostEmail = sandbox.company.users.find(({ id }) => id === user)?.email ?? '';
  host = await stage.visitor();
  await installAs(host, crm, user);
  api = apiOf(stage.demo, user);
});
afterAll(() => stage?.close());

const open = async (): Promise<Frame> => {
  await host.goto(`${crm}/settings/marketplace/app/${stage.demo.sandbox.app.clientId}/app-settings`);
  const frame = await surfaceIn(host, '.settings-frame');
  await frame.locator('.cards').waitFor();
  return frame;
};

const me = async () => (await api.ask('GET', '/api/me')) as MeReply;
const toggle = (frame: Frame, name: string) => frame.getByRole('switch', { name, exact: true });
const said = (frame: Frame, text: string | RegExp) =>
  frame.getByRole('status').getByText(text).waitFor({ state: 'attached' });

describe('what a host chooses', () => {
  it('is saved at once, said, and there again when the page is opened anew', async () => {
    const frame = await open();
    await toggle(frame, 'Attach a calendar file to those mails').click();
    await said(frame, 'Attach a calendar file to those mails: saved.');
    await frame.getByLabel('Kind of location').selectOption({ label: 'Phone' });
    await said(frame, 'Default location: saved.');
    await frame.getByLabel('Phone number, or who calls whom').fill('I call you');
    await frame.getByLabel('Duration', { exact: true }).fill('45');
    await frame.getByLabel('Notice', { exact: true }).fill('2');
    await frame.getByLabel('Unit of notice').selectOption('days');
    await expect
      .poll(async () => (await me()).settings, soon)
      .toMatchObject({
        calendarFile: true,
        place: { kind: 'phone', text: 'I call you' },
        newLink: { duration: 45, notice: 2880 },
      });
    const again = await open();
    expect(await again.getByLabel('Phone number, or who calls whom').inputValue()).toBe('I call you');
    expect(await again.getByLabel('Duration', { exact: true }).inputValue()).toBe('45');
    expect(await again.getByLabel('Notice', { exact: true }).inputValue()).toBe('2');
    expect(await toggle(again, 'Attach a calendar file to those mails').isChecked()).toBe(true);
    await picture(host, 'settings', true);
    expect(await faultsOf(again)).toEqual([]);
  });

  it('is what a new link begins with', async () => {
    const modal = await openModal(host, crm);
    await modal.getByRole('button', { name: 'Add availability' }).click();
    await expect.poll(() => modal.getByRole('radio', { name: /^45/ }).isChecked(), soon).toBe(true);
  });

  it('is refused at its field with what is allowed, and stays as it was typed', async () => {
    const frame = await open();
    const duration = frame.getByLabel('Duration', { exact: true });
    await duration.fill('3');
    await frame.getByText('A whole number from 5 to 1,440.').waitFor();
    expect(await duration.inputValue()).toBe('3');
    expect((await me()).settings.newLink.duration).toBe(45);
    await picture(host, 'settings-refused', true);
    expect(await faultsOf(frame)).toEqual([]);
    await duration.fill('30');
    await expect.poll(async () => (await me()).settings.newLink.duration, soon).toBe(30);
    expect(await frame.getByText('A whole number from 5 to 1,440.').count()).toBe(0);
  });

  it('is worked by keyboard alone', async () => {
    const frame = await open();
    await toggle(frame, 'Remind guests by mail').focus();
    await host.keyboard.press('Space');
    await said(frame, 'Remind guests by mail: saved.');
    expect((await me()).settings.reminders).toBe(false);
    await frame.getByLabel('Duration', { exact: true }).focus();
    await host.keyboard.press('ArrowUp');
    await host.keyboard.press('Tab');
    await expect.poll(async () => (await me()).settings.newLink.duration, soon).toBe(31);
    await toggle(frame, 'Remind guests by mail').press('Space');
    await expect.poll(async () => (await me()).settings.reminders, soon).toBe(true);
  });

  it('decides what mails come to the host, and with what', async () => {
    const { mailbox } = stage.demo;
    await bookFirst(stage, user, 'Rina Moss');
    const told = await mailTo(mailbox, hostEmail, /^Booked: /);
    expect(told.calendars).toHaveLength(1);
    const frame = await open();
    await toggle(frame, 'Tell me by mail what guests do').click();
    await said(frame, 'Tell me by mail what guests do: saved.');
    mailbox.clear();
    await bookFirst(stage, user, 'Otto Reed');
    await mailTo(mailbox, 'guest@ferns.example', /^Booked: /);
    await expect.poll(async () => (await me()).sync.waiting, soon).toEqual([]);
    expect(mailbox.mails(hostEmail)).toEqual([]);
  });

  it('can be the language: this page speaks it at once', async () => {
    const frame = await open();
    await frame.getByLabel('Language', { exact: true }).selectOption({ label: 'Polski' });
    await frame.getByRole('heading', { name: 'Ty i Twoja poczta' }).waitFor();
    await said(frame, /: zapisano\.$/);
    for (const width of [320, 400, 800, 1280]) {
      await host.setViewportSize({ width, height: 900 });
      await expect.poll(() => overflowOf(frame), soon).toBe(0);
      await picture(host, `settings-pl-${width}`, true);
      expect([width, await faultsOf(frame)]).toEqual([width, []]);
    }
    await host.setViewportSize({ width: 1280, height: 860 });
    await host.getByRole('button', { name: 'Light or dark' }).click();
    await expect.poll(() => frame.evaluate(() => document.documentElement.dataset.theme), soon).toBe('dark');
    await picture(host, 'settings-pl-dark', true);
    expect(await faultsOf(frame)).toEqual([]);
    await host.getByRole('button', { name: 'Light or dark' }).click();
    await frame.getByLabel('Język', { exact: true }).selectOption({ label: 'English' });
    await frame.getByRole('heading', { name: 'You and your mails' }).waitFor();
  });
});

describe('the exchange with Pipedrive', () => {
  it('says what waits and why, and tries it again when asked to', async () => {
    const { faults } = stage.demo.sandbox;
    const restore = faults.fail(
      { method: 'POST', path: '/api/v2/activities', userId: user, times: Number.POSITIVE_INFINITY },
      { kind: 'status', status: 503 },
    );
    await bookFirst(stage, user, 'Mira Stone');
    await expect
      .poll(async () => (await me()).sync.waiting, soon)
      .toMatchObject([{ kind: 'activity', error: 'unanswered' }]);
    const frame = await open();
    const health = frame.getByRole('region', { name: 'Connection with Pipedrive' });
    await health.getByText('1 item waits').waitFor();
    await health
      .getByText(/Pipedrive didn’t say whether it was written; that is looked up first\. · \d+ attempt/)
      .waitFor();
    await picture(host, 'settings-waiting', true);
    expect(await faultsOf(frame)).toEqual([]);
    restore();
    await health.getByRole('button', { name: 'Retry' }).click();
    await health.getByText('All is well').waitFor();
    await expect
      .poll(
        () =>
          [...stage.demo.sandbox.company.activities.values()].filter(({ subject }) => subject.endsWith('– Mira Stone'))
            .length,
        soon,
      )
      .toBe(1);
  });
});

describe('disconnecting', () => {
  it('says how many meetings lie ahead, and erases only when that is confirmed', async () => {
    const { futureMeetings } = await me();
    expect(futureMeetings).toBe(3);
    const frame = await open();
    await frame.getByRole('button', { name: 'Disconnect' }).click();
    const question = host.getByRole('dialog').filter({ hasText: 'Disconnect Meeting scheduler?' });
    await question.getByText(/You have 3 future meetings\./).waitFor();
    await question.getByRole('button', { name: 'Cancel' }).click();
    expect((await me()).status).toBe('active');

    await frame.getByRole('button', { name: 'Disconnect' }).click();
    await question.getByRole('button', { name: 'Disconnect' }).click();
    await frame.getByText('All your data here has been erased.').waitFor();
    await expect(me()).rejects.toThrow('404');
    await picture(host, 'settings-disconnected');
    expect(await faultsOf(frame)).toEqual([]);
  });
});
