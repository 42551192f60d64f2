import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LinkReply } from '../../../server/http/host/schema.ts';
import { installAs, userIn } from '../app/people.ts';
import { apiOf, cardOf, type OwnApi } from '../availability/host.ts';
import { choose, enhanced } from '../main-job/guest.ts';
import { createStage, type Stage } from '../main-job/stage.ts';
import {
  at,
  detail,
  fillNumber,
  goOn,
  openLink,
  openNew,
  openSettings,
  pictured,
  rule,
  save,
  setWindow,
  soon,
  tabTo,
} from './acts.ts';

/** Links are made and changed in Pipedrive's modal, against the whole product; the host lives in Kathmandu. */

vi.setConfig({ testTimeout: 60_000 });

const zone = 'Asia/Kathmandu';
const today = Temporal.Now.plainDateISO(zone);
const from = today.add({ days: 1 });
const to = today.add({ days: 300 });
/** A Tuesday, which has the usual hours. */
const other = today.add({ days: 30 - today.dayOfWeek });
const closed = other.subtract({ days: 1 });

let stage: Stage;
let crm: string;
let api: OwnApi;
let page: Page;
let frame: Frame;

beforeAll(async () => {
  stage = await createStage();
  const { sandbox } = stage.demo;
  crm = sandbox.origin;
  const user = userIn(sandbox, zone);
  page = await stage.visitor();
  await installAs(page, crm, user);
  api = apiOf(stage.demo, user);
});
afterAll(() => stage?.close());
beforeEach(async () => {
  await api.tidy();
});

const linkNamed = async (name: string): Promise<LinkReply> => {
  const named = async () => (await api.links()).find(({ details }) => details.name === name);
  await expect.poll(named, soon).toBeDefined();
  const found = await named();
  if (!found) throw new Error(`No link is named ${name}`);
  return found;
};

