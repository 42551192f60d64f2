import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type JsQr from 'jsqr';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LinkReply } from '../../../server/http/host/schema.ts';
import { installAs, userIn } from '../app/people.ts';
import { apiOf, deed, type OwnApi, openAvailability } from '../availability/host.ts';
import { createStage, type Stage } from '../main-job/stage.ts';

/** Handing a link on, in a real browser against the whole product; the host lives in Kathmandu. */

vi.setConfig({ testTimeout: 30_000 });

/** Its types are those of an ES module, which it isn't. */
const decode: typeof JsQr.default = createRequire(import.meta.url)('jsqr');

const soon = { timeout: 10_000, interval: 50 };
const NAME = 'Intro & "more" <b>';

let stage: Stage;
let page: Page;
let api: OwnApi;
let link: LinkReply;
let frame: Frame;
/** Takes what is pasted, as an editor does. */
let editor: Page;

beforeAll(async () => {
  stage = await createStage();
  const { sandbox } = stage.demo;
  const user = userIn(sandbox, 'Asia/Kathmandu');
  page = await stage.visitor({ acceptDownloads: true });
  await installAs(page, sandbox.origin, user);
  api = apiOf(stage.demo, user);
  const question = { id: 'size', label: 'How many are you?', kind: 'text' as const, required: false, choices: [] };
  const { details } = (await api.links())[0] ?? {};
  if (!details) throw new Error('No default link');
  link = await api.add(NAME, { details: { ...details, questions: [question] } });
  editor = await page.context().newPage();
  await editor.setContent('<div contenteditable></div>');
  await page.bringToFront();
  frame = await openAvailability(page, stage.demo.sandbox.origin);
});
afterAll(() => stage?.close());

/** A fresh dialog for each: what the one before left of it goes with it. */
beforeEach(async () => {
  if (await dialog().isVisible()) await button('Close').click();
  await deed(frame, 'Share', NAME).click();
  await dialog().waitFor();
});

const dialog = () => frame.getByRole('dialog', { name: `Share “${NAME}”` });
const way = (name: string) => dialog().getByRole('radio', { name }).check();
const button = (name: string | RegExp) => dialog().getByRole('button', { name });

/** What was put on the clipboard last, as an editor would get it. */
const pasted = async (): Promise<{ html: string; text: string }> => {
  await editor.bringToFront();
  const got = editor.evaluate(
    () =>
      new Promise<{ html: string; text: string }>(resolve => {
        const take = (event: ClipboardEvent): void => {
          event.preventDefault();
          const read = (type: string) => event.clipboardData?.getData(type) ?? '';
          resolve({ html: read('text/html'), text: read('text/plain') });
        };
        document.addEventListener('paste', take, { once: true });
      }),
  );
  await editor.locator('div').focus();
  await editor.keyboard.press('Control+V');
  const content = await got;
  await page.bringToFront();
  return content;
};

describe('the link', () => {
  it('is offered to be copied on hover and focus, and one click does it', async () => {
    const address = button(/^Copy link/);
    const colour = () => address.locator('.share-offer').evaluate(element => getComputedStyle(element).backgroundColor);
    const quiet = await colour();
    await address.hover();
    await expect.poll(colour, soon).not.toBe(quiet);
    await address.click();
    await dialog().getByRole('status').getByText('Copied').waitFor({ state: 'attached' });
    expect((await pasted()).text).toBe(link.url);
  });

  it('is copied by keyboard, and Escape gives the focus back', async () => {
    await button(/^Copy link/).focus();
    await page.keyboard.press('Enter');
    await dialog().getByRole('status').getByText('Copied').waitFor({ state: 'attached' });
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    expect(await deed(frame, 'Share', NAME).evaluate(element => element === document.activeElement)).toBe(true);
  });
});

