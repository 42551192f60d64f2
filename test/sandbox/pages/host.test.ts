import { jwtVerify } from 'jose';
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import manifest from '../../../manifest.json' with { type: 'json' };
import { startBrowser } from '../../ui/chromium.ts';
import { startPipedrive } from '../pipedrive.ts';
import type { Sandbox } from '../sandbox.ts';
import { sandboxPages } from './pages.ts';
import { type SurfaceServer, startSurface } from './surface.ts';

/** The host side of the SDK's protocol, spoken to by the real SDK in an iframe of another site. */

const clientSecret = 'a-secret-that-is-long-enough-for-hs256';

let surface: SurfaceServer;
let sandbox: Sandbox;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let user: number;
let deal: number;

beforeAll(async () => {
  surface = await startSurface();
  sandbox = await startPipedrive({
    app: { clientId: 'client-1', clientSecret, origin: surface.origin, manifest },
    pages: sandboxPages,
  });
  user = sandbox.company.users[0]?.id ?? 0;
  deal = [...sandbox.company.deals.keys()][0] ?? 0;
  sandbox.grant(user);
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await sandbox?.close();
  await surface?.close();
});
beforeEach(async () => {
  surface.setSilent(false);
  context = await browser.newContext({ viewport: { width: 1200, height: 900 } });
  await context.addCookies([{ name: 'standin_user', value: `${user}`, url: sandbox.origin }]);
  page = await context.newPage();
});
afterEach(() => context.close());

/** The frame in `holder`, once the SDK is initialised. */
const frameIn = async (holder: string): Promise<Frame> => {
  const element = await page.waitForSelector(`${holder}[data-state=ready] iframe`, { state: 'attached' });
  const frame = await element.contentFrame();
  if (!frame) throw new Error('An iframe has a frame');
  return frame;
};

const openDeal = async (): Promise<Frame> => {
  await page.goto(`${sandbox.origin}/deal/${deal}`);
  return frameIn('.panel-frame');
};

/** Expressions, since they run where neither types nor imports of this file exist. */
const execute = (frame: Frame, command: string, args: unknown = {}): Promise<unknown> =>
  frame.evaluate(
    `ready.then(() => sdk.execute(${JSON.stringify(command)}, ${JSON.stringify(args)})).then(data => data ?? null)`,
  );

const heard = (frame: Frame, event: string): Promise<unknown[]> =>
  frame.evaluate(`heard.filter(message => message.event === '${event}').map(message => message.data ?? null)`);

const boxOf = async (selector: string): Promise<{ width: number; height: number }> => {
  const box = await page.locator(selector).boundingBox();
  if (!box) throw new Error(`${selector} isn’t on the page`);
  return { width: Math.round(box.width), height: Math.round(box.height) };
};

test('the panel of a deal is loaded with Pipedrive’s query parameters and a token for the signed-in user', async () => {
  const frame = await openDeal();

  const query = Object.fromEntries(new URL(frame.url()).searchParams);
  const { id, token, ...rest } = query;
  expect(rest).toEqual({
    resource: 'deal',
    view: 'details',
    selectedIds: `${deal}`,
    userId: `${user}`,
    companyId: `${sandbox.company.id}`,
    theme: 'light',
  });
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  const { payload } = await jwtVerify(token ?? '', new TextEncoder().encode(clientSecret), { algorithms: ['HS256'] });
  expect(payload).toMatchObject({ userId: user, companyId: sandbox.company.id });
  expect(await page.locator('iframe[title]').count()).toBe(await page.locator('iframe').count());
});

test('a panel keeps its width and any height between 100 and 750 pixels', async () => {
  const frame = await openDeal();
  const { width, height } = await boxOf('.panel-frame');
  expect(height).toBe(260);

  for (const [asked, given] of [
    [400, 400],
    [20, 100],
    [5000, 750],
  ]) {
    await execute(frame, 'resize', { height: asked, width: 1000 });
    expect(await boxOf('.panel-frame')).toEqual({ width, height: given });
  }
});

test('a signed token comes on demand', async () => {
  const frame = await openDeal();
  const { token } = (await execute(frame, 'get_signed_token')) as { token: string };
  const { payload } = await jwtVerify(token, new TextEncoder().encode(clientSecret));
  expect(payload.userId).toBe(user);
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300);
});

