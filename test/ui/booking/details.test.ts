import type { Page, Route } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { visitedSite } from './visits.ts';

const site = visitedSite();
const { open } = site;

const start10 = '2026-12-03T09:00:00.000Z';
const details = `/b/link?start=${start10}`;
const invited = { name: 'Anna Nowak', hasEmail: true };

const nameField = (page: Page) => page.getByLabel('Name', { exact: true });
const emailField = (page: Page) => page.getByLabel('E-mail', { exact: true });
const phoneField = (page: Page) => page.locator('input[type=tel]');
const book = (page: Page) => page.getByRole('button', { name: 'Book the meeting' }).click();
const booked = (page: Page) => page.getByRole('heading', { name: 'You’re booked' }).waitFor();
const enhanced = (page: Page) => page.locator('form[novalidate]').waitFor();

describe('a personal link', () => {
  it('greets, asks for neither name nor address, and books for the one who was invited', async () => {
    site.world.page = { invited };
    const { page, faults } = await open(details);
    await enhanced(page);
    await page.getByText('Hello Anna Nowak').waitFor();
    expect([await nameField(page).count(), await emailField(page).count()]).toEqual([0, 0]);
    expect(await faults()).toEqual([]);
    await page.getByLabel('11–50').check();
    await book(page);
    await booked(page);
    const [post] = site.world.posts;
    expect(post?.body).toMatchObject({ answers: { size: '11–50' } });
    for (const absent of ['name', 'email', 'other']) expect(post?.body).not.toHaveProperty(absent);
  });

  it('lets somebody else book, through a reload too, and lets them come back to being the one', async () => {
    site.world.page = { invited };
    const { page, faults } = await open(details);
    await enhanced(page);
    await page.getByRole('link', { name: 'Not you?' }).click();
    await page.getByText('You’ll join the meeting alongside Anna Nowak.').waitFor();
    expect([await nameField(page).inputValue(), await emailField(page).inputValue()]).toEqual(['', '']);
    expect(new URL(page.url()).search).not.toContain('other');
    await nameField(page).fill('Bo Lind');
    await page.reload();
    await expect.poll(() => nameField(page).inputValue()).toBe('Bo Lind');
    await page.getByRole('link', { name: 'It’s me after all' }).click();
    expect(await nameField(page).count()).toBe(0);
    await page.getByRole('link', { name: 'Not you?' }).click();
    expect(await nameField(page).inputValue()).toBe('Bo Lind');
    await emailField(page).fill('bo@example.com');
    await page.getByLabel('11–50').check();
    expect(await faults()).toEqual([]);
    await book(page);
    await booked(page);
    expect(site.world.posts[0]?.body).toMatchObject({ name: 'Bo Lind', email: 'bo@example.com', other: true });
  });

  it('does both by links and a hidden field without script', async () => {
    site.world.page = { invited: { name: 'Anna Nowak', hasEmail: false } };
    const { page } = await open(details, { javaScriptEnabled: false });
    expect([await nameField(page).count(), await emailField(page).count()]).toEqual([0, 1]);
    await page.getByRole('link', { name: 'Not you?' }).click();
    await nameField(page).fill('Bo Lind');
    await emailField(page).fill('bo@example.com');
    await page.getByLabel('11–50').check();
    await book(page);
    await booked(page);
    expect(site.world.posts[0]?.body).toMatchObject({ name: 'Bo Lind', other: 'true', website: '' });
  });
});

describe('what an address brings along', () => {
  it('fills the form and leaves the address at once, for good, and goes with the booking', async () => {
    site.world.page = {
      prefill: { name: 'Zoë +&#ąę 🙂', answers: { size: '51+', nda: 'true' } },
      campaign: { source: 'newsletter', medium: 'e-mail' },
    };
    const brought = '&name=Zo%C3%AB&answer.size=51%2B&utm_source=newsletter&utm_medium=e-mail';
    const { page } = await open(`/b/link?date=2026-12-03${brought}`);
    await page.locator('.clock:not(.clock-waiting)').waitFor();
    expect(new URL(page.url()).search).toBe('?date=2026-12-03');
    site.world.page = {};
    await page.reload();
    await page.getByRole('link', { name: '10:00' }).click();
    await expect.poll(() => nameField(page).inputValue()).toBe('Zoë +&#ąę 🙂');
    expect(await page.getByLabel('51+').isChecked()).toBe(true);
    await page.getByLabel('I need an NDA first').uncheck();
    await emailField(page).fill('zoe@example.com');
    await page.goBack();
    expect(page.url()).not.toMatch(/utm|name|answer/);
    await page.goForward();
    expect(await page.getByLabel('I need an NDA first').isChecked()).toBe(false);
    await book(page);
    await booked(page);
    expect(site.world.posts[0]?.body).toMatchObject({
      name: 'Zoë +&#ąę 🙂',
      answers: { size: '51+' },
      campaign: { source: 'newsletter', medium: 'e-mail' },
    });
  });

  it('gives way to what was typed before', async () => {
    const { page } = await open(details);
    await enhanced(page);
    await nameField(page).fill('Asha Rai');
    site.world.page = { prefill: { name: 'Somebody', email: 'some@example.com' } };
    await page.goto(`${site.url}${details}&name=Somebody`);
    await enhanced(page);
    expect([await nameField(page).inputValue(), await emailField(page).inputValue()]).toEqual([
      'Asha Rai',
      'some@example.com',
    ]);
    // The next offer, perhaps of somebody else, takes the place of the last one and of nothing that was typed.
    site.world.page = { prefill: { name: 'Another', answers: { size: '51+' } } };
    await page.goto(`${site.url}${details}&name=Another`);
    await enhanced(page);
    expect([await nameField(page).inputValue(), await emailField(page).inputValue()]).toEqual(['Asha Rai', '']);
    expect(await page.getByLabel('51+').isChecked()).toBe(true);
  });
});