describe('the next times', () => {
  it('are copied as rich and as plain text, in the zone that the host chose, as they were shown', async () => {
    const zone = dialog().getByRole('combobox', { name: 'Time zone of the times' });
    await zone.click();
    await zone.fill('calcutta');
    await dialog()
      .getByRole('option', { name: /^Kolkata/ })
      .waitFor();
    await zone.press('Enter');
    expect(await zone.inputValue()).toBe('Kolkata · GMT+5:30');
    const paper = dialog().locator('.share-paper');
    await paper.getByText('India Standard Time').waitFor();
    const shown = await paper.textContent();
    await button('Copy the times').click();
    await dialog().getByRole('status').getByText('Copied').waitFor({ state: 'attached' });
    const { html, text } = await pasted();
    const { starts } = (await api.ask('GET', `/api/links/${link.slug}/next?count=1`)) as { starts: string[] };
    const label = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Kolkata', timeStyle: 'short' }).format(
      Date.parse(starts[0] ?? ''),
    );
    for (const content of [html, text, shown]) {
      expect(content).toContain(label);
      expect(content).toContain('India Standard Time (Kolkata)');
    }
    expect(html).toContain(`href="${new URL('/t/', link.url)}`);
    expect(html).not.toContain('<b>');
    await dialog().getByRole('radio', { name: 'Plain text' }).check();
    expect(await dialog().locator('.share-text pre').textContent()).toBe(text);
  });

  it('can be searched for by offset, with the keyboard alone, and Escape closes the list before the dialog', async () => {
    const zone = dialog().getByRole('combobox', { name: 'Time zone of the times' });
    await zone.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.type('+5:45');
    await expect.poll(() => zone.getAttribute('aria-expanded'), soon).toBe('true');
    expect(await dialog().getByRole('option').count()).toBe(1);
    await page.keyboard.press('Escape');
    expect(await zone.getAttribute('aria-expanded')).toBe('false');
    expect(await dialog().isVisible()).toBe(true);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.type('St John');
    await dialog()
      .getByRole('option', { name: /^St\. John’s/ })
      .waitFor();
    await page.keyboard.press('Enter');
    expect(await zone.inputValue()).toMatch(/^St\. John’s · GMT−[23]:30$/);
  });
});

describe('the snippets', () => {
  const snippet = async (name: string): Promise<string> => {
    await way('Website');
    const section = dialog().getByRole('region', { name });
    await section.getByRole('button', { name: /^Copy code/ }).click();
    await section.getByRole('status').getByText('Copied').waitFor({ state: 'attached' });
    const { text } = await pasted();
    expect(text).toBe(await section.locator('code').textContent());
    return text;
  };

  let html = '';
  let website: Server;
  let site: Page;
  beforeAll(async () => {
    website = createServer((_, reply) =>
      reply.setHeader('content-type', 'text/html').end(`<!doctype html><title>Shop</title><h1>Shop</h1>${html}`),
    ).listen(0, '127.0.0.1');
    await once(website, 'listening');
    site = await stage.visitor();
  });
  afterAll(() => {
    website.closeAllConnections();
    website.close();
  });

  /** A page of another site (the app's is `localhost`) with the snippet in it. */
  const onWebsite = async (code: string): Promise<void> => {
    html = code;
    await site.goto(`http://127.0.0.1:${(website.address() as AddressInfo).port}/contact`);
  };

  it('inline: shows free times in a page of another site, as high as they need', async () => {
    await onWebsite(await snippet('On the page itself'));
    const element = site.locator('iframe');
    expect(await element.getAttribute('title')).toBe(NAME);
    await site.frameLocator('iframe').locator('.time').first().waitFor();
    await expect
      .poll(async () => {
        const content = await site
          .frameLocator('iframe')
          .locator('body')
          .evaluate(body => body.clientHeight);
        return (await element.evaluate(({ clientHeight }) => clientHeight)) - content;
      }, soon)
      .toBe(0);
  });

  it('button: opens the booking page over the page', async () => {
    await onWebsite(await snippet('A button'));
    await site.locator('a[aria-haspopup=dialog]', { hasText: 'Choose a time' }).click();
    await site.getByRole('dialog', { name: NAME }).waitFor();
    await site.frameLocator('iframe').getByRole('heading', { name: NAME }).waitFor();
  });

  it('plain frame: books in a page of another site', async () => {
    await onWebsite(await snippet('A plain frame'));
    expect(await site.locator('iframe').getAttribute('title')).toBe(NAME);
    const guest = site.frameLocator('iframe');
    await guest.locator('.clock:not(.clock-waiting)').waitFor();
    await guest.locator('.time').first().click();
    await guest.getByLabel('Name', { exact: true }).fill('Oona Fairweather');
    await guest.getByLabel('E-mail', { exact: true }).fill('oona@ferns.example');
    await guest.getByRole('button', { name: 'Book the meeting' }).click();
    await guest.getByRole('heading', { name: 'You’re booked' }).waitFor();
    const range = `from=${Temporal.Now.plainDateISO()}&to=${Temporal.Now.plainDateISO().add({ days: 60 })}`;
    const { meetings } = (await api.ask('GET', `/api/meetings?${range}`)) as { meetings: { link: string }[] };
    expect(meetings.filter(meeting => meeting.link === link.slug)).toHaveLength(1);
    // What changes the meeting isn't done where another site could lay something over it.
    const opened = site.waitForEvent('popup');
    await guest.getByRole('link', { name: 'Move' }).click();
    const tab = await opened;
    await tab.waitForURL('**/m/**');
    expect(await tab.evaluate(() => window.opener)).toBeNull();
  });

  it('say to developers what else there is, with the link’s own questions', async () => {
    await way('Website');
    await dialog().getByText('For developers').click();
    const told = dialog().locator('.share-developers');
    expect(await told.locator('code').first().textContent()).toContain(
      'data-name="…" data-email="…" data-answer-size="…"',
    );
    expect(await told.textContent()).toContain(`${stage.demo.appOrigin} in script-src and frame-src`);
  });

  it('only the page that asks for it may be framed, and its confirmation', async () => {
    const ancestors = async (url: string) => {
      const { headers } = await fetch(url);
      const policy = headers.get('content-security-policy') ?? '';
      return [/frame-ancestors ([^;]*)/.exec(policy)?.[1], headers.get('x-frame-options')];
    };
    const { url, slug } = link;
    const { appOrigin } = stage.demo;
    expect(await ancestors(`${url}?embed=1`)).toEqual(['*', null]);
    expect(await ancestors(`${appOrigin}/b/aaaaaaaaaaaa?embed=1`)).toEqual(['*', null]);
    for (const other of [url, `${url}?embed=0`, `${url}?embed=1&embed=1`, `${appOrigin}/m/nothing?embed=1`, appOrigin])
      expect([other, (await ancestors(other))[0]]).toEqual([other, "'none'"]);
    expect(slug).toHaveLength(12);
  });

  it('without script, keeps to the frame from page to page', async () => {
    const html = await (await fetch(`${link.url}?embed=1`)).text();
    const hrefs = [...html.matchAll(/href="(\/b\/[^"]*)"/g)].map(([, href]) => href);
    expect(hrefs.length).toBeGreaterThan(5);
    expect(hrefs.filter(href => !href?.includes('embed=1'))).toEqual([]);
    expect(html).toContain('<input type="hidden" name="embed" value="1">');
    const { starts } = (await api.ask('GET', `/api/links/${link.slug}/next?count=1`)) as { starts: string[] };
    const details = await (await fetch(`${link.url}?embed=1&start=${starts[0]}`)).text();
    const action = /action="(\/b\/[^"]*bookings[^"]*)"/.exec(details)?.[1];
    const key = /name="key" value="([^"]*)"/.exec(details)?.[1] ?? '';
    const form = { start: starts[0] ?? '', key, name: 'Rhys', email: 'rhys@ferns.example', zone: 'America/St_Johns' };
    const reply = await fetch(`${stage.demo.appOrigin}${action}`, {
      method: 'POST',
      body: new URLSearchParams(form),
      redirect: 'manual',
    });
    expect([reply.status, reply.headers.get('location')]).toEqual([303, expect.stringContaining('?booked=1&embed=1')]);
    const confirmation = await fetch(new URL(reply.headers.get('location') ?? '', link.url));
    expect(confirmation.headers.get('content-security-policy')).toContain('frame-ancestors *');
    expect(await confirmation.text()).toContain('<base target="_blank"');
    for (const form of ['cancel=1', 'cancel', 'move=1', 'move=1&cancel=1']) {
      const changing = await fetch(`${confirmation.url}&${form}`);
      expect([form, changing.headers.get('content-security-policy')]).toEqual([
        form,
        expect.stringContaining("frame-ancestors 'none'"),
      ]);
    }
  });
});