test('a snackbar shows text as text, with its link', async () => {
  const frame = await openDeal();
  await execute(frame, 'show_snackbar', {
    message: 'Copied <b>two</b> times',
    link: { url: 'http://localhost/b', label: 'Look' },
  });
  expect(await page.locator('.snackbar').textContent()).toContain('Copied <b>two</b> times');
  expect(await page.locator('.snackbar a').getAttribute('href')).toBe('http://localhost/b');
});

test.each([
  ['Trash it', true],
  ['Keep it', false],
])('a confirmation answered with “%s” is %s', async (button, confirmed) => {
  const frame = await openDeal();
  const answer = execute(frame, 'show_confirmation', { title: 'Trash?', okText: 'Trash it', cancelText: 'Keep it' });
  await page.getByRole('dialog', { name: 'Trash?' }).getByRole('button', { name: button }).click();
  expect(await answer).toEqual({ confirmed });
});

test('a modal that the app opens and closes tells its opener', async () => {
  const frame = await openDeal();
  const answer = execute(frame, 'open_modal', {
    type: 'custom_modal',
    action_id: 'scheduler-activities',
    data: { link: 'abc' },
  });
  const modal = await frameIn('.modal-frame');
  const query = new URL(modal.url()).searchParams;
  expect(query.get('data')).toBe('{"link":"abc"}');
  expect(query.get('selectedIds')).toBe(`${deal}`);
  expect(new URL(modal.url()).pathname).toBe('/ui/activities');

  await execute(modal, 'resize', { height: 10, width: 10 });
  expect(await boxOf('.modal-frame')).toEqual({ width: 320, height: 120 });

  expect(await heard(frame, 'close_custom_modal')).toEqual([]);
  await modal.evaluate("void sdk.execute('close_modal')");
  expect(await answer).toEqual({ status: 'closed' });
  expect(await heard(frame, 'close_custom_modal')).toHaveLength(1);
  expect(await page.locator('.app-modal').count()).toBe(0);
});

test('a modal that the person closes tells its opener too', async () => {
  const frame = await openDeal();
  const answer = execute(frame, 'open_modal', { type: 'custom_modal', action_id: manifest.name });
  await frameIn('.modal-frame');
  await page.getByRole('dialog', { name: manifest.name }).getByRole('button', { name: 'Close' }).click();
  expect(await answer).toEqual({ status: 'closed' });
  expect(await heard(frame, 'close_custom_modal')).toHaveLength(1);
});

test('a change of theme reaches every frame, and the next page is drawn in it', async () => {
  const panel = await openDeal();
  const window = await frameIn('.window-frame');
  await page.getByRole('button', { name: 'Light or dark' }).click();
  for (const frame of [panel, window]) {
    await frame.waitForFunction('heard.length > 0');
    expect(await heard(frame, 'user_settings_change')).toEqual([{ theme: 'dark' }]);
  }
  expect(new URL((await openDeal()).url()).searchParams.get('theme')).toBe('dark');
});

test('the floating window waits in the background and opens from the apps dock', async () => {
  await page.goto(`${sandbox.origin}/mail`);
  const frame = await frameIn('.window-frame');
  expect(new URL(frame.url()).searchParams.has('resource')).toBe(false);
  expect(await page.locator('#floating-window').isVisible()).toBe(false);
  await execute(frame, 'set_notification', { number: 3 });
  expect(await page.locator('#apps-badge').textContent()).toBe('3');

  await page.getByRole('button', { name: 'Apps' }).click();
  await page.locator('[data-open-window]').click();
  expect(await page.locator('#floating-window').isVisible()).toBe(true);
  await execute(frame, 'resize', { height: 9000, width: 9000 });
  expect(await boxOf('.window-frame')).toEqual({ width: 800, height: 700 });

  const close = page.locator('#floating-window').getByRole('button', { name: 'Close' });
  await execute(frame, 'set_focus_mode', true);
  expect(await close.isVisible()).toBe(false);
  await execute(frame, 'set_focus_mode', false);
  await close.click();
  await execute(frame, 'show_floating_window', { context: { person: 4 } });
  expect(await heard(frame, 'visibility')).toEqual([
    { is_visible: true, context: { invoker: 'user' } },
    { is_visible: false, context: { invoker: 'user' } },
    { is_visible: true, context: { person: 4, invoker: 'command' } },
  ]);
});

