import type { Frame, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { installAs, userIn } from '../app/people.ts';
import { defaultLink, type OwnLink } from '../main-job/api.ts';
import { createStage, faultsOf, picture, type Stage } from '../main-job/stage.ts';

/** The booking page in somebody's website, in a real browser: another origin, a strict policy, no storage in the frame. */

vi.setConfig({ testTimeout: 30_000 });

const soon = { timeout: 10_000, interval: 50 };
const ZOE = 'Zoë +&#ąę 🙂';

let stage: Stage;
let link: OwnLink;
let website: string;

beforeAll(async () => {
  stage = await createStage();
  const { sandbox } = stage.demo;
  const user = userIn(sandbox, 'Asia/Kathmandu');
  const host = await stage.visitor();
  await installAs(host, sandbox.origin, user);
  await host.context().close();
  link = await defaultLink(stage.demo, user);
  website = stage.demo.website.origin;
});
afterAll(() => stage?.close());

let page: Page;
const complaints: string[] = [];

/** A visitor of the site, whose page notes every message that it gets. */
const visit = async (path: string, options?: Parameters<Stage['visitor']>[0]): Promise<void> => {
  page = await stage.visitor(options);
  page.on('console', message => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', error => complaints.push(String(error)));
  await page.addInitScript(() => {
    if (window !== top) {
      // As browsers do that block what frames of other sites store; the one of the tests may not.
      const refuse = () => {
        throw new DOMException('Access is denied for this document.', 'SecurityError');
      };
      for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get: refuse });
      return;
    }
    const heard: unknown[] = [];
    Object.assign(window, { heard });
    addEventListener('message', ({ data }) => heard.push(data));
  });
  await page.goto(website + path);
};
afterEach(async () => {
  await page.context().close();
  expect(complaints.splice(0)).toEqual([]);
});

const framed = async (element: Locator): Promise<Frame> => {
  const frame = await (await element.elementHandle())?.contentFrame();
  if (!frame) throw new Error('No frame');
  await frame.locator('.clock:not(.clock-waiting)').waitFor();
  return frame;
};

const heardHeights = (): Promise<number> =>
  page.evaluate(
    () =>
      (window as unknown as { heard: { type: string }[] }).heard.filter(({ type }) => type === 'scheduler:height')
        .length,
  );

const log = (): Promise<string[]> => page.locator('#log li').allTextContents();

/** The frame is as high as what is in it, to the pixel. */
const fits = (frame: Frame, element: Locator) =>
  expect
    .poll(async () => {
      const content = await frame.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
      return (await element.evaluate(({ clientHeight }) => clientHeight)) - content;
    }, soon)
    .toBe(0);

const heightOf = (element: Locator): Promise<number> => element.evaluate(({ clientHeight }) => clientHeight);

const openTime = async (frame: Frame): Promise<string> => {
  const time = frame.locator('.time').last();
  const start = (await time.getAttribute('data-start')) ?? '';
  await time.click();
  await frame.locator('#details-heading').waitFor();
  return start;
};

const book = async (frame: Frame, fields: Readonly<Record<string, string>> = {}): Promise<void> => {
  for (const [label, value] of Object.entries(fields)) await frame.getByLabel(label, { exact: true }).fill(value);
  await frame.getByRole('button', { name: 'Book the meeting' }).click();
  await frame.getByRole('heading', { name: 'You’re booked' }).waitFor();
};

