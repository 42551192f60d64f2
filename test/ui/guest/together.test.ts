import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { en } from '../../../extension-ui/booking/texts/en.ts';
import { enhanced } from '../main-job/guest.ts';
import { picture } from '../main-job/stage.ts';
import { createWorld, fillIn, instant, soon, startOf, timesNamed, type World } from './world.ts';

/** Guests who get into each other's way, and one whose connection fails: one meeting a time, one booking a guest, nothing typed is lost. */

vi.setConfig({ testTimeout: 60_000 });

let world: World;
/** Two people with a browser each. */
let ann: Page;
let bob: Page;

const zone = { timezoneId: 'Europe/Warsaw' };

beforeAll(async () => {
  world = await createWorld();
  [ann, bob] = await Promise.all([world.guest(zone), world.guest(zone)]);
});
afterAll(() => world?.close());

/** The first one of a day, which has its three nearest on one side. */
const first = instant('2026-12-03T09:00:00+01:00');
const nearest = ['09:30', '10:00', '10:30'].map(time => instant(`2026-12-03T${time}:00+01:00`));

const onDetails = async (page: Page, start: string): Promise<void> => {
  await page.goto(`${world.link.url}?start=${encodeURIComponent(start)}`);
  await page.locator('form[novalidate]').waitFor();
};

const bookButton = (page: Page) => page.getByRole('button', { name: en.book, exact: true });
const isBooked = (page: Page) => page.getByRole('heading', { name: en.booked, exact: true });
const justTaken = (page: Page) => page.getByRole('alert').getByText(en.slotTaken);

const offers = async (page: Page, start: string): Promise<boolean> => {
  await page.goto(`${world.link.url}?month=${start.slice(0, 7)}-01&date=${start.slice(0, 10)}`);
  await enhanced(page);
  return (await page.locator(`[data-start="${start}"]`).count()) === 1;
};

const startsOf = (...names: readonly string[]): string[] =>
  names.flatMap(name =>
    world
      .activitiesOf(name)
      .filter(({ is_deleted }) => !is_deleted)
      .map(startOf),
  );

test('two guests press at once for one time: one is booked, the other gets the nearest three, and keeps what was typed', async () => {
  const guests = [
    { page: ann, name: 'Ann Ek', email: 'ann@ekwood.example', notes: 'Bring the plans.\nAnd the second set.' },
    { page: bob, name: 'Bob Ash', email: 'bob@ashwood.example', notes: 'By phone, please.' },
  ];
  await Promise.all(
    guests.map(async ({ page, name, email, notes }) => {
      // Without holds both get as far as the button.
      await page.route('**/hold', route => route.abort());
      await onDetails(page, first);
      await fillIn(page, en, name, email);
      await page.getByLabel(en.notes).fill(notes);
      await page.getByText(en.inviteColleagues).click();
      await page.getByLabel(en.colleagues).fill(`friend.of.${email}`);
    }),
  );
  await Promise.all(guests.map(({ page }) => bookButton(page).click()));
  const ends = await Promise.all(
    guests.map(async guest => {
      await isBooked(guest.page).or(justTaken(guest.page)).waitFor();
      return { ...guest, won: await isBooked(guest.page).isVisible() };
    }),
  );
  const [winner, loser] = ends.toSorted((one, other) => Number(other.won) - Number(one.won));
  if (!winner || !loser) throw new Error('Two guests');
  expect([winner.won, loser.won]).toEqual([true, false]);

  const { page, name, email, notes } = loser;
  const choices = page.getByRole('radio');
  expect(await choices.evaluateAll(all => all.map(one => one.getAttribute('value')))).toEqual(nearest);
  const typed = [en.name, en.email, en.notes, en.colleagues];
  const values = await Promise.all(typed.map(label => page.getByLabel(label).first().inputValue()));
  expect(values).toEqual([name, email, notes, `friend.of.${email}`]);
  await picture(page, 'guest-just-taken');

  // Pressing without a choice books nothing.
  await bookButton(page).click();
  await page.getByText(en.chooseFirst).waitFor();
  await page.getByRole('radio', { name: /9:30/ }).check();
  await bookButton(page).click();
  await isBooked(page).waitFor();
  expect((await timesNamed(page))[0]).toContain('Thursday 3 December 2026, 9:30–10:00, Warsaw time, GMT+1');
  await expect.poll(() => startsOf(winner.name), soon).toEqual([first]);
  await expect.poll(() => startsOf(loser.name), soon).toEqual([nearest[0]]);
  expect(world.activitiesOf(loser.name)[0]?.participants).toHaveLength(2);
  expect(await world.freeOn(world.link, '2026-12-03')).toEqual(expect.arrayContaining(nearest.slice(1)));
  await Promise.all(guests.map(({ page }) => page.unroute('**/hold')));
});