describe('a new link', () => {
  it('has every field as it was set by clicks, in the API and on the guest’s page', async () => {
    frame = await openNew(page, crm);
    await frame.locator('.duration label', { hasText: 'Custom' }).click();
    await frame.getByLabel('Duration in minutes').fill('50');
    const zoneField = frame.getByRole('combobox', { name: 'Time zone' });
    await zoneField.click();
    await zoneField.fill('St. John');
    await frame.getByRole('option', { name: /^St\. John’s/ }).click();

    await frame.getByRole('button', { name: 'Add a time period: Monday' }).click();
    await setWindow(rule(frame, 'weekly.mon'), 0, '9', '12:30');
    await setWindow(rule(frame, 'weekly.mon'), 1, '1:30 pm', '24:00');
    await frame.getByRole('button', { name: /^Remove .*: Friday$/ }).click();
    await frame.getByRole('button', { name: 'Copy Monday to other days' }).click();
    await frame.locator('.copy-days').getByText('Sat').click();
    await frame.locator('.copy-days').getByText('Sun').click();
    await frame.getByRole('button', { name: 'Copy', exact: true }).click();

    for (const date of [other, closed]) {
      await rule(frame, 'overrides').locator('.add-date input').fill(`${date}`);
      await frame.getByRole('button', { name: 'Add a date' }).click();
    }
    expect(await frame.locator('.override').evaluateAll(all => all.map(one => one.getAttribute('data-place')))).toEqual(
      [closed, other].map(date => `offer.rule.overrides.${date}`),
    );
    await frame.locator('.override').nth(1).locator('label', { hasText: 'Own hours' }).click();
    await setWindow(frame.locator('.override').nth(1).locator('.windows'), 0, '22:30', '2:00');
    expect(await frame.locator('.override .window-note').textContent()).toBe('ends next day');

    await rule(frame, 'activeFrom').locator('input').fill(`${from}`);
    await rule(frame, 'activeTo').locator('input').fill(`${to}`);
    await openSettings(frame);
    await fillNumber(rule(frame, 'step'), 20);
    await fillNumber(rule(frame, 'bufferBefore'), 5);
    await fillNumber(rule(frame, 'bufferAfter'), 10);
    await fillNumber(rule(frame, 'notice'), 2);
    await rule(frame, 'notice').locator('select').selectOption({ label: 'days' });
    await fillNumber(rule(frame, 'horizonDays'), 90);
    await rule(frame, 'dailyLimit').getByLabel('Limit meetings per day').click();
    await fillNumber(rule(frame, 'dailyLimit'), 3);

    await goOn(frame);
    await detail(frame, 'name').locator('input').fill('Consultation');
    await frame.getByLabel('Location').selectOption({ label: 'Video call' });
    await frame.getByLabel('Link to the video call').fill('https://meet.example.test/room');
    await detail(frame, 'description').locator('textarea').fill('What we talk about.\nTwo lines.');
    const types = frame.getByLabel('Activity type');
    await expect.poll(() => types.locator('option').count(), soon).toBeGreaterThan(1);
    await types.selectOption({ label: 'Call' });
    await frame.getByLabel('Language of the guest’s page and mails').selectOption({ label: 'English' });

    const kinds = ['Short text', 'Long text', 'Choice', 'Checkbox', 'Phone number'];
    for (const [index, kind] of kinds.entries()) {
      await frame.getByRole('button', { name: 'Add a question' }).click();
      await detail(frame, `questions.${index}.label`).locator('input').fill(`Ask ${index}`);
      await frame.locator('.question').nth(index).getByLabel('Answer').selectOption({ label: kind });
    }
    await detail(frame, 'questions.2.choices').locator('textarea').fill('One\n\n Two ');
    await frame.locator('.question').nth(2).getByLabel('Required').click();
    await frame.getByRole('button', { name: '+ Add footer' }).click();
    await frame.locator('.rich-text:focus').waitFor();
    await page.keyboard.type('Bring your papers');
    await save(frame);

    await frame.getByRole('status').getByText('“Consultation” is saved.').waitFor();
    const { offer, details, language, active, url } = await linkNamed('Consultation');
    const monday = [
      ['09:00', '12:30'],
      ['13:30', '24:00'],
    ];
    const usual = [['09:00', '17:00']];
    expect(offer).toEqual({
      kind: 'general',
      rule: {
        zone: 'America/St_Johns',
        weekly: { mon: monday, tue: usual, wed: usual, thu: usual, sat: monday, sun: monday },
        overrides: { [`${closed}`]: [], [`${other}`]: [['22:30', '02:00']] },
        duration: 50,
        step: 20,
        bufferBefore: 5,
        bufferAfter: 10,
        notice: 2880,
        horizonDays: 90,
        activeFrom: `${from}`,
        activeTo: `${to}`,
        dailyLimit: 3,
      },
    });
    const asked = { id: expect.any(String), required: false, choices: [] };
    expect(details).toEqual({
      name: 'Consultation',
      place: { kind: 'video', text: 'https://meet.example.test/room' },
      description: 'What we talk about.\nTwo lines.',
      activityType: 'call',
      questions: [
        { ...asked, label: 'Ask 0', kind: 'text' },
        { ...asked, label: 'Ask 1', kind: 'long_text' },
        { ...asked, label: 'Ask 2', kind: 'choice', required: true, choices: ['One', 'Two'] },
        { ...asked, label: 'Ask 3', kind: 'checkbox' },
        { ...asked, label: 'Ask 4', kind: 'phone' },
      ],
      footer: '<p>Bring your papers</p>',
    });
    expect([language, active]).toEqual(['en', true]);

    const guest = await stage.visitor({ timezoneId: 'Europe/Warsaw' });
    await guest.goto(url);
    await enhanced(guest);
    await guest.getByRole('heading', { name: 'Consultation' }).first().waitFor();
    const said = (await guest.locator('main').textContent()) ?? '';
    for (const text of ['50', 'What we talk about.']) expect(said).toContain(text);
    await choose(guest, { day: 1, time: 0 });
    for (const index of [0, 1, 2, 3, 4]) await guest.getByText(`Ask ${index}`).first().waitFor();
    expect(await guest.locator('.footer').innerHTML()).toBe('<p>Bring your papers</p>');
    await guest.context().close();
  });

  it('is put on the clipboard from the message that says that it is saved', async () => {
    frame = await openNew(page, crm);
    await goOn(frame);
    await detail(frame, 'name').locator('input').fill('Copied');
    await save(frame);
    await frame.getByRole('button', { name: 'Copy link', exact: true }).click();
    await frame.getByRole('status').getByText('“Copied” copied.').waitFor({ state: 'attached' });
    await cardOf(frame, 'Copied').waitFor();
  });

  it('is made by keyboard alone', async () => {
    frame = await openNew(page, crm);
    const press = (key: string) => page.keyboard.press(key);
    await tabTo(page, frame, 'Add a time period: Saturday');
    await press('Enter');
    await tabTo(page, frame, 'Saturday, from');
    await page.keyboard.type('10');
    await tabTo(page, frame, 'Saturday, to');
    // 17:00 is in the list, and what comes two half hours after it.
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter']) await press(key);
    await tabTo(page, frame, 'Copy Saturday to other days');
    await press('Enter');
    await tabTo(page, frame, 'Sun');
    await press('Space');
    await tabTo(page, frame, 'Copy');
    await press('Enter');
    await tabTo(page, frame, 'Continue to meeting details');
    await press('Enter');
    await tabTo(page, frame, 'Name');
    await press('Control+a');
    await page.keyboard.type('By keys');
    for (const label of ['First', 'Second', 'Third']) {
      await tabTo(page, frame, 'Add a question');
      await press('Enter');
      await page.keyboard.type(label);
    }
    // In its field the third question goes up twice, and one down again by its button.
    await press('Alt+ArrowUp');
    await press('Alt+ArrowUp');
    await frame.getByRole('status').getByText('Moved to place 1 of 3.').waitFor({ state: 'attached' });
    await page.keyboard.type('!');
    await tabTo(page, frame, 'Move question 1 down');
    await press('Enter');
    await frame.getByRole('status').getByText('Moved to place 2 of 3.').waitFor({ state: 'attached' });
    await tabTo(page, frame, '+ Add footer');
    await press('Enter');
    await frame.locator('.rich-text:focus').waitFor();
    await page.keyboard.type('By ');
    await press('Control+b');
    await page.keyboard.type('keys');
    await tabTo(page, frame, 'Save');
    await press('Enter');
    const { offer, details } = await linkNamed('By keys');
    expect(offer.kind === 'general' && offer.rule.weekly).toMatchObject({
      sat: [['10:00', '18:00']],
      sun: [['10:00', '18:00']],
    });
    expect(details.questions.map(({ label }) => label)).toEqual(['First', 'Third!', 'Second']);
    expect(details.footer).toMatch(/^<p>By\s<b>keys<\/b><\/p>$/);
  });
});

