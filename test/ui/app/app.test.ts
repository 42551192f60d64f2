import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openActivity } from '../main-job/host.ts';
import { createStage, faultsAt, faultsOf, picture, type Stage } from '../main-job/stage.ts';
import { turnWeek } from '../scheduler-calendar/acts.ts';
import { bookFirst, installAs, openApp, signIn, userIn } from './people.ts';

/** The full page, from the CRM's note to signing out, in a real browser against the whole product. */

vi.setConfig({ testTimeout: 60_000 });

const soon = { timeout: 10_000, interval: 50 };

let stage: Stage;
let crm: string;
let app: string;
let julian: number;
let binita: number;
let katarzyna: number;

beforeAll(async () => {
  stage = await createStage();
  const { sandbox, appOrigin } = stage.demo;
  [crm, app] = [sandbox.origin, appOrigin];
  julian = userIn(sandbox, 'America/New_York');
  binita = userIn(sandbox, 'Asia/Kathmandu');
  katarzyna = userIn(sandbox, 'Europe/Warsaw');
  const page = await stage.visitor();
  for (const user of [julian, binita, katarzyna]) await installAs(page, crm, user);
});
afterAll(() => stage?.close());

/** What the page's own policy, or its script, complained of. */
const complaintsOf = (page: Page): string[] => {
  const complaints: string[] = [];
  page.on('console', message => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
  page.on('pageerror', error => complaints.push(String(error)));
  return complaints;
};

const signedInAs = (page: Page): Promise<string | null> => page.locator('.app-bar-name').textContent();

const press = (page: Page, name: string) =>
  page.getByRole('navigation').getByRole('link', { name, exact: true }).click();

const signOut = (page: Page) => page.getByRole('button', { name: 'Sign out' }).click();

describe('from the CRM', () => {
  test('the note of an activity leads, through signing in, to its meeting', async () => {
    const { id } = await bookFirst(stage, julian, 'Oona Fairweather');
    await expect
      .poll(() => [...stage.demo.sandbox.company.activities.values()].some(({ note }) => note.includes(id)), soon)
      .toBe(true);
    const page = await stage.visitor();
    await page.goto(`${crm}/?user=${julian}`);
    const activity = [...stage.demo.sandbox.company.activities.values()].find(({ note }) => note.includes(id));
    await openActivity(page, crm, activity?.subject ?? '');
    const opened = page.waitForEvent('popup');
    await page.frameLocator('iframe.note').getByRole('link', { name: 'Open in Meeting scheduler' }).click();
    const meeting = await opened;
    const complaints = complaintsOf(meeting);
    await meeting.getByRole('heading', { name: 'Sign in to Meeting scheduler' }).waitFor();
    await picture(meeting, 'app-01-sign-in');
    expect(await faultsOf(meeting)).toEqual([]);
    await signIn(meeting);
    await meeting.waitForURL(`${app}/app/meetings/${id}`);
    await expect.poll(() => signedInAs(meeting), soon).toBe('Signed in as Julian Mercer');
    expect(await meeting.title()).toBe('Meeting – Meeting scheduler');
    const drawer = meeting.getByRole('dialog');
    await drawer.getByText('Oona Fairweather').first().waitFor();
    await picture(meeting, 'app-06-meeting');
    expect(complaints).toEqual([]);
    await drawer.getByRole('button', { name: 'Open person' }).click();
    await meeting.waitForURL(`${crm}/person/${activity?.participants[0]?.person_id}`);
    await meeting.goBack();
    await drawer.getByText('Oona Fairweather').first().waitFor();
    // In this browser it opens at once from now on.
    const again = await page.context().newPage();
    await again.goto(`${app}/app/meetings/${id}`);
    await expect.poll(() => signedInAs(again), soon).toBe('Signed in as Julian Mercer');
  });

  test('and back: the bar leads to the company’s CRM', async () => {
    const page = await stage.visitor();
    await openApp(page, stage, julian);
    await page.getByRole('region', { name: 'Your session' }).getByRole('link', { name: 'Back to Pipedrive' }).click();
    await page.waitForURL(`${crm}/**`);
  });
});

describe('views', () => {
  test('have addresses and titles; back and forward go between them, and a reload stays', async () => {
    const page = await stage.visitor();
    const complaints = complaintsOf(page);
    await openApp(page, stage, julian);
    const shown = async () => [new URL(page.url()).pathname, await page.title()];
    const steps: [press: string, path: string, title: string][] = [
      ['Calendar', '/app/calendar', 'Calendar – Meeting scheduler'],
      ['Manage availability', '/app/availability', 'Manage availability – Meeting scheduler'],
      ['Pick times', '/app/times', 'Pick times – Meeting scheduler'],
      ['Settings', '/app/settings', 'Settings – Meeting scheduler'],
    ];
    expect(await shown()).toEqual(['/app', 'Meeting scheduler']);
    for (const [name, path, title] of steps) {
      await press(page, name);
      await expect.poll(shown, soon).toEqual([path, title]);
    }
    await page.goBack();
    await expect.poll(shown, soon).toEqual(['/app/times', 'Pick times – Meeting scheduler']);
    await page.goBack();
    await page.goBack();
    await expect.poll(shown, soon).toEqual(['/app/calendar', 'Calendar – Meeting scheduler']);
    await page.goForward();
    await expect.poll(shown, soon).toEqual(['/app/availability', 'Manage availability – Meeting scheduler']);
    expect(await page.locator('.workspace-way[aria-current]').textContent()).toBe('Manage availability');
    await page.reload();
    await expect.poll(shown, soon).toEqual(['/app/availability', 'Manage availability – Meeting scheduler']);
    await page.goto(`${app}/app/nothing/like/it`);
    await expect.poll(shown, soon).toEqual(['/app', 'Meeting scheduler']);
    expect(complaints).toEqual([]);
  });
});

describe('signing out', () => {
  test('ends the session in all browsers, and signing in again comes back', async () => {
    const [page, phone] = [await stage.visitor(), await stage.visitor()];
    await openApp(page, stage, julian);
    await openApp(phone, stage, julian);
    await signOut(page);
    await page.waitForURL(`${app}/app/signed-out`);
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    await picture(page, 'app-02-signed-out');
    expect(await faultsOf(page)).toEqual([]);
    expect((await page.context().cookies(app)).map(({ name }) => name)).not.toContain('__Host-session');
    // Nothing is kept to be shown to whoever goes back.
    await page.goBack();
    await page.getByRole('heading', { name: 'Sign in to Meeting scheduler' }).waitFor();
    await page.goto(`${app}/app/signed-out`);
    await phone.goto(`${app}/app/settings`);
    await phone.getByRole('heading', { name: 'Sign in to Meeting scheduler' }).waitFor();
    await signIn(phone);
    await phone.waitForURL(`${app}/app/settings`);
    await signIn(page);
    await page.waitForURL(`${app}/app`);
    await expect.poll(() => signedInAs(page), soon).toBe('Signed in as Julian Mercer');
  });

  test('elsewhere is told to a page that is still open, which comes back to where it was', async () => {
    const page = await stage.visitor();
    await openApp(page, stage, julian, '/app/settings');
    const other = await page.context().newPage();
    await other.goto(`${app}/app`);
    await signOut(other);
    await other.waitForURL(`${app}/app/signed-out`);
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    const dialog = page.getByRole('dialog', { name: 'You have been signed out' });
    await dialog.waitFor();
    await picture(page, 'app-03-ended');
    expect(await faultsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Close' }).click();
    // What was on the screen is still there to be read and copied.
    expect(await page.getByRole('navigation').count()).toBe(1);
    await signIn(page);
    await page.waitForURL(`${app}/app/settings`);
    await expect.poll(() => signedInAs(page), soon).toBe('Signed in as Julian Mercer');
  });
});

describe('two users of one browser', () => {
  test('aren’t taken for each other: the first one’s page has ended', async () => {
    const page = await stage.visitor();
    await openApp(page, stage, julian);
    const other = await page.context().newPage();
    await other.goto(`${crm}/?user=${binita}`);
    await other.goto(`${app}/oauth/start?return=/app/settings`);
    await other.getByRole('button', { name: 'Continue' }).click();
    await expect.poll(() => signedInAs(other), soon).toBe('Signed in as Binita Shakya');
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await page.getByRole('dialog', { name: 'You have been signed out' }).waitFor();
    expect(await signedInAs(page)).toBe('Signed in as Julian Mercer');
    expect(await page.locator('body').textContent()).not.toContain('Binita');
  });

  test('somebody else’s meeting isn’t shown', async () => {
    const { id } = await bookFirst(stage, julian, 'Perpetua Quill');
    const page = await stage.visitor();
    await openApp(page, stage, binita, `/app/meetings/${id}`);
    expect(await page.evaluate(async id => (await fetch(`/api/meetings/${id}`)).status, id)).toBe(404);
    await page.getByRole('dialog').getByText('This meeting isn’t here').waitFor();
    await picture(page, 'app-04-not-yours');
    expect(await page.locator('body').textContent()).not.toContain('Perpetua');
  });
});

describe('the page', () => {
  test('asks by a dialog of its own, and disconnects only when that is answered with yes', async () => {
    const page = await stage.visitor();
    await openApp(page, stage, binita, '/app/settings');
    await page.getByRole('button', { name: 'Disconnect' }).click();
    const dialog = page.getByRole('dialog', { name: 'Disconnect Meeting scheduler?' });
    await dialog.waitFor();
    await picture(page, 'app-05-question');
    expect(await faultsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Disconnect' }).click();
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(stage.demo.sandbox.installed(binita)).toBe(true);
  });

  test('follows the system’s theme while it is open', async () => {
    const page = await stage.visitor({ colorScheme: 'light' });
    await openApp(page, stage, julian);
    const theme = () => page.locator('html').getAttribute('data-theme');
    expect(await theme()).toBe('light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(theme, soon).toBe('dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(theme, soon).toBe('light');
  });

  test('can be reached and left by keyboard alone', async () => {
    const page = await stage.visitor();
    await openApp(page, stage, julian);
    const names: string[] = [];
    for (let step = 0; step < 8; step += 1) {
      await page.keyboard.press('Tab');
      names.push(await page.evaluate(() => document.activeElement?.textContent?.trim() ?? ''));
    }
    expect(names.slice(0, 3)).toEqual(['Back to Pipedrive', 'Sign out on all devices', 'Links']);
    await page.getByRole('button', { name: 'Sign out' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(`${app}/app/signed-out`);
  });

  const looks = ['light', 'dark'].flatMap(colorScheme =>
    ['en', 'pl'].map(language => ({ colorScheme: colorScheme as 'light' | 'dark', language })),
  );
  test.each(looks)('has no fault at any width: $colorScheme, $language', async ({ colorScheme, language }) => {
    const page = await stage.visitor({ colorScheme, locale: language === 'pl' ? 'pl-PL' : 'en-GB' });
    const complaints = complaintsOf(page);
    await openApp(page, stage, language === 'pl' ? katarzyna : binita, '/app/settings');
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    for (const view of ['settings', 'calendar']) {
      await page.setViewportSize({ width: 1280, height: 700 });
      await page.locator(`.workspace-way[href="/app/${view}"]`).click();
      if (view === 'settings') await page.locator('#disconnect').waitFor();
      else {
        // At its end nothing is left in this week.
        await turnWeek(page, language === 'pl' ? 'Następny tydzień' : 'Next week');
        await page.locator('.week-item').first().waitFor();
      }
      for (const width of [1280, 800, 400, 320]) {
        await page.setViewportSize({ width, height: 700 });
        await picture(page, `app-10-${view}-${language}-${colorScheme}-${width}`);
        expect([view, width, await faultsAt(page, width)]).toEqual([view, width, []]);
      }
    }
    expect(complaints).toEqual([]);
    await page.context().clearCookies();
    await page.goto(`${app}/app`);
    await page.setViewportSize({ width: 320, height: 700 });
    await picture(page, `app-11-sign-in-${language}-${colorScheme}`);
    expect(await faultsOf(page)).toEqual([]);
    expect(await page.locator('h1').textContent()).toBe(
      language === 'pl' ? 'Zaloguj się do Harmonogramu spotkań' : 'Sign in to Meeting scheduler',
    );
  });
});
