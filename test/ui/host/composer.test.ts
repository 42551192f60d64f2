import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { linkOf } from './sample.ts';
import { createStage, type Opened, type OpenOptions, type Stage } from './stage.ts';

const panel = 'composer?resource=deal&view=details&selectedIds=12';

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

const open = async (options?: OpenOptions, surface = panel) => {
  opened = await stage.open(surface, options);
  return opened;
};
const button = (name: string | RegExp): Locator => opened.frame.getByRole('button', { name });
const text = (of: string | RegExp): Locator => opened.frame.getByText(of);
const intro = () => button(/^Copy link: Intro call/);

const pasted = async (selector: '#composer' | '#plain'): Promise<string> => {
  await opened.page.locator(selector).click();
  await opened.page.keyboard.press('Control+V');
  return selector === '#composer'
    ? opened.page.locator(selector).innerHTML()
    : opened.page.locator(selector).inputValue();
};

describe('the composer panel', () => {
  it('initialises the SDK, lists the links and takes the height that it needs', async () => {
    await open({ width: 320, height: 120 });
    await intro().waitFor();
    expect(await opened.frame.getByRole('region', { name: 'General availability' }).getByRole('listitem').count()).toBe(
      2,
    );
    expect(await text('30 mins').count()).toBe(1);
    expect(await text('Switched off').count()).toBe(1);

    const initialize = await opened.commands('initialize');
    expect(initialize).toEqual([{ command: 'initialize', args: { size: { height: 300 } } }]);
    await expect.poll(() => opened.frame.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
    const height = Number((await opened.commands('resize')).at(-1)?.args?.height);
    expect(height).toBeGreaterThan(300);
    expect(height).toBeLessThan(400);
  });

  it('asks with the token that came with the page', async () => {
    await open();
    await intro().waitFor();
    expect(stage.world.requests.toSorted()).toEqual(['GET /api/links token-1', 'GET /api/me token-1']);
    expect(await opened.commands('get_signed_token')).toEqual([]);
  });

  it('asks once for a fresh token when the server refuses the old one', async () => {
    await open({ before: world => world.refused.add('token-1') });
    await intro().waitFor();
    expect(await opened.commands('get_signed_token')).toHaveLength(1);
    expect(stage.world.requests.filter(request => request.endsWith('token-2')).toSorted()).toEqual([
      'GET /api/links token-2',
      'GET /api/me token-2',
    ]);
  });

  it('says so when the fresh token is refused too, and doesn’t ask for ever', async () => {
    await open({
      before: world => {
        world.refused.add('token-1');
        world.refused.add('token-2');
      },
    });
    await text('Your permission has expired. Reload the page.').waitFor();
    expect(stage.world.requests).toHaveLength(4);
  });
});

describe('copying a link', () => {
  it('pastes as a button-like link into the composer, and as text of equal content into a plain field', async () => {
    await open();
    await intro().click();
    await text('“Intro call” copied. Paste it into your e-mail.').waitFor({ state: 'attached' });

    const html = await pasted('#composer');
    expect(html).toContain(`href="${stage.surfaces}/b/aBcDeFgHiJkL"`);
    expect(html).toContain('>Choose a time</a>');
    expect(html).toContain('Intro call · 30 mins');
    expect(html).toMatch(/<td[^>]*bgcolor="#2059c4"/);

    expect(await pasted('#plain')).toBe(`Intro call · 30 mins\nChoose a time: ${stage.surfaces}/b/aBcDeFgHiJkL\n`);
  });

  it('stands apart from what is written around it, and the writer goes on in a line below it', async () => {
    await open();
    await intro().click();
    await opened.frame.locator('.link-copied').waitFor();
    const { page } = opened;
    await page.locator('#composer').click();
    await page.keyboard.type('Please choose:  and reply');
    for (let step = 0; step < ' and reply'.length; step += 1) await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Control+V');
    await page.keyboard.type('Best, Asha');
    const written = (await page.locator('#composer').allInnerTexts())
      .join('')
      .split(/\n+/)
      .map(line => line.trim());
    expect(written).toEqual(['Please choose:', 'Intro call · 30 mins', 'Choose a time', 'Best, Asha', 'and reply']);
  });

  it('shows that it was done, and tells Pipedrive', async () => {
    await open();
    await intro().click();
    await opened.frame.locator('.link-copied', { hasText: 'Copied' }).waitFor();
    expect(await opened.commands('show_snackbar')).toEqual([
      { command: 'show_snackbar', args: { message: '“Intro call” copied. Paste it into your e-mail.' } },
    ]);
  });

  it('works by keyboard alone', async () => {
    await open();
    await intro().focus();
    await opened.page.keyboard.press('Enter');
    await opened.frame.locator('.link-copied').waitFor();
    expect(await pasted('#plain')).toContain('/b/aBcDeFgHiJkL');
  });

  it('shows what a small button does while the pointer is on it, or the focus', async () => {
    await open();
    const url = button('Copy web address: Intro call');
    const label = url.locator('.icon-label');
    await url.waitFor();
    expect(await label.isVisible()).toBe(false);
    await url.hover();
    await label.waitFor();
    expect(await opened.overflow('composer-hover')).toBe(0);
    await opened.frame.getByRole('heading', { level: 1 }).hover();
    await label.waitFor({ state: 'hidden' });
    await button('Copy personal link: Intro call').focus();
    await opened.page.keyboard.press('Tab');
    await label.waitFor();
  });

  it('copies the web address alone', async () => {
    await open();
    await button('Copy web address: Intro call').click();
    await text('Web address of “Intro call” copied.').waitFor({ state: 'attached' });
    expect(await pasted('#plain')).toBe(`${stage.surfaces}/b/aBcDeFgHiJkL`);
    expect(await pasted('#composer')).not.toContain('<td');
  });

  it('speaks the language of the link, right to left where that is its way', async () => {
    await open({
      before: world => {
        world.links = world.links.map(link => ({ ...link, language: 'ar' }));
      },
    });
    await intro().click();
    await opened.frame.locator('.link-copied').waitFor();
    const html = await pasted('#composer');
    expect(html).toContain('اختر موعدًا');
    expect(html).toMatch(/(dir="rtl"|direction: ?rtl)/);
  });

  it('keeps a name with markup in it a name', async () => {
    await open({
      before: world => {
        world.links = world.links.map(link => ({
          ...link,
          details: { ...link.details, name: '<img src=x onerror="alert(1)"> & co' },
        }));
      },
    });
    await button(/^Copy link: <img/)
      .first()
      .click();
    await opened.frame.locator('.link-copied').waitFor();
    const html = await pasted('#composer');
    expect(html).toContain('&lt;img src=x onerror="alert(1)"&gt; &amp; co');
    expect(html).not.toContain('<img');
  });

  it('offers a second click where the browser refused the first', async () => {
    await open();
    await intro().waitFor();
    await opened.frame.evaluate(() => {
      document.execCommand = () => {
        Reflect.deleteProperty(document, 'execCommand');
        return false;
      };
    });
    await intro().click();
    await text('Your browser didn’t allow copying.').waitFor();
    expect(opened.complaints.splice(0)).toEqual([expect.stringContaining('Clipboard API has been blocked')]);
    expect(await opened.commands('show_snackbar')).toEqual([]);
    await button('Copy now').click();
    await opened.frame.locator('.link-copied').waitFor();
    expect(await pasted('#plain')).toContain('/b/aBcDeFgHiJkL');
  });

  it('warns before it copies a link that offers nothing', async () => {
    await open();
    await opened.frame.getByRole('button', { name: 'Pick times' }).hover();
    await button(/^Copy link: Contract review/).click();
    await text('This time has been booked: the link offers nothing any more.').waitFor();
    expect(await opened.commands('show_snackbar')).toEqual([]);
    await button('Copy anyway').click();
    await text('“Contract review” copied. Paste it into your e-mail.').waitFor({ state: 'attached' });
    expect(await pasted('#plain')).toContain('/b/1234567abcde');
  });
});

describe('copying the next times', () => {
  it('groups them by day in the host’s zone, which is named, and links each to its start', async () => {
    await open();
    await button('Copy with next times: Intro call').click();
    await text('3 times copied. Paste them into your e-mail.').waitFor({ state: 'attached' });
    const url = `${stage.surfaces}/b/aBcDeFgHiJkL`;
    expect(await pasted('#plain')).toBe(
      [
        'Intro call · 30 mins',
        'Next free times. Time zone: Nepal Time (Kathmandu)',
        '',
        'Tuesday 2 March',
        '  10:00: https://meet.example/t/2027-03-02T04:15:00Z',
        '  15:30: https://meet.example/t/2027-03-02T09:45:00Z',
        '',
        'Wednesday 3 March',
        '  00:30: https://meet.example/t/2027-03-02T18:45:00Z',
        '',
        `See all times: ${url}`,
        '',
      ].join('\n'),
    );
    const html = await pasted('#composer');
    expect(html.match(/href="https:\/\/meet\.example\/t\//g)).toHaveLength(3);
    expect(html).toContain('Nepal Time (Kathmandu)');
    expect(html).toContain('Wednesday 3 March');
  });

  it('asks for more than it copies, and spreads those over up to three days', async () => {
    await open({
      before: world => {
        // 10:00 to 14:30 in Kathmandu, on each of three days.
        world.next = ['02', '03', '04'].flatMap(day =>
          ['04:15', '04:45', '05:15', '05:45', '06:15', '06:45', '07:15', '07:45', '08:15', '08:45'].map(
            time => `2027-03-${day}T${time}:00Z`,
          ),
        );
      },
    });
    await button('Copy with next times: Intro call').click();
    await text('8 times copied. Paste them into your e-mail.').waitFor({ state: 'attached' });
    expect(stage.world.requests.some(request => request.includes('/next?count=30 '))).toBe(true);
    const times = [...(await pasted('#plain')).matchAll(/^ {2}(\d\d:\d\d): \S+\/t\/2027-03-(\d\d)/gm)];
    expect(times.map(([, time, day]) => `${day} ${time}`)).toEqual([
      '02 10:00',
      '02 12:30',
      '02 14:30',
      '03 10:00',
      '03 12:30',
      '03 14:30',
      '04 10:00',
      '04 14:30',
    ]);
  });

  it('says so when there are none, and leaves the clipboard as it is', async () => {
    await open({
      before: world => {
        world.next = [];
      },
    });
    await intro().click();
    await opened.frame.locator('.link-copied').waitFor();
    await button('Copy with next times: Intro call').click();
    await text('“Intro call” has no free times at the moment.').waitFor();
    expect(await pasted('#plain')).toContain('Choose a time');
  });

  it('says why when they can’t be read', async () => {
    await open({ before: world => world.failing.set('/api/links/aBcDeFgHiJkL/next', 'crm_unknown') });
    await button('Copy with next times: Intro call').click();
    await text('Your activities aren’t known at the moment. Try again later.').waitFor();
  });
});

describe('theme and language', () => {
  const canvas = () => opened.frame.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

  it('begins in the theme of the address, before any script', async () => {
    const page = await fetch(`${stage.surfaces}/ui/composer?theme=dark`);
    expect(await page.text()).toContain('<html lang="en" data-theme="dark">');
    await open({ theme: 'dark' });
    await intro().waitFor();
    expect(await canvas()).toBe('rgb(26, 30, 38)');
  });

  it('follows a change of theme at once', async () => {
    await open();
    await intro().waitFor();
    expect(await canvas()).toBe('rgb(255, 255, 255)');
    await opened.emit('user_settings_change', { theme: 'dark' });
    await expect.poll(canvas).toBe('rgb(26, 30, 38)');
    await opened.emit('user_settings_change', { theme: 'light' });
    await expect.poll(canvas).toBe('rgb(255, 255, 255)');
  });

  it('speaks Polish to a host whose Pipedrive does', async () => {
    await open({
      before: world => {
        world.me.language = 'pl';
      },
    });
    await opened.frame.getByRole('heading', { name: 'Harmonogram spotkań' }).waitFor();
    await button(/^Kopiuj link: Intro call/).waitFor();
    await button('Określone czasy: Pokaż 1 link').click();
    await text(/^45 min · 2 terminy · 2–3 mar$/).waitFor();
    expect(await opened.frame.evaluate(() => document.documentElement.lang)).toBe('pl');
    expect(await opened.frame.title()).toBe('Harmonogram spotkań');
  });
});

describe('when something is missing', () => {
  it('says that there are no links yet', async () => {
    await open({
      before: world => {
        world.links = [];
      },
    });
    await text('No booking links yet').waitFor();
  });

  it('says what failed, and mends itself on the button', async () => {
    await open({ before: world => world.failing.set('/api/links', 'busy') });
    await text('Too much is happening at once. Try again.').waitFor();
    stage.world.failing.clear();
    await button('Try again').click();
    await intro().waitFor();
  });

  it('keeps what it shows while offline, and reads it again when the connection is back', async () => {
    await open();
    await intro().waitFor();
    await opened.page.context().setOffline(true);
    await button('More').click();
    await opened.frame.getByRole('menuitem', { name: 'Reload' }).click();
    await text('No connection').waitFor();
    expect(await intro().count()).toBe(1);
    await opened.page.context().setOffline(false);
    await text('No connection').waitFor({ state: 'detached' });
    expect(await intro().count()).toBe(1);
  });

  it('offers the way to install, in a tab of its own', async () => {
    await open({ before: world => world.failing.set('/api/me', 'not_installed').set('/api/links', 'not_installed') });
    const connect = opened.frame.getByRole('link', { name: 'Connect to Pipedrive' });
    await connect.waitFor();
    expect(await connect.getAttribute('href')).toBe('/oauth/start');
    expect(await connect.getAttribute('target')).toBe('_blank');
  });

  it('offers the way to connect again when the authorisation was lost', async () => {
    await open({
      before: world => {
        world.me.status = 'paused';
      },
    });
    const connect = opened.frame.getByRole('link', { name: 'Connect again' });
    await connect.waitFor();
    expect(await connect.getAttribute('href')).toBe(`${stage.surfaces}/oauth/start`);
    stage.world.me.status = 'active';
    await opened.emit('visibility', { is_visible: false });
    await opened.emit('visibility', { is_visible: true });
    await intro().waitFor();
  });

  it('says to open it inside Pipedrive where nothing is around it', async () => {
    await open();
    await opened.page.goto(`${stage.surfaces}/ui/composer`);
    await opened.page.getByText('Open this inside Pipedrive').waitFor();
  });

  it('doesn’t hang when Pipedrive never answers', async () => {
    await open({ silent: true, at: '2027-03-01T06:15:00Z' });
    await opened.page.clock.fastForward(10_000);
    await text('Pipedrive doesn’t answer').waitFor();
    await button('Reload').waitFor();
  });
});

describe('the menu', () => {
  it('is worked by keyboard and gives the focus back', async () => {
    await open();
    await intro().waitFor();
    await button('More').focus();
    await opened.page.keyboard.press('Enter');
    const item = (name: string) => opened.frame.getByRole('menuitem', { name });
    const focused = () => opened.frame.evaluate(() => document.activeElement?.textContent);
    await item('Settings').waitFor();
    await expect.poll(focused).toBe('Settings');
    await opened.page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('Reload');
    await opened.page.keyboard.press('Escape');
    await item('Settings').waitFor({ state: 'hidden' });
    await expect
      .poll(() => opened.frame.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toBe('More');
  });

  it('is closed by the button that opened it, with the mouse', async () => {
    await open();
    await intro().waitFor();
    const menu = opened.frame.getByRole('menu');
    for (const shown of [true, false, true, false]) {
      await button('More').click();
      await menu.waitFor({ state: shown ? 'visible' : 'hidden' });
      await expect.poll(() => button('More').getAttribute('aria-expanded')).toBe(String(shown));
    }
    await button('More').click();
    await opened.frame.getByRole('heading', { level: 1 }).click();
    await menu.waitFor({ state: 'hidden' });
    await expect.poll(() => button('More').getAttribute('aria-expanded')).toBe('false');
  });

  it('is closed by Enter and Space on its button, and by Escape', async () => {
    await open();
    await intro().waitFor();
    const menu = opened.frame.getByRole('menu');
    for (const close of ['Enter', 'Space', 'Escape']) {
      await button('More').press('Enter');
      await menu.waitFor();
      await expect.poll(() => button('More').getAttribute('aria-expanded')).toBe('true');
      if (close === 'Escape') await opened.page.keyboard.press('Escape');
      else await button('More').press(close);
      await menu.waitFor({ state: 'hidden' });
      await expect.poll(() => button('More').getAttribute('aria-expanded')).toBe('false');
    }
  });

  it('takes the place it has in a panel of the least height', async () => {
    await open({ height: 100, before: world => (world.links = []) });
    await text('No booking links yet').waitFor();
    await opened.page.evaluate(() => {
      for (const frame of document.querySelectorAll('iframe')) frame.style.height = '100px';
    });
    await button('More').click();
    await opened.frame.getByRole('menu').waitFor();
    const { top, bottom } = await opened.frame.evaluate(() => {
      const box = document.querySelector('[role="menu"]')?.getBoundingClientRect();
      return { top: box?.top ?? -1, bottom: box?.bottom ?? Number.POSITIVE_INFINITY };
    });
    expect(top).toBeGreaterThanOrEqual(0);
    expect(bottom).toBeLessThanOrEqual(100);
    const [menu, more] = await Promise.all([
      opened.frame.getByRole('menu').boundingBox(),
      button('More').boundingBox(),
    ]);
    expect((menu?.x ?? 0) + (menu?.width ?? 0)).toBeLessThanOrEqual(more?.x ?? 0);
    await button('More').click();
    await opened.frame.getByRole('menu').waitFor({ state: 'hidden' });
  });

  it.each([
    ['Pick times', { view: 'times', record: 'deal 12' }],
    ['Manage availability', { view: 'availability', record: 'deal 12' }],
    ['Calendar', { view: 'calendar', record: 'deal 12' }],
  ])('opens %s in a modal of Pipedrive’s, with what is in view', async (name, data) => {
    await open();
    await opened.frame.getByRole('navigation').getByRole('button', { name, exact: true }).click();
    await expect
      .poll(() => opened.commands('open_modal'))
      .toEqual([{ command: 'open_modal', args: { type: 'custom_modal', action_id: 'scheduler-activities', data } }]);
  });

  it('says what closes the way on Lite, and that specific times are open', async () => {
    await open({
      before: world => {
        world.me.plan = { name: 'lite', leadBooster: false, limit: 0 };
        world.links = world.links.map(link => ({ ...link, active: false }));
      },
    });
    await text(/^The Lite plan has no active link with general availability, .* LeadBooster add-on/).waitFor();
    expect(await text(/switched off: guests can’t book/).count()).toBe(0);
  });

  it('leads to the switch where all links are off and the plan would allow one', async () => {
    await open({
      before: world => {
        world.links = world.links.map(link => ({ ...link, active: false }));
      },
    });
    await button('Switch one on').click();
    await expect
      .poll(() => opened.commands('open_modal'))
      .toMatchObject([{ args: { data: { view: 'availability' } } }]);
  });
});

describe('fifty links', () => {
  const fifty = (world: Stage['world']) => {
    world.links = Array.from({ length: 50 }, (_, at) =>
      linkOf(stage.surfaces, { slug: `slug${String(at).padStart(8, 'x')}`, name: `Call number ${at + 1}` }),
    );
  };

  it('are found by typing, and the ways stay in sight below them', async () => {
    await open({ width: 380, before: fifty });
    const rows = opened.frame.locator('.links .link');
    await expect.poll(() => rows.count()).toBe(50);
    const way = opened.frame.getByRole('button', { name: 'Calendar', exact: true });
    const box = await way.boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(750);
    await opened.frame.getByRole('searchbox', { name: 'Find a link' }).fill('number 17');
    await expect.poll(() => rows.count()).toBe(1);
    await text('1 link found').waitFor({ state: 'attached' });
    await opened.frame.getByRole('searchbox').fill('number 99');
    await text('No link has this in its name.').waitFor();
  });

  it('are drawn anew by nobody when one of them is copied', async () => {
    await open({ width: 380, before: fifty });
    await button(/^Copy link: Call number 3 /).waitFor();
    await opened.frame.evaluate(() => {
      const changed = new Set<Element>();
      new MutationObserver(records => {
        for (const { target } of records) {
          const row = (target instanceof Element ? target : target.parentElement)?.closest('.link');
          if (row) changed.add(row);
        }
        document.body.dataset.changed = String(changed.size);
      }).observe(document.querySelector('.links') ?? document.body, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      });
    });
    await button(/^Copy link: Call number 3 /).click();
    await opened.frame.locator('.link-copied').waitFor();
    expect(await opened.frame.evaluate(() => document.body.dataset.changed)).toBe('1');
  });
});

describe('its manners', () => {
  it('moves nothing while it loads or says that something was copied', async () => {
    await open({ before: world => (world.me.language = 'pl') });
    await button(/^Kopiuj link: Intro call/).click();
    await opened.frame.locator('.link-copied').waitFor();
    const shifts = await opened.frame.evaluate(
      () =>
        new Promise<number>(resolve => {
          new PerformanceObserver(list => resolve(list.getEntries().length)).observe({
            type: 'layout-shift',
            buffered: true,
          });
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(0)));
        }),
    );
    expect(shifts).toBe(0);
    const tops = () =>
      opened.frame.evaluate(() => [...document.querySelectorAll('.link')].map(row => row.getBoundingClientRect().top));
    const during = await tops();
    await opened.frame.locator('.link-copied').waitFor({ state: 'detached' });
    expect(await tops()).toEqual(during);
  });

  it.each(['light', 'dark'] as const)('gives axe nothing to find in the %s theme', async theme => {
    await open({ theme });
    await button('Specific times: Show 1 link').click();
    await button(/^Copy link: Contract review/).click();
    await button('Copy anyway').waitFor();
    expect(await opened.faults()).toEqual([]);
    expect(await opened.overflow(`composer-${theme}`)).toBe(0);
  });

  it.each([200, 320, 400, 800])('needs no sideways scrolling %i px wide, and leaves names room', async width => {
    await open({ width, before: world => (world.me.language = 'pl') });
    await button(/^Kopiuj link: Intro call/).waitFor();
    expect(await opened.overflow(`composer-${width}-pl`)).toBe(0);
    const name = await opened.frame.locator('.link-name').first().boundingBox();
    expect(name?.width).toBeGreaterThan(90);
  });

  it('loads at most 45 kB, compressed', async () => {
    await open();
    await intro().waitFor();
    const files = await opened.frame.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(entry => new URL(entry.name).pathname)
        .filter(path => path.startsWith('/assets/')),
    );
    const sizes = await Promise.all(
      [...new Set(files)].map(async file => gzipSync(await readFile(`dist/client${file}`)).length),
    );
    expect(files.length).toBeGreaterThan(2);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(45_000);
  });
});