describe('a link that exists', () => {
  it('is saved from the first step, keeps its address and says so', async () => {
    const before = await linkNamed('Meeting');
    frame = await openLink(page, crm, 'Meeting');
    await frame.getByText('The web address stays the same. Guests see changes at once.').waitFor();
    await frame.locator('.duration label', { hasText: '45' }).click();
    await save(frame);
    await frame.getByRole('status').getByText('“Meeting” is saved.').waitFor();
    const after = await linkNamed('Meeting');
    expect([after.url, after.version]).toEqual([before.url, before.version + 1]);
    expect(after.offer.rule).toMatchObject({ duration: 45, step: 30 });
    await api.ask('PATCH', `/api/links/${after.slug}`, { version: after.version, offer: before.offer });
  });

  it('has its questions put in order by dragging, and one removed and brought back', async () => {
    const ask = (id: string) => ({ id, label: id, kind: 'text' as const, required: false, choices: [] });
    const meeting = await linkNamed('Meeting');
    await api.add('Asks', { details: { ...meeting.details, questions: ['a', 'b', 'c'].map(ask) } });
    frame = await openLink(page, crm, 'Asks');
    await goOn(frame);
    await frame.locator('.questions').evaluate(list => list.scrollIntoView({ block: 'center' }));
    const grip = await frame.locator('.question-grip').nth(2).boundingBox();
    const first = await frame.locator('.question').nth(0).boundingBox();
    if (!grip || !first) throw new Error('The questions are on the screen');
    await page.mouse.move(grip.x + 10, grip.y + 30);
    await page.mouse.down();
    await page.mouse.move(grip.x + 10, first.y + 10, { steps: 12 });
    await page.mouse.up();
    const order = () =>
      frame.locator('.question-label input').evaluateAll(all => all.map(one => (one as HTMLInputElement).value));
    expect(await order()).toEqual(['c', 'a', 'b']);
    await frame.getByRole('button', { name: 'Remove question 1' }).click();
    expect(await order()).toEqual(['a', 'b']);
    await frame.getByRole('button', { name: 'Undo' }).click();
    expect(await order()).toEqual(['c', 'a', 'b']);
    await save(frame);
    await expect
      .poll(async () => (await linkNamed('Asks')).details.questions.map(({ id }) => id), soon)
      .toEqual(['c', 'a', 'b']);
  });

  it('shows what looks like a script as the text that it is, here and to guests', async () => {
    const script = (name: string) => `<img src=x onerror="window.hacked='${name}'">`;
    frame = await openNew(page, crm);
    await goOn(frame);
    await detail(frame, 'name').locator('input').fill(script('name'));
    await detail(frame, 'place.text').locator('input').fill(script('place'));
    await detail(frame, 'description').locator('textarea').fill(script('description'));
    await frame.getByRole('button', { name: 'Add a question' }).click();
    await detail(frame, 'questions.0.label').locator('input').fill(script('question'));
    await frame.getByLabel('Answer').selectOption({ label: 'Choice' });
    await detail(frame, 'questions.0.choices').locator('textarea').fill(script('choice'));
    await frame.getByRole('button', { name: '+ Add footer' }).click();
    await frame.locator('.rich-text:focus').waitFor();
    await page.keyboard.type(script('footer'));
    await save(frame);
    const link = await linkNamed(script('name'));
    expect(link.details).toMatchObject({
      place: { text: script('place') },
      description: script('description'),
      questions: [{ label: script('question'), choices: [script('choice')] }],
    });
    frame = await openLink(page, crm, script('name'));
    await frame.getByRole('heading', { name: script('name') }).waitFor();
    await goOn(frame);
    expect(await frame.locator('.rich-text').textContent()).toBe(script('footer'));
    expect(await frame.locator('.footer-preview .footer-look').textContent()).toBe(script('footer'));

    const guest = await stage.visitor();
    await guest.goto(link.url);
    await enhanced(guest);
    await choose(guest, { day: 1, time: 0 });
    expect(await guest.locator('.footer').textContent()).toBe(script('footer'));
    await guest.getByText(script('question')).first().waitFor();
    for (const surface of [frame, guest]) {
      expect(await surface.locator('img[src="x"]').count()).toBe(0);
      expect(await surface.evaluate(() => 'hacked' in window)).toBe(false);
    }
    await guest.context().close();
  });
});