test('a collapsed panel is told that it can’t be seen', async () => {
  const frame = await openDeal();
  await page.locator('.panel summary').click();
  await frame.waitForFunction("heard.some(message => message.event === 'visibility')");
  expect(await heard(frame, 'visibility')).toEqual([{ is_visible: false }]);
});

test('what the host doesn’t know or can’t do is answered with an error, never with silence', async () => {
  const frame = await openDeal();
  const raw = (payload: object): Promise<unknown> => frame.evaluate(`raw(${JSON.stringify(payload)})`);
  expect(await raw({ type: 'command', command: 'fly' })).toEqual({ error: 'Unknown command: fly' });
  expect(await raw({ type: 'command', command: 'toString' })).toEqual({ error: 'Unknown command: toString' });
  expect(await raw({ type: 'listener', event: 'weather' })).toEqual({ error: 'Unknown event: weather' });
  await expect(execute(frame, 'close_modal')).rejects.toThrow('Only a custom modal can close itself');
  await expect(execute(frame, 'open_modal', { type: 'custom_modal', action_id: 'nothing' })).rejects.toThrow('nothing');
  expect(await execute(frame, 'get_metadata')).toEqual({ windowHeight: 900, windowWidth: 1200 });
});

test('a frame that hasn’t called initialize after 10 seconds is not shown, and can be tried again', async () => {
  surface.setSilent(true);
  await page.clock.install({ time: 0 });
  await page.clock.pauseAt(1_000);
  await page.goto(`${sandbox.origin}/deal/${deal}`);
  await page.waitForSelector('.panel-frame[data-state=loading]');
  await page.clock.runFor(9_900);
  expect(await page.locator('.panel-frame iframe').count()).toBe(1);
  await page.clock.runFor(200);
  expect(await page.locator('.panel-frame').textContent()).toContain('Something went wrong');

  surface.setSilent(false);
  await page.locator('.panel-frame').getByRole('button', { name: 'Try again' }).click();
  const frame = await frameIn('.panel-frame');
  expect(await execute(frame, 'get_metadata')).toEqual({ windowHeight: 900, windowWidth: 1200 });
});

test('the Activities list opens the app’s modal for the selected rows only', async () => {
  await page.goto(`${sandbox.origin}/activities`);
  const actions = page.getByRole('button', { name: 'Actions' });
  expect(await actions.isDisabled()).toBe(true);
  const rows = page.locator('table.activities tbody input');
  const chosen = [await rows.nth(0).inputValue(), await rows.nth(2).inputValue()];
  await rows.nth(0).check();
  await rows.nth(2).check();
  await actions.click();
  await page.locator('#list-actions button').click();
  const query = Object.fromEntries(new URL((await frameIn('.modal-frame')).url()).searchParams);
  expect(query).toMatchObject({ resource: 'activity', view: 'list', selectedIds: chosen.join(',') });
});

test('a redirect to the settings carries its context into the settings surface', async () => {
  const frame = await openDeal();
  await frame.evaluate("void sdk.execute('redirect_to', { view: 'settings', context: { tab: 'sync' } })");
  await page.waitForURL('**/settings/marketplace/app/client-1/app-settings?tab=sync');
  const settings = await frameIn('.settings-frame');
  const url = new URL(settings.url());
  expect([url.pathname, url.searchParams.get('tab')]).toEqual(['/ui/settings', 'sync']);
});

test('whoever hasn’t installed the app gets none of its frames', async () => {
  const other = sandbox.company.users[1]?.id;
  await page.goto(`${sandbox.origin}/deal/${deal}?user=${other}`);
  await page.waitForSelector('text=Install it from the Marketplace');
  expect(await page.locator('iframe').count()).toBe(0);
});

test('names without a space stay within the page', async () => {
  const long = 'Donaudampfschifffahrtsgesellschaft'.repeat(8);
  const { id } = sandbox.edit.createActivity(user, {
    subject: long,
    type: 'meeting',
    owner_id: user,
    deal_id: deal,
    due_date: '2027-09-01',
    due_time: '09:00',
    duration: '00:30',
  });
  for (const path of [`/deal/${deal}`, `/activity/${id}`, '/activities', '/activities?view=calendar&week=2027-09-01']) {
    await page.goto(sandbox.origin + path);
    await page.getByText(long).first().waitFor();
    expect([path, await page.evaluate('document.documentElement.scrollWidth - innerWidth')]).toEqual([path, 0]);
  }
});