describe('the QR code', () => {
  it('is an SVG that a camera reads as the link’s address, and can be downloaded', async () => {
    await way('QR code');
    const image = dialog().getByRole('img', { name: /^QR code that opens/ });
    await image.waitFor();
    const started = page.waitForEvent('download');
    await dialog().getByRole('link', { name: 'Download as SVG' }).click();
    const download = await started;
    expect(download.suggestedFilename()).toBe('Intro-more-b.svg');
    const source = await image.getAttribute('src');
    const { data, width, height } = await frame.evaluate(async src => {
      const picture = new Image();
      picture.src = src ?? '';
      await picture.decode();
      const canvas = document.createElement('canvas');
      // As large as it is shown.
      canvas.width = canvas.height = 200;
      const context = canvas.getContext('2d');
      if (!context) throw new Error('No canvas');
      context.drawImage(picture, 0, 0, 200, 200);
      const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
      return { data: [...data], width, height };
    }, source);
    expect(decode(new Uint8ClampedArray(data), width, height)?.data).toBe(link.url);
    expect(source).toMatch(/^data:image\/svg\+xml/);
  });
});

describe('a link that is switched off', () => {
  it('says so before it is handed on', async () => {
    const { version, slug } = link;
    link = (await api.ask('PATCH', `/api/links/${slug}`, { version, active: false })) as LinkReply;
    frame = await openAvailability(page, stage.demo.sandbox.origin);
    await deed(frame, 'Share', NAME).click();
    await dialog().getByText('This link is switched off').waitFor();
    await dialog().getByText('Nothing is free at the moment').waitFor();
  });
});