describe('the footer', () => {
  const text = () => frame.locator('.rich-text');
  const preview = () => frame.locator('.footer-preview .footer-look').innerHTML();
  const anchor = (target: string, content: string) =>
    `<a href="${target}" rel="noopener noreferrer" target="_blank">${content}</a>`;
  const paste = (type: string, data: string) =>
    text().evaluate(
      (root, [type, data]) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData(type ?? '', data ?? '');
        root.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      },
      [type, data],
    );
  const begin = async () => {
    frame = await openNew(page, crm);
    await goOn(frame);
    await frame.getByRole('button', { name: '+ Add footer' }).click();
    await frame.locator('.rich-text:focus').waitFor();
  };

  it('takes bold, italic, breaks, links and lists, and shows them as guests will see them', async () => {
    await begin();
    const tool = (name: string) => frame.getByRole('toolbar').getByRole('button', { name, exact: true });
    await page.keyboard.type('One ');
    await tool('Bold').click();
    expect(await tool('Bold').getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.type('bold');
    await tool('Bold').click();
    await page.keyboard.press('Control+i');
    await page.keyboard.type('slanted');
    await page.keyboard.press('Control+i');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('site');
    await page.keyboard.press('Shift+Home');
    await page.keyboard.press('Control+k');
    await frame.getByLabel('Web or e-mail address').fill('javascript:alert(1)');
    await page.keyboard.press('Enter');
    await frame.getByText('Enter a web address or an e-mail address.').waitFor();
    await frame.getByLabel('Web or e-mail address').fill('example.test/terms');
    await page.keyboard.press('Enter');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('plain');
    await page.keyboard.press('Enter');
    await tool('Bulleted list').click();
    await page.keyboard.type('first');
    await page.keyboard.press('Enter');
    await page.keyboard.type('second');
    expect(await preview()).toBe(
      `<p>One <b>bold</b><i>slanted</i><br>${anchor('https://example.test/terms', 'site')}</p><p>plain</p>` +
        '<ul><li>first</li><li>second</li></ul>',
    );
    const shown = await preview();
    await detail(frame, 'name').locator('input').fill('With footer');
    await save(frame);
    const { details, url } = await linkNamed('With footer');
    expect(details.footer).toBe(shown);
    const guest = await stage.visitor();
    await guest.goto(url);
    await enhanced(guest);
    await choose(guest, { day: 1, time: 0 });
    expect(await guest.locator('.footer').innerHTML()).toBe(shown);
    await guest.context().close();
  });

  it('cleans what is pasted', async () => {
    await begin();
    await paste(
      'text/html',
      '<html><body><!--StartFragment--><h1 style="color:red">Title</h1><script>window.hacked=1</script>' +
        '<p onclick="x()">with <span class="k"><strong>care</strong></span> <a href="javascript:x()">bad</a>' +
        '<img src="x" onerror="window.hacked=1"></p><ul><li>item</li></ul><!--EndFragment--></body></html>',
    );
    expect(await preview()).toBe('<p>Title</p><p>with <b>care</b> bad</p><ul><li>item</li></ul>');
    await frame.getByRole('button', { name: 'Remove footer' }).click();
    await frame.getByRole('button', { name: '+ Add footer' }).click();
    await frame.locator('.rich-text:focus').waitFor();
    await paste('text/plain', 'a < b\nnext\n\nparagraph');
    expect(await preview()).toBe('<p>a &lt; b<br>next</p><p>paragraph</p>');
    expect(await frame.evaluate(() => 'hacked' in window)).toBe(false);
  });

  it('is removed, and brought back', async () => {
    await begin();
    await page.keyboard.type('Kept');
    await frame.getByRole('button', { name: 'Remove footer' }).click();
    expect(await text().count()).toBe(0);
    await frame.getByRole('button', { name: 'Undo' }).click();
    expect(await text().textContent()).toBe('Kept');
    expect(await preview()).toBe('<p>Kept</p>');
  });
});

