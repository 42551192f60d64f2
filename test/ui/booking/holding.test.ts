import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { visitedSite } from './visits.ts';

const site = visitedSite();
const { open } = site;

const [start10, start1030] = ['2026-12-03T09:00:00.000Z', '2026-12-03T09:30:00.000Z'] as const;
/** As the first page chose it. */
const id = () => site.world.holds[0]?.hold ?? '';
/** 13:00 by the clock of Warsaw (+01:00). */
const noon = '2026-12-01T12:00:00Z';

const starts = () => site.world.holds.map(({ start }) => start);
const note = (page: Page) => page.locator('.hold > p').first();
const announced = (page: Page) => page.locator('.hold [role=status]');
const fillIn = async (page: Page) => {
  await page.getByLabel('Name', { exact: true }).fill('Asha Rai');
  await page.getByLabel('E-mail', { exact: true }).fill('asha@example.com');
  await page.getByLabel('11–50').check();
};

describe('the time that is being booked', () => {
  it('is held until an instant that is shown, and told of when it ends, without a word every second', async () => {
    const { page, complaints, faults } = await open(`/b/link?start=${start10}`, { stoppedAt: noon });
    await expect.poll(() => note(page).textContent()).toBe('This time is held for you until 13:10.');
    expect(await announced(page).textContent()).toBe('');
    await page.clock.runFor('08:15');
    await expect.poll(() => note(page).textContent()).toMatch(/^This time is held for you for another 1:4\d min\.$/);
    const said = await announced(page).textContent();
    expect(said).toBe('This time is held for you for two more minutes at most.');
    await page.clock.runFor('00:30');
    await expect.poll(() => note(page).textContent()).toMatch(/another 1:1\d min/);
    expect(await announced(page).textContent()).toBe(said);
    await page.clock.runFor('02:00');
    await expect.poll(() => announced(page).textContent()).toContain('This time is no longer held for you.');
    expect(starts()).toEqual([start10]);
    // Asked for again as soon as the guest does something.
    await page.getByLabel('Name', { exact: true }).fill('A');
    await expect.poll(() => note(page).textContent()).toMatch(/until 13:\d\d\.$/);
    expect(site.world.holds[1]).toEqual({ start: start10, hold: id() });
    await page.clock.resume();
    expect(await faults()).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('moves with another choice, is kept through a reload, given back on the way back and on leaving', async () => {
    site.world.taken.add(start10);
    const { page } = await open(`/b/link?date=2026-12-03`, { viewport: { width: 390, height: 500 } });
    await page.locator('.clock:not(.clock-waiting)').waitFor();
    site.world.taken.clear();
    await page.getByRole('link', { name: '10:30' }).click();
    await expect.poll(starts).toEqual([start1030]);
    const box = await page.locator('.chosen').boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(500);
    await note(page).getByText('is held').waitFor();
    // The page is rendered before the old one is left: to the server the time is somebody's, whoever's.
    site.world.rendersTaken = start1030;
    await page.reload();
    await note(page).getByText('is held').waitFor();
    expect(await page.getByText('That time has just been taken.').count()).toBe(0);
    site.world.rendersTaken = null;
    expect(site.world.holds[1]).toEqual({ start: start1030, hold: id() });
    site.world.releases.length = 0;
    // As the browser does where it keeps the page for coming back.
    await page.evaluate(() => {
      for (const type of ['pagehide', 'pageshow']) dispatchEvent(new PageTransitionEvent(type, { persisted: true }));
    });
    await expect.poll(() => site.world.holds.slice(2)).toEqual([{ start: start1030, hold: id() }]);
    await note(page).getByText('is held').waitFor();
    expect(site.world.releases).toEqual([id()]);
    site.world.releases.length = 0;
    await page.getByRole('link', { name: 'Change time' }).click();
    await expect.poll(() => site.world.releases).toEqual([id()]);
    await expect.poll(() => site.world.slotRequests.some(url => url.includes(`hold=${id()}`))).toBe(true);
    await page.getByRole('link', { name: '11:00' }).click();
    await note(page).getByText('is held').waitFor();
    await page.goto('about:blank');
    await expect.poll(() => site.world.releases).toEqual([id(), site.world.holds.at(-1)?.hold]);
  });

  it('is the guest’s own in another tab of the browser too, which a time of somebody else’s isn’t', async () => {
    const first = await open(`/b/link?start=${start10}`);
    await note(first.page).getByText('is held').waitFor();
    expect(id()).toMatch(/^[1-9a-g]{32}$/);
    site.world.rendersTaken = start10;
    const second = await first.page.context().newPage();
    await second.goto(`${site.url}/b/link?start=${start10}`);
    await note(second).getByText('is held').waitFor();
    expect(site.world.holds).toEqual([
      { start: start10, hold: id() },
      { start: start10, hold: id() },
    ]);
    site.world.rendersTaken = start1030;
    await second.goto(`${site.url}/b/link?start=${start1030}`);
    await second.getByRole('alert').getByText('That time has just been taken.').waitFor();
  });

  it('goes to the booking with what was typed, and isn’t given back then', async () => {
    const { page } = await open(`/b/link?start=${start10}`);
    await note(page).getByText('is held').waitFor();
    expect(await page.locator('input[name=hold]').inputValue()).toBe(id());
    await fillIn(page);
    await page.getByRole('button', { name: 'Book the meeting' }).click();
    await page.getByRole('heading', { name: 'You’re booked' }).waitFor();
    expect(site.world.posts[0]?.body).toMatchObject({ start: start10, hold: id() });
    expect(site.world.releases).toEqual([]);
  });

  it('is said to be taken at once, with the nearest, which one request holds; the form stays as it is', async () => {
    const { page, faults } = await open(`/b/link?start=${start10}`, { stoppedAt: noon });
    await note(page).getByText('is held').waitFor();
    await fillIn(page);
    await page.clock.runFor('15:00');
    site.world.taken.add(start10);
    await page.getByLabel('Name', { exact: true }).press('End');
    await page.getByRole('alert').getByText('That time has just been taken.').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('field-name');
    await page.clock.resume();
    expect(await faults()).toEqual([]);
    const before = site.world.holds.length;
    await page.getByRole('radio', { name: /10:30/ }).check();
    expect(await page.getByRole('alert').count()).toBe(0);
    await expect.poll(() => site.world.holds.slice(before)).toEqual([{ start: start1030, hold: id() }]);
    await page.getByRole('button', { name: 'Book the meeting' }).click();
    await page.getByRole('heading', { name: 'You’re booked' }).waitFor();
    expect(site.world.posts[0]?.body).toMatchObject({ start: start1030, name: 'Asha Rai', answers: { size: '11–50' } });
  });

  it('is booked without a hold where there is none to be had, and quietly said not to be reserved', async () => {
    site.world.holdRefusal = { status: 429, code: 'too_many_requests' };
    const { page } = await open(`/b/link?start=${start10}`);
    await expect.poll(starts).toEqual([start10]);
    await fillIn(page);
    await expect.poll(() => note(page).textContent()).toBe('This time isn’t reserved until you book it.');
    expect(await announced(page).textContent()).toBe('');
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.getByRole('button', { name: 'Book the meeting' }).click();
    await page.getByRole('heading', { name: 'You’re booked' }).waitFor();
    expect(site.world.posts[0]?.body).not.toHaveProperty('hold');
  });

  it('is neither held nor to be booked on a link that has closed meanwhile, which is said in full', async () => {
    const { page, faults } = await open(`/b/link?start=${start10}`, { stoppedAt: noon });
    await note(page).getByText('is held').waitFor();
    site.world.holdRefusal = { status: 409, code: 'link_closed' };
    await page.clock.runFor('01:30');
    await page.getByLabel('Name', { exact: true }).fill('A');
    await page.getByRole('alert').getByText('The link was for one meeting.').waitFor();
    expect(await page.locator('.hold, button[type=submit]').count()).toBe(0);
    await page.clock.resume();
    expect(await faults()).toEqual([]);
  });

  it('isn’t held by a preview', async () => {
    site.world.page = { preview: true, previewToken: 'token-of-a-host' };
    const { page } = await open(`/b/link?start=${start10}&preview=token-of-a-host`);
    await page.locator('form[novalidate]').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('A');
    await page.getByRole('link', { name: 'Change time' }).click();
    await page.getByRole('link', { name: '11:00' }).click();
    await page.getByRole('heading', { name: 'Your details' }).waitFor();
    expect(starts()).toEqual([]);
    expect(await page.locator('.hold').count()).toBe(0);
  });
});