describe('in the page', () => {
  it('books without storage, as high as its content, and tells the site when, in order, and believes nobody else', async () => {
    await visit('/?utm_source=news&utm_campaign=spring+%26+summer&ref=x');
    const element = page.locator('#inline iframe');
    const frame = await framed(element);
    expect(
      await frame.evaluate(() =>
        [() => localStorage, () => sessionStorage].map(use => {
          try {
            use();
            return 'there';
          } catch (error) {
            return error instanceof DOMException ? error.name : 'other';
          }
        }),
      ),
    ).toEqual(['SecurityError', 'SecurityError']);
    expect(await element.getAttribute('src')).toBe(
      `${link.url}?embed=1&utm_source=news&utm_campaign=spring+%26+summer`,
    );
    await fits(frame, element);
    const picking = await heightOf(element);

    // The right origin in somebody else's window, and somebody else's origin in the right one.
    const heights = await element.evaluate(
      (own, { origin, instants }) => {
        const { contentWindow } = own as HTMLIFrameElement;
        return [
          { source: window, origin },
          { source: contentWindow, origin: 'https://evil.example' },
        ].map(from => {
          for (const data of [
            { type: 'scheduler:height', height: 77 },
            { type: 'scheduler:booked', ...instants },
          ])
            dispatchEvent(new MessageEvent('message', { ...from, data }));
          return own.clientHeight;
        });
      },
      {
        origin: stage.demo.appOrigin,
        instants: { start: '2026-12-01T09:00:00.000Z', end: '2026-12-01T09:30:00.000Z' },
      },
    );
    expect(heights).toEqual([picking, picking]);
    expect(await log()).toEqual(['scheduler:loaded {}']);
    await page.evaluate(() =>
      document.body.append(Object.assign(document.createElement('iframe'), { title: 'Other' })),
    );
    await page
      .frames()
      .at(-1)
      ?.evaluate(() => parent.frames[0]?.postMessage({ type: 'scheduler:prefill', prefill: { name: 'Mallory' } }, '*'));

    const start = await openTime(frame);
    await fits(frame, element);
    const details = await heightOf(element);
    expect(details).not.toBe(picking);
    expect(await frame.getByLabel('Name', { exact: true }).inputValue()).toBe('');
    await frame.getByText('Who else is coming?').click();
    await fits(frame, element);
    expect(await heightOf(element)).toBeGreaterThan(details);
    await frame.getByText('Who else is coming?').click();
    await fits(frame, element);
    expect(await heightOf(element)).toBe(details);
    expect([await faultsOf(page), await faultsOf(frame)]).toEqual([[], []]);

    await book(frame, { Name: 'Oona Fairweather', 'E-mail': 'oona@ferns.example' });
    await fits(frame, element);
    const end = new Date(Date.parse(start) + 30 * 60_000).toISOString();
    await expect
      .poll(log, soon)
      .toEqual([
        'scheduler:loaded {}',
        `scheduler:slot-selected ${JSON.stringify({ start, end })}`,
        `scheduler:booked ${JSON.stringify({ start, end })}`,
      ]);
    // Each change is said once; a loop would go on and on. Two were forged.
    expect(await heardHeights()).toBeLessThan(16);
    await picture(page, 'embed-booked');
  });

  it('has no second frame by a second script; elements that come later are found, and what is shown can be taken away', async () => {
    await visit('/');
    await framed(page.locator('#inline iframe'));
    await page.addScriptTag({ url: `${stage.demo.appOrigin}/embed.js?again` });
    expect(await page.locator('iframe').count()).toBe(1);
    await page.evaluate(url => {
      const { MeetingScheduler: ours } = window as unknown as {
        MeetingScheduler: { scan(): void; inline(at: Element, url: string): { remove(): void } };
      };
      const later = document.createElement('div');
      later.dataset.scheduler = url;
      document.querySelector('main')?.prepend(later);
      ours.scan();
      ours.scan();
      const third = document.createElement('div');
      document.body.append(third);
      ours.inline(third, url).remove();
      const fourth = Object.assign(document.createElement('div'), { id: 'fourth' });
      ours.inline(fourth, url);
      dispatchEvent(new MessageEvent('message', { data: 'of somebody else' }));
      document.querySelector('main')?.prepend(fourth);
    }, link.url);
    expect(await page.locator('iframe').count()).toBe(3);
    // Not in the page yet when somebody spoke: what it says is heard all the same.
    const fourth = page.locator('#fourth iframe');
    await fits(await framed(fourth), fourth);
  });
});