describe('the picture of the next seven days', () => {
  const byDay = (starts: readonly string[]) =>
    starts.map(start =>
      Temporal.Instant.from(start).toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' }),
    );

  it('is what guests get', async () => {
    const meeting = await linkNamed('Meeting');
    frame = await openLink(page, crm, 'Meeting');
    const { starts } = (await api.ask('GET', `/api/links/${meeting.slug}/next?count=5`)) as { starts: string[] };
    const times = (await pictured(frame)).flatMap(day => day.match(/\d\d:\d\d/g) ?? []);
    expect(times.slice(0, 5)).toEqual(byDay(starts));
    await frame.locator('.picture').getByText('Nepal Time (Kathmandu)').waitFor();
  });

  it('follows what is typed, while what was there stays; and stays, as it was, while the form has a fault', async () => {
    frame = await openLink(page, crm, 'Meeting');
    const before = await pictured(frame);
    let release = () => {};
    const held = new Promise<void>(resolve => {
      release = resolve;
    });
    await page.route('**/api/offers/times', async route => {
      await held;
      await route.continue();
    });
    await frame.locator('.duration label', { hasText: '90' }).click();
    await page.waitForRequest('**/api/offers/times');
    expect(await pictured(frame)).toEqual(before);
    expect(await frame.locator('.picture.outdated').count()).toBe(0);
    release();
    await expect.poll(() => pictured(frame), soon).not.toEqual(before);
    await page.unroute('**/api/offers/times');

    const after = await pictured(frame);
    await frame.locator('.duration label', { hasText: 'Custom' }).click();
    await frame.getByLabel('Duration in minutes').fill('481');
    await expect
      .poll(() => at(frame, 'offer.rule.duration').locator('.field-error').textContent(), soon)
      .toBe('The meeting is longer than any time that is open without a break.');
    await frame.locator('.picture.outdated').waitFor();
    expect(await pictured(frame)).toEqual(after);
  });

  it('says when the week is empty and what comes then, and when busy times aren’t known', async () => {
    await page.route('**/api/offers/times', async route => {
      const reply = await route.fetch();
      const body = (await reply.json()) as object;
      await route.fulfill({ json: { ...body, starts: [], next: '2027-03-01T18:30:00Z', known: false } });
    });
    frame = await openLink(page, crm, 'Meeting');
    const count = frame.locator('.picture-count');
    expect(await count.textContent()).toMatch(
      /^Nothing is free in these seven days\. The first free time is 2 Mar 2027, 00:15\.$/,
    );
    await frame.getByText('Your activities aren’t known at the moment').waitFor();
    await page.unroute('**/api/offers/times');
  });
});