describe('a telephone number', () => {
  it('has a country beside it, becomes international, and keeps both through a reload', async () => {
    const { page, complaints, faults } = await open(details, { viewport: { width: 320, height: 640 } });
    const country = page.getByLabel('Country of the phone number');
    await country.waitFor();
    expect(await country.inputValue()).toBe('GB');
    await phoneField(page).fill('601234567');
    await phoneField(page).blur();
    await expect.poll(() => phoneField(page).inputValue()).toBe('+44 601 234 567');
    await country.selectOption({ label: 'Poland \u2066+48\u2069' });
    expect(await phoneField(page).inputValue()).toBe('+48 601 234 567');
    await phoneField(page).fill('+1 (416) 555-0123');
    await expect.poll(() => country.inputValue()).toBe('US');
    await country.selectOption('CA');
    expect(await faults()).toEqual([]);
    await page.reload();
    await expect.poll(() => country.inputValue()).toBe('CA');
    expect(await phoneField(page).inputValue()).toBe('+1 (416) 555-0123');
    await phoneField(page).fill('604 555 0123');
    await page.reload();
    await country.waitFor();
    expect(await phoneField(page).inputValue()).toBe('604 555 0123');
    await book(page);
    expect(await phoneField(page).inputValue()).toBe('+1 604 555 0123');
    expect(complaints).toEqual([]);
  });

  it('says its country itself without script', async () => {
    const { page } = await open(details, { javaScriptEnabled: false });
    await page.getByText('With the country code, such as +48 600 700 800.').waitFor();
    expect(await phoneField(page).getAttribute('aria-describedby')).toBe('field-answer.phone-hint');
  });
});

describe('a form', () => {
  const fillIn = async (page: Page) => {
    await nameField(page).fill('Asha Rai');
    await emailField(page).fill('asha@example.com');
    await page.getByLabel('11–50').check();
    await page.getByText('Who else is coming?').click();
    await page.getByLabel('Their e-mail addresses').fill('bo@example.com');
  };

  it('says that there is no connection, and sends the same attempt once there is, though the page was reloaded', async () => {
    const { page } = await open(details);
    await enhanced(page);
    await fillIn(page);
    await page.context().setOffline(true);
    await page.getByText('You’re offline. Everything you typed is kept').waitFor();
    await page.context().setOffline(false);
    await expect.poll(() => page.getByText('You’re offline.').count()).toBe(0);
    site.world.dropped = 1;
    await book(page);
    await page.getByText('The booking couldn’t be sent.').waitFor();
    await page.context().setOffline(true);
    expect(await page.getByText('You’re offline.').count()).toBe(0);
    await page.context().setOffline(false);
    site.world.page = { idempotencyKey: 'f'.repeat(32) };
    await page.reload();
    await enhanced(page);
    expect(await page.getByLabel('Their e-mail addresses').isVisible()).toBe(true);
    await book(page);
    await booked(page);
    const [first, second] = site.world.posts;
    expect(second?.key).toBe(first?.key);
    expect(second?.body).toEqual(first?.body);
  });

  it.each([
    ['waits for what judges and sends it', 'application/json'],
    ['goes as it would without script where that can’t be had', 'application/x-www-form-urlencoded'],
  ])('that is sent at once %s', async (_, type) => {
    const { page } = await open('/assets/none');
    const asked = Promise.withResolvers<Route>();
    await page.route(/form-deeds-[^/]*\.js$/, asked.resolve);
    await page.goto(`${site.url}${details}`);
    await enhanced(page);
    await fillIn(page);
    await book(page);
    await page.getByRole('button', { name: 'Booking…' }).waitFor();
    expect(site.world.posts).toEqual([]);
    const route = await asked.promise;
    await (type === 'application/json' ? route.continue() : route.abort());
    await booked(page);
    expect(site.world.posts.map(({ type }) => type)).toEqual([type]);
  });

  it('that was filled in very quickly is sent again by itself', async () => {
    site.world.hasty = 1;
    const { page } = await open(details);
    await enhanced(page);
    await fillIn(page);
    await book(page);
    await booked(page);
    expect(new Set(site.world.posts.map(({ key }) => key)).size).toBe(1);
    expect(site.world.posts).toHaveLength(2);
  });

  it('whose unseen field something filled in says so kindly, and empties it', async () => {
    const { page, faults } = await open(details);
    await enhanced(page);
    await fillIn(page);
    const unseen = page.locator('input[name=website]');
    await unseen.evaluate((field: HTMLInputElement) => {
      field.value = 'https://example.com';
    });
    site.world.invalid = { field: 'website', message: 'No.' };
    await book(page);
    await page.getByRole('alert').getByText('A field that people don’t see had been filled in').waitFor();
    expect(await faults()).toEqual([]);
    expect(site.world.posts[0]?.body).toMatchObject({ website: 'https://example.com' });
    site.world.invalid = null;
    await book(page);
    await booked(page);
    expect(site.world.posts[1]?.body).not.toHaveProperty('website');
  });

  it('asks to tick a box, not to answer it', async () => {
    site.world.page = {
      questions: [{ id: 'terms', label: 'I agree', kind: 'checkbox', required: true, choices: [] }],
    };
    const { page } = await open(details);
    await enhanced(page);
    await nameField(page).fill('Asha Rai');
    await emailField(page).fill('asha@example.com');
    await book(page);
    await page.getByText('Tick this box to go on.').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('field-answer.terms');
  });
});