test('while one guest fills in the form, the time isn’t free for another, who isn’t told why; it is when the first goes back', async () => {
  const wanted = instant('2026-12-04T14:00:00+01:00');
  const held = ann.getByText(/^This time is held for you until \d+:\d\d\.$/);
  const post = async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
    const reply = await fetch(world.link.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: reply.status, ...((await reply.json()) as { code: string; title: string }) };
  };
  const asking = { start: wanted, name: 'Cy Oak', email: 'cy@oak.example', zone: 'Europe/Warsaw' };

  await onDetails(ann, wanted);
  await held.waitFor();
  await fillIn(ann, en, 'Ann Ek', 'ann@ekwood.example');
  expect(await offers(bob, wanted)).toBe(false);
  const seen = async () => ({
    page: (await (await fetch(bob.url())).text()).replaceAll(/"idempotencyKey":"[^"]+"/g, ''),
    hold: await post('/hold', { start: wanted }),
    booking: await post('/bookings', asking),
  });
  const whileHeld = await seen();
  expect([whileHeld.hold.status, whileHeld.booking.status]).toEqual([409, 409]);

  await ann.getByRole('link', { name: en.changeTime }).click();
  await expect.poll(() => offers(bob, wanted), soon).toBe(true);

  await ann.locator(`[data-start="${wanted}"]`).click();
  await held.waitFor();
  expect(await ann.getByLabel(en.name, { exact: true }).inputValue()).toBe('Ann Ek');
  await bookButton(ann).click();
  await isBooked(ann).waitFor();
  // To others, a time that is held and one that is booked are the same to the letter.
  expect(await seen()).toEqual(whileHeld);

  // Nothing is left of the hold: given up, the time is another's at once.
  await ann.getByRole('link', { name: en.cancel, exact: true }).click();
  await ann.getByRole('button', { name: en.cancelConfirm }).click();
  await ann.getByRole('heading', { name: en.cancelled }).waitFor();
  expect(await offers(bob, wanted)).toBe(true);
});

test('a form that is sent without a connection, and then without a reply, is one booking in the end', async () => {
  const wanted = instant('2026-12-07T12:00:00+01:00');
  const bookings = /\/bookings$/;
  const keys: (string | undefined)[] = [];
  bob.on('request', request => {
    if (bookings.test(request.url())) keys.push(request.headers()['idempotency-key']);
  });
  await onDetails(bob, wanted);
  await fillIn(bob, en, 'Bob Birch', 'birch@ashwood.example');
  await bob.getByLabel(en.notes).fill('On the train.');
  const values = () =>
    Promise.all([en.name, en.email, en.notes].map(label => bob.getByLabel(label).first().inputValue()));
  const typed = ['Bob Birch', 'birch@ashwood.example', 'On the train.'];

  await bob.context().setOffline(true);
  await bob.getByRole('status').getByText(en.offline).waitFor();
  await bookButton(bob).click();
  await bob.getByRole('alert').getByText(en.unreachable).waitFor();
  expect(await values()).toEqual(typed);
  await picture(bob, 'guest-offline');
  expect(await world.freeOn(world.link, '2026-12-07')).not.toContain(wanted);
  await bob.context().setOffline(false);
  await bob.getByText(en.offline).waitFor({ state: 'detached' });

  // It arrives, and the reply doesn't.
  await bob.route(bookings, async route => {
    await route.fetch();
    await route.abort();
  });
  await bookButton(bob).click();
  await expect.poll(() => startsOf('Bob Birch'), soon).toEqual([wanted]);
  await bob.getByRole('alert').getByText(en.unreachable).waitFor();
  expect(await values()).toEqual(typed);
  await bob.unroute(bookings);

  await bookButton(bob).click();
  await isBooked(bob).waitFor();
  expect(keys).toHaveLength(3);
  expect(new Set(keys).size).toBe(1);
  await world.sandbox.settle();
  expect(startsOf('Bob Birch')).toEqual([wanted]);
  expect(
    world.sandbox.requests
      .of('POST', '/api/v2/activities')
      .filter(({ body }) => JSON.stringify(body).includes('Bob Birch')),
  ).toHaveLength(1);
  expect(world.demo.mailbox.mails('birch@ashwood.example')).toHaveLength(1);
});
