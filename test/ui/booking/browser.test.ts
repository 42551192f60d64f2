import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { visitedSite } from './visits.ts';

const site = visitedSite();
const { open } = site;

/** The script has taken over once the clock can be chosen. */
const enhanced = (page: Page) => page.locator('.clock:not(.clock-waiting)').waitFor();

const timesOf = (page: Page) => page.locator('.time').allInnerTexts();

const fillIn = async (page: Page) => {
  await page.getByLabel('Name', { exact: true }).fill('Asha Rai');
  await page.getByLabel('E-mail', { exact: true }).fill('asha@example.com');
  await page.getByLabel('11–50').check();
  await page.getByLabel('I need an NDA first').check();
  await page.getByLabel('Anything to prepare').fill('Two of us');
  await page.getByText('Who else is coming?').click();
  await page.getByLabel('Their e-mail addresses').fill('bo@example.com;\ncy@example.com');
};

const submit = (page: Page) => page.getByRole('button', { name: 'Book the meeting' }).click();

const start10 = '2026-12-03T09:00:00.000Z';

describe('with script', () => {
  it('books a time in place, under the page’s own key', async () => {
    const { page, complaints } = await open('/b/link');
    await enhanced(page);
    await page.getByRole('link', { name: /^Friday,? 4 December, 8 free times$/ }).click();
    await page.getByRole('link', { name: '10:00' }).click();
    expect(new URL(page.url()).searchParams.get('start')).toBe('2026-12-04T09:00:00.000Z');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('details-heading');
    await fillIn(page);
    await submit(page);
    await page.getByRole('heading', { name: 'You’re booked' }).waitFor();
    expect(page.url()).toBe(`${site.url}/m/token?booked=1`);
    expect(site.world.posts).toEqual([
      {
        key: '0123456789abcdef0123456789abcdef',
        type: 'application/json',
        body: {
          start: '2026-12-04T09:00:00.000Z',
          name: 'Asha Rai',
          email: 'asha@example.com',
          zone: 'Europe/Warsaw',
          language: 'en',
          answers: { size: '11–50', nda: 'true' },
          notes: 'Two of us',
          colleagues: ['bo@example.com', 'cy@example.com'],
          hold: site.world.holds[0]?.hold,
        },
      },
    ]);
    expect(complaints).toEqual([]);
  });

  it('books nothing in a preview, which it stays wherever it leads, and says so in place of sending', async () => {
    site.world.page = { preview: true, previewToken: 'token-of-a-host' };
    const { page, complaints, faults } = await open('/b/link?preview=token-of-a-host');
    await enhanced(page);
    await page.getByText('Preview: this is what your guests see.').waitFor();
    expect(await faults()).toEqual([]);
    await page.getByRole('link', { name: /^Next month/ }).click();
    await page.getByRole('heading', { name: 'January 2027' }).waitFor();
    await expect.poll(() => site.world.slotRequests.length).toBeGreaterThan(0);
    expect(site.world.slotRequests.filter(url => !url.includes('preview=token-of-a-host'))).toEqual([]);
    await page.getByRole('link', { name: /^Previous month/ }).click();
    await page.getByRole('link', { name: '10:00' }).click();
    expect(new URL(page.url()).searchParams.get('preview')).toBe('token-of-a-host');
    await submit(page);
    await page.getByText('Enter your name.').waitFor();
    await fillIn(page);
    await submit(page);
    await page.getByRole('status').getByText('Nothing was booked.').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(await faults()).toEqual([]);
    expect(site.world.posts).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('goes back to the day by the browser’s own button, and forward to what was typed', async () => {
    const { page } = await open('/b/link');
    await enhanced(page);
    await page.getByRole('link', { name: '11:00' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Asha Rai');
    await page.goBack();
    await page.getByRole('heading', { name: 'Choose a day and time' }).waitFor();
    await page.goForward();
    await page.getByRole('heading', { name: 'Your details' }).waitFor();
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Asha Rai');
    await page.getByRole('link', { name: 'Change time' }).click();
    await page.getByRole('heading', { name: 'Choose a day and time' }).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('11:00');
  });

  it('keeps what was typed through a reload', async () => {
    const { page } = await open(`/b/link?start=${start10}`);
    await fillIn(page);
    await page.reload();
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Asha Rai');
    expect(await page.getByLabel('11–50').isChecked()).toBe(true);
    expect(await page.getByLabel('I need an NDA first').isChecked()).toBe(true);
  });

  it('offers the nearest times when the chosen one is taken, and books one of them with all that was typed', async () => {
    const { page, complaints } = await open(`/b/link?start=${start10}`);
    await fillIn(page);
    site.world.taken.add(start10);
    await submit(page);
    await page.getByText('That time has just been taken.').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('alert');
    const nearest = page.getByRole('radio', { name: /December 2026/ });
    expect(await nearest.count()).toBe(3);
    await page.getByRole('radio', { name: /10:30/ }).check();
    await expect.poll(() => page.locator('.chosen').textContent()).toContain('10:30');
    await submit(page);
    await page.getByRole('heading', { name: 'You’re booked' }).waitFor();
    const [first, second] = site.world.posts;
    expect(second?.body).toEqual({ ...first?.body, start: '2026-12-03T09:30:00.000Z' });
    expect(second?.key).not.toBe(first?.key);
    expect(complaints).toEqual([]);
  });

  it('says at the field what is wrong, there and by the server', async () => {
    const { page } = await open(`/b/link?start=${start10}`);
    await page.locator('form[novalidate]').waitFor();
    await fillIn(page);
    await page.getByLabel('E-mail', { exact: true }).fill('asha');
    await submit(page);
    await page.getByText('Enter an e-mail address such as name@example.com.').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('field-email');
    expect(site.world.posts).toEqual([]);
    await page.getByLabel('E-mail', { exact: true }).fill('asha@example.com');
    site.world.invalid = { field: 'answers.phone', message: 'No number.' };
    await submit(page);
    await page.getByText('Enter a phone number such as').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('field-answer.phone');
  });

  it('asks to choose first where the chosen time is gone, and offers the others in order with their ends', async () => {
    const { page } = await open(`/b/link?start=${start10}`);
    await page.locator('form[novalidate]').waitFor();
    await fillIn(page);
    site.world.taken.add(start10);
    await submit(page);
    await page.getByText('That time has just been taken.').waitFor();
    const offered = await page.locator('.nearest strong').allInnerTexts();
    expect(offered).toEqual(['09:00–09:30', '09:30–10:00', '10:30–11:00']);
    await submit(page);
    await page.getByText('Choose one of the times first.').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('field-start');
    expect(site.world.posts).toHaveLength(1);
    await page.getByRole('radio', { name: /10:30/ }).check();
    expect(await page.getByText('Choose one of the times first.').count()).toBe(0);
  });

  it('forgets an error once its field is changed, and looks at the address again on leaving it', async () => {
    const { page } = await open(`/b/link?start=${start10}`);
    await page.locator('form[novalidate]').waitFor();
    const email = page.getByLabel('E-mail', { exact: true });
    const fault = page.getByText('Enter an e-mail address such as');
    await email.fill('as');
    await email.blur();
    expect(await fault.count()).toBe(0);
    await fillIn(page);
    await email.fill('asha');
    await page.getByLabel('Their e-mail addresses').fill('bo@example.com, cy.example.com; di@example.com');
    await submit(page);
    await fault.waitFor();
    await page.getByText('“cy.example.com” isn’t an e-mail address.').waitFor();
    await email.fill('asha@');
    expect(await fault.count()).toBe(0);
    await page.getByText('“cy.example.com” isn’t an e-mail address.').waitFor();
    await email.blur();
    await fault.waitFor();
    await email.fill('asha@example.com');
    await email.blur();
    expect(await fault.count()).toBe(0);
  });

  it('leads to the own meeting on going back after booking it, and lets another time be chosen', async () => {
    const { page } = await open('/b/link');
    await enhanced(page);
    await page.getByRole('link', { name: '10:00' }).click();
    await fillIn(page);
    await submit(page);
    await page.getByRole('heading', { name: 'You’re booked' }).waitFor();
    site.world.taken.add(start10);
    await page.goBack();
    await page.getByText('You have booked this time.').waitFor();
    expect(await page.getByText('That time has just been taken.').count()).toBe(0);
    expect(await page.getByRole('link', { name: 'See your meeting' }).getAttribute('href')).toBe('/m/token');
    await page.getByRole('link', { name: '11:00' }).click();
    await page.getByRole('heading', { name: 'Your details' }).waitFor();
    await fillIn(page);
    await submit(page);
    await page.getByRole('heading', { name: 'You’re booked' }).waitFor();
    const [first, second] = site.world.posts;
    expect(second?.body.start).toBe('2026-12-03T10:00:00.000Z');
    expect(second?.body.start).not.toBe(first?.body.start);
  });

  it('shows the details of a time that was booked and given back', async () => {
    const { page } = await open(`/b/link?start=${start10}`);
    await page.evaluate(
      ([path, start]) => sessionStorage.setItem(`booked ${path}`, JSON.stringify({ start, manageUrl: '/m/token' })),
      ['/b/7kQx2mNpR4sT', start10],
    );
    await page.reload();
    await page.locator('form[novalidate]').waitFor();
    expect(await page.getByText('You have booked this time.').count()).toBe(0);
  });

  it('tells by whose clock the times are once that has changed', async () => {
    const { page } = await open('/b/link', { timezoneId: 'America/St_Johns' });
    await page.getByText('Times are now shown in St. John’s time, GMT−3:30.').waitFor({ state: 'attached' });
    expect((await timesOf(page))[0]).toBe('4:30');
    const { page: same } = await open('/b/link');
    await enhanced(same);
    expect(await same.locator('main > [role=status]').textContent()).toBe('');
  });

  it('keeps the form when the network fails, and tries again under the same key', async () => {
    const { page } = await open(`/b/link?start=${start10}`);
    await fillIn(page);
    site.world.dropped = 1;
    await page.context().setOffline(true);
    await submit(page);
    await page.getByText('The booking couldn’t be sent.').waitFor();
    await page.context().setOffline(false);
    await submit(page);
    await expect.poll(() => site.world.posts.length).toBe(1);
    await page.getByText('The booking couldn’t be sent.').waitFor();
    await submit(page);
    await page.getByRole('heading', { name: 'You’re booked' }).waitFor();
    expect(site.world.posts).toHaveLength(2);
    expect(new Set(site.world.posts.map(({ key }) => key)).size).toBe(1);
    expect(new Set(site.world.posts.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  });

  it('shows the times by the guest’s own clock', async () => {
    const { page, complaints } = await open('/b/link', { timezoneId: 'Asia/Kathmandu' });
    await enhanced(page);
    await expect.poll(() => timesOf(page)).toContain('13:45');
    await page.getByText('Times in Kathmandu time, GMT+5:45').waitFor();
    expect(site.world.slotRequests[0]).toBe(
      '/b/7kQx2mNpR4sT/slots?from=2026-12-01&to=2026-12-31&zone=Asia%2FKathmandu',
    );
    expect(complaints).toEqual([]);
  });

  it('regroups the times when another zone is chosen by search', async () => {
    const { page } = await open('/b/link?date=2026-12-03');
    await enhanced(page);
    expect((await timesOf(page))[0]).toBe('9:00');
    await page.getByText('Times in Warsaw time').click();
    await page.getByRole('combobox', { name: 'Search by city or offset' }).fill('+5:45');
    await page.keyboard.press('Enter');
    await page.getByText('Times in Kathmandu time, GMT+5:45').waitFor();
    expect((await timesOf(page))[0]).toBe('13:45');
    expect(new URL(page.url()).searchParams.get('zone')).toBe('Asia/Kathmandu');
    // 9:00 (+01:00) on the 3rd in Warsaw is 22:00 (−10:00) on the 2nd in Honolulu.
    await page.getByText('Times in Kathmandu time').click();
    await page.getByRole('combobox', { name: 'Search by city or offset' }).fill('honol');
    await page.getByRole('option', { name: /^Honolulu/ }).click();
    await page.getByRole('heading', { name: /2 December/ }).waitFor();
    expect((await timesOf(page))[0]).toBe('22:00');
  });

  it('turns months with one request each, and leads past an empty one', async () => {
    const { page } = await open('/b/link');
    await enhanced(page);
    await page.getByRole('link', { name: 'Next month: January 2027' }).click();
    await page.getByText('No free times in January 2027.').waitFor();
    await page.getByRole('link', { name: 'Next free times: February 2027' }).click();
    await page.getByRole('heading', { name: /8 February/ }).waitFor();
    const asked = site.world.slotRequests.map(url => url.match(/from=([\d-]+)/)?.[1]);
    expect(asked).toEqual(['2027-01-01', '2027-02-01']);
  });

  it('says when a month can’t be loaded, and loads it on request', async () => {
    site.world.slotsFail = true;
    const { page } = await open('/b/link');
    await enhanced(page);
    await page.getByRole('link', { name: /^Next month/ }).click();
    await page.getByText('The times couldn’t be loaded.').waitFor();
    site.world.slotsFail = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('No free times in January 2027.').waitFor();
  });

  it('changes between twelve and twenty-four hours, and remembers', async () => {
    const { page } = await open('/b/link');
    await enhanced(page);
    await page.getByRole('button', { name: '12 h' }).click();
    expect((await timesOf(page))[0]).toBe('9:00 am');
    await page.reload();
    await enhanced(page);
    expect((await timesOf(page))[0]).toBe('9:00 am');
  });

  it('works by keyboard alone', async () => {
    const { page } = await open('/b/link');
    await enhanced(page);
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const focused = () => page.evaluate(() => document.querySelector(':focus')?.textContent ?? '');
    const tabTo = async (text: RegExp) => {
      for (let tabs = 0; tabs < 20 && !text.test(await focused()); tabs++) await press('Tab');
    };
    await tabTo(/3 December/);
    await press('ArrowRight', 'ArrowDown');
    expect(await focused()).toMatch(/11 December, 8 free times/);
    await press('ArrowRight');
    expect(await focused()).toMatch(/12 December, no free times/);
    await press('ArrowLeft', 'Enter');
    await page.getByRole('heading', { name: /11 December/ }).waitFor();
    await press('PageDown');
    await expect.poll(focused).toMatch(/1 January/);
    await press('PageUp');
    await expect.poll(focused).toMatch(/1 December/);
    await press('ArrowDown', 'Enter');
    await tabTo(/^9:30$/);
    await press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('details-heading');
    await page.getByLabel('Name', { exact: true }).focus();
    await page.keyboard.type('Asha Rai');
    await press('Tab');
    await page.keyboard.type('asha@example.com');
    await press('Tab', 'Space');
    await page.getByLabel('E-mail', { exact: true }).focus();
    await press('Enter');
    await page.getByRole('heading', { name: 'You’re booked' }).waitFor();
    expect(site.world.posts[0]?.body).toMatchObject({ start: '2026-12-08T08:30:00.000Z', answers: { size: '1–10' } });
  });

  it('shifts nothing while it takes over', async () => {
    const { page } = await open('/b/link', { timezoneId: 'Asia/Kathmandu', viewport: { width: 400, height: 800 } });
    await page.getByText('Times in Kathmandu time').waitFor();
    const shift = await page.evaluate(
      () =>
        new Promise<number>(resolve => {
          let sum = 0;
          new PerformanceObserver(list => {
            for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
          }).observe({ type: 'layout-shift', buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
        }),
    );
    expect(shift).toBeLessThan(0.02);
  });
});

describe('without script', () => {
  const plain = { javaScriptEnabled: false };

  it('books by links and forms alone', async () => {
    const { page } = await open('/b/link', plain);
    await page.getByRole('link', { name: /^Friday,? 4 December, 8 free times$/ }).click();
    await page.getByRole('link', { name: '10:00' }).click();
    await fillIn(page);
    await submit(page);
    await page.getByRole('heading', { name: 'You’re booked' }).waitFor();
    expect(site.world.posts).toMatchObject([
      {
        type: 'application/x-www-form-urlencoded',
        body: {
          start: '2026-12-04T09:00:00.000Z',
          name: 'Asha Rai',
          zone: 'Europe/Warsaw',
          'answer.size': '11–50',
          'answer.nda': 'true',
          colleagues: 'bo@example.com;\r\ncy@example.com',
          key: '0123456789abcdef0123456789abcdef',
        },
      },
    ]);
  });

  it('keeps what was typed when the time is taken, and books another', async () => {
    const { page } = await open(`/b/link?start=${start10}`, plain);
    await fillIn(page);
    site.world.taken.add(start10);
    await submit(page);
    await page.getByText('That time has just been taken.').waitFor();
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Asha Rai');
    await page.getByRole('radio', { name: /10:30/ }).check();
    await submit(page);
    await page.getByRole('heading', { name: 'You’re booked' }).waitFor();
    expect(site.world.posts[1]?.body).toMatchObject({ start: '2026-12-03T09:30:00.000Z', 'answer.size': '11–50' });
  });

  it('changes the zone by a form', async () => {
    const { page } = await open('/b/link', plain);
    await page.getByText('Times in Warsaw time').click();
    await page.getByLabel('Change time zone').selectOption({ label: 'GMT+5:45 Kathmandu' });
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByText('Times in Kathmandu time, GMT+5:45').waitFor();
    expect((await timesOf(page))[0]).toBe('13:45');
  });

  it('moves and cancels by forms', async () => {
    const { page } = await open('/m/token', plain);
    await page.getByRole('link', { name: 'Move', exact: true }).click();
    await page.getByRole('link', { name: /^Monday,? 7 December,/ }).click();
    await page.getByRole('link', { name: '14:45' }).click();
    await page.getByRole('button', { name: 'Move the meeting' }).click();
    await page.getByRole('link', { name: 'Cancel', exact: true }).click();
    await page.getByLabel('A reason for your host').fill('Travelling');
    await page.getByRole('button', { name: 'Cancel the meeting' }).click();
    await expect
      .poll(() => site.world.actions)
      .toEqual([
        { action: 'move', start: '2026-12-07T09:00:00.000Z' },
        { action: 'cancel', reason: 'Travelling' },
      ]);
  });
});

describe('a booked meeting, with script', () => {
  it('is moved to another month, by another clock, without leaving the page', async () => {
    const { page, complaints } = await open('/m/token?move=1');
    await enhanced(page);
    await page.getByText('Times in Kathmandu time').click();
    await page.getByRole('combobox').fill('london');
    await page.getByRole('option', { name: 'London' }).click();
    await page.getByRole('link', { name: 'Next month: January 2027' }).click();
    await page.getByRole('link', { name: 'Next free times: February 2027' }).click();
    await page.getByRole('link', { name: '8:00' }).click();
    await page.getByText('London time, GMT').last().waitFor();
    await page.getByRole('button', { name: 'Move the meeting' }).click();
    await expect.poll(() => site.world.actions).toEqual([{ action: 'move', start: '2027-02-08T08:00:00.000Z' }]);
    expect(complaints).toEqual([]);
  });

  it('no longer offers to undo once the time for it has passed', async () => {
    site.world.manage = { state: 'cancelled', undoUntil: '2026-12-01T12:10:00.000Z' };
    const { page } = await open('/m/token', { at: '2026-12-01T12:11:00Z' });
    await expect.poll(() => page.getByRole('button', { name: 'Undo the cancellation' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Book another time' }).waitFor();
  });
});
