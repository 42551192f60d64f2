import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createStage, type Opened, type OpenOptions, type Stage } from '../host/stage.ts';

/** The shell around the views, with nothing but a stand-in of our API behind it. */

let stage: Stage;
let opened: Opened;

beforeAll(async () => {
  stage = await createStage();
});
afterEach(() => opened.done());
afterAll(() => stage.close());

const open = async (options: OpenOptions & { view?: object } = {}) => {
  const { view, ...rest } = options;
  const data = view ? `&data=${encodeURIComponent(JSON.stringify(view))}` : '';
  opened = await stage.open(`activities?resource=activity&view=list${data}`, { width: 1120, height: 720, ...rest });
  return opened;
};
const way = (name: string) => opened.frame.getByRole('navigation', { name: 'Views' }).getByRole('button', { name });
const current = () => opened.frame.locator('.workspace-way[aria-current=page]').textContent();
const focused = () => opened.frame.evaluate(() => document.activeElement?.tagName);

describe('the workspace', () => {
  it('begins with the view that it was opened for', async () => {
    await open({ view: { view: 'availability' } });
    await expect.poll(current).toBe('Manage availability');
    await opened.done();
    await open();
    await expect.poll(current).toBe('Links');
  });

  it('goes from view to view by keyboard, and begins each at its heading', async () => {
    await open();
    await opened.frame.getByRole('heading', { name: 'General availability' }).waitFor();
    expect(await focused()).toBe('BODY');
    await way('Manage availability').focus();
    await opened.page.keyboard.press('Enter');
    await expect.poll(current).toBe('Manage availability');
    await expect.poll(focused).toMatch(/^H[12]$/);
    await way('Links').press('Enter');
    await expect
      .poll(() => opened.frame.evaluate(() => document.activeElement?.textContent))
      .toBe('General availability');
    // Each time as they are by then.
    const reads = () => stage.world.requests.filter(one => one.startsWith('GET /api/links ')).length;
    await expect.poll(reads).toBe(3);
  });

  it('opens the settings’ own page in Pipedrive in a new tab, so that what is beside it stays', async () => {
    await open();
    await opened.frame.getByRole('heading', { name: 'General availability' }).waitFor();
    const next = opened.page.waitForEvent('popup');
    await way('Settings').click();
    const tab = await next;
    await tab.waitForURL(stage.world.me.settingsUrl);
    expect(await tab.evaluate(() => window.opener)).toBeNull();
    await tab.close();
    expect(await opened.commands('redirect_to')).toEqual([]);
    expect(await current()).toBe('Links');
  });

  it('leaves the settings to Pipedrive where no tab can be opened', async () => {
    await open();
    await opened.frame.getByRole('heading', { name: 'General availability' }).waitFor();
    await opened.frame.evaluate(() => {
      window.open = () => null;
    });
    await way('Settings').click();
    await expect
      .poll(() => opened.commands('redirect_to'))
      .toEqual([{ command: 'redirect_to', args: { view: 'settings' } }]);
    expect(await current()).toBe('Links');
  });

  it('says when a part can’t be loaded, and loads it when asked again', async () => {
    await open();
    await opened.frame.getByRole('heading', { name: 'General availability' }).waitFor();
    await opened.page.route('**/assets/*', route => route.abort());
    await way('Manage availability').click();
    await opened.frame.getByRole('alert').getByText('This part couldn’t be loaded').waitFor();
    expect(await opened.faults()).toEqual([]);
    expect(await opened.overflow('workspace-failed')).toBe(0);
    await opened.page.unroute('**/assets/*');
    await opened.frame.getByRole('button', { name: 'Try again' }).click();
    await opened.frame.getByRole('button', { name: 'Add availability' }).first().waitFor();
    const unstyled = () =>
      opened.frame.evaluate(
        () =>
          [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].filter(link => !link.sheet).length,
      );
    await expect.poll(unstyled).toBe(0);
  });

  it('holds the place of a part that is slow to come', async () => {
    await open();
    await opened.frame.getByRole('heading', { name: 'General availability' }).waitFor();
    let release = () => {};
    const held = new Promise<void>(resolve => {
      release = resolve;
    });
    await opened.page.route('**/assets/*', async route => {
      await held;
      await route.continue();
    });
    await way('Manage availability').click();
    await opened.frame.locator('.skeleton').waitFor();
    release();
    await opened.frame.getByRole('button', { name: 'Add availability' }).first().waitFor();
  });

  it('opens the gear’s link in Pick times, in place', async () => {
    await open();
    await opened.frame.getByRole('button', { name: 'Edit times: Contract review' }).click();
    await expect.poll(current).toBe('Pick times');
    expect(await opened.commands('open_modal')).toEqual([]);
  });

  it.each([
    [320, 'pl', 'dark'],
    [400, 'en', 'light'],
    [800, 'pl', 'light'],
    [1280, 'en', 'dark'],
  ] as const)('has room for all its ways %i px wide (%s, %s)', async (width, language, theme) => {
    await open({ width, height: 400, theme, before: world => (world.me.language = language) });
    await opened.frame.locator('.links').first().waitFor();
    expect(await opened.frame.locator('.workspace-way').count()).toBe(5);
    expect(await opened.overflow(`workspace-${width}-${language}-${theme}`)).toBe(0);
    expect(await opened.faults()).toEqual([]);
    const sizes = await opened.frame
      .locator('.workspace-way')
      .evaluateAll(ways =>
        ways.map(element => element.getBoundingClientRect()).map(({ width, height }) => Math.min(width, height)),
      );
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(24);
  });
});