describe('over the page', () => {
  const inDialog = () => page.locator('dialog iframe');
  const trigger = () => page.getByRole('button', { name: 'Book a meeting' });
  const middleOfBar = (dialog: Element) => {
    const { left, width, top } = dialog.getBoundingClientRect();
    return { button: 0, clientX: left + width / 2, clientY: top + 20 };
  };
  const hasFocus = (element: Locator): Promise<boolean> =>
    element.evaluate(one => one === (document.activeElement?.shadowRoot ?? document).activeElement);

  it('takes the focus and gives it back, closes by Escape and beside it, but not beside it once a time is chosen', async () => {
    await visit('/?dir=rtl');
    await trigger().focus();
    await page.keyboard.press('Enter');
    const close = page.getByRole('button', { name: 'Close' });
    expect(await hasFocus(close)).toBe(true);
    const dialog = page.getByRole('dialog', { name: 'Talk to us' });
    const [place, button] = [await dialog.boundingBox(), await close.boundingBox()];
    expect((button?.x ?? 0) - (place?.x ?? 0)).toBeLessThan(50);
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).overflow)).toBe('hidden');
    const frame = await framed(inDialog());
    // Who says its height passes Escape on, too.
    await expect.poll(() => inDialog().evaluate(({ style }) => style.height), soon).not.toBe('');
    await page.keyboard.press('Tab');
    await expect.poll(() => hasFocus(inDialog()), soon).toBe(true);
    // In the frame, which has the keyboard now.
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => frame.isDetached(), soon).toBe(true);
    expect(await hasFocus(trigger())).toBe(true);
    expect(await page.evaluate(() => document.documentElement.style.overflow)).toBe('');

    await page.keyboard.press('Enter');
    // On the bar beside the button, which is the dialog's own, wherever the dialog lies by now.
    await dialog.dispatchEvent('click', await dialog.evaluate(middleOfBar));
    expect(await dialog.count()).toBe(1);
    await page.mouse.click(4, 4);
    await dialog.waitFor({ state: 'detached' });

    await page.keyboard.press('Enter');
    const again = await framed(inDialog());
    await openTime(again);
    await page.locator('#log li', { hasText: 'slot-selected' }).waitFor();
    await page.mouse.click(4, 4);
    expect(await faultsOf(page)).toEqual([]);
    await close.click();
    await dialog.waitFor({ state: 'detached' });
    expect(await hasFocus(trigger())).toBe(true);
  });

  it('fills in what the site knows, on a phone in the dark, and stays open with the confirmation', async () => {
    await visit('/', { viewport: { width: 390, height: 780 }, colorScheme: 'dark' });
    await page.locator('#prefill button').focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Book a meeting' });
    expect(await dialog.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 780 });
    const frame = await framed(inDialog());
    expect(decodeURIComponent(frame.url())).not.toMatch(/Zo|zoe|ferns/);
    await openTime(frame);
    expect(await frame.getByLabel('Name', { exact: true }).inputValue()).toBe(ZOE);
    await picture(page, 'embed-popup-phone-dark');
    await book(frame);
    await page.locator('#log li', { hasText: 'scheduler:booked' }).waitFor();
    expect(await dialog.isVisible()).toBe(true);
    await expect
      .poll(() => stage.demo.mailbox.mails('zoe+site@ferns.example').map(({ to }) => to), soon)
      .toEqual([['zoe+site@ferns.example']]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });
});

it('without script, both are links to the booking page', async () => {
  await visit('/', { javaScriptEnabled: false });
  expect(await page.locator('#inline a').getAttribute('href')).toBe(link.url);
  await page.getByRole('link', { name: 'Or by this link' }).click();
  await page.waitForURL(link.url);
});
