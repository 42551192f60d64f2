import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { SandboxDeal, SandboxPerson } from '../../sandbox/company.ts';
import { installAs, userIn } from '../app/people.ts';
import { deed } from '../availability/host.ts';
import { surfaceIn } from '../main-job/host.ts';
import { createStage, faultsOf, picture, type Stage } from '../main-job/stage.ts';
import { clickAt, mondayAhead, showDate } from '../pick-times/acts.ts';

/** Beside a deal: a link and times for its person, pasted, clicked and booked, in a real browser against the whole product. */

vi.setConfig({ testTimeout: 30_000 });

const zone = 'Asia/Kathmandu';
const soon = { timeout: 10_000, interval: 50 };

let stage: Stage;
let crm: string;
let page: Page;
let deal: SandboxDeal;
let person: SandboxPerson;
let who: string;

beforeAll(async () => {
  stage = await createStage();
  const { sandbox } = stage.demo;
  crm = sandbox.origin;
  const found = [...sandbox.company.deals.values()].find(({ person_id, status }) => person_id && status === 'open');
  const known = sandbox.company.persons.get(found?.person_id ?? 0);
  if (!(found && known)) throw new Error('The sample has an open deal with a person');
  [deal, person] = [found, known];
  who = `${person.name} · Deal: ${deal.title}`;
  page = await stage.visitor({ timezoneId: 'America/St_Johns' });
  await installAs(page, crm, userIn(sandbox, zone));
});
afterAll(() => stage?.close());

const panelOf = async (path: string): Promise<Frame> => {
  await page.goto(`${crm}/${path}`);
  const panel = await surfaceIn(page, '.panel-frame');
  await panel
    .getByRole('button', { name: /^Copy link: / })
    .first()
    .waitFor();
  return panel;
};

const personalButton = (panel: Frame) => panel.getByRole('button', { name: /^Copy personal link: / }).first();

/** Where the links of what was pasted into the CRM's composer lead. */
const pasted = async (): Promise<string[]> => {
  const rich = page.getByRole('textbox', { name: 'Message', exact: true });
  await rich.focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+V');
  return rich.locator('a').evaluateAll(all => all.map(one => (one as HTMLAnchorElement).href));
};

/** A part of the scheduler, in the modal that the panel opens. */
const openFrom = async (panel: Frame, way: string): Promise<Frame> => {
  await panel.getByRole('button', { name: way, exact: true }).click();
  return surfaceIn(page, '.modal-frame');
};

test('the link is copied by one click, says for whom, and says nothing of them in its address', async () => {
  const panel = await panelOf(`deal/${deal.id}`);
  await picture(page, 'personal-01-deal');
  await personalButton(panel).click();
  await page.locator('.snackbar', { hasText: `Personal link for ${who} copied.` }).waitFor();
  const [address = ''] = await pasted();
  expect(address).toMatch(/^http:\/\/localhost:\d+\/i\/[1-9A-HJ-NP-Za-km-z]{22}$/);
  expect(await faultsOf(panel)).toEqual([]);

  const guest = await stage.visitor({ timezoneId: 'Europe/Warsaw' });
  await guest.goto(address);
  await guest
    .getByText(person.name.split(' ')[0] ?? '')
    .first()
    .waitFor();
});

test('picked times are for the deal’s person by default: a click, a confirmation, and the activity stands on that deal', async () => {
  const frame = await openFrom(await panelOf(`deal/${deal.id}`), 'Pick times');
  await frame.getByRole('checkbox', { name: `Personal for ${who}` }).waitFor();
  expect(await frame.getByRole('checkbox', { name: `Personal for ${who}` }).isChecked()).toBe(true);
  const monday = mondayAhead(zone);
  await showDate(frame, monday);
  await clickAt(page, frame, monday, '18:00');
  await clickAt(page, frame, monday, '19:00');
  await picture(page, 'personal-02-picked');
  expect(await faultsOf(frame)).toEqual([]);
  await frame.getByRole('button', { name: 'Copy times', exact: true }).click();
  await page.locator('.snackbar', { hasText: '2 times copied.' }).waitFor();

  await page.goto(`${crm}/deal/${deal.id}`);
  const [time = '', , all = ''] = await pasted();
  expect([new URL(time).pathname, new URL(all).pathname]).toEqual([
    expect.stringMatching(/^\/t\//),
    expect.stringMatching(/^\/i\//),
  ]);

  const guest = await stage.visitor({ timezoneId: 'Europe/Warsaw' });
  await guest.goto(time);
  await guest.locator('#details-heading').waitFor();
  await picture(guest, 'personal-03-guest');
  await guest.getByRole('button', { name: 'Book the meeting' }).click();
  await guest.getByRole('heading', { name: 'You’re booked' }).waitFor();
  const booked = () =>
    [...stage.demo.sandbox.company.activities.values()].filter(({ subject }) => subject.endsWith(`– ${person.name}`));
  await expect.poll(() => booked().map(({ deal_id }) => deal_id), soon).toEqual([deal.id]);
});

test('Share shows it first, with its address and its times, which can be for anybody too', async () => {
  const frame = await openFrom(await panelOf(`deal/${deal.id}`), 'Manage availability');
  await deed(frame, 'Share', 'Meeting').first().click();
  const dialog = frame.getByRole('dialog');
  const section = dialog.getByRole('region', { name: `Personal link for ${who}` });
  await section.getByText(`Greets ${person.name} by name and books onto this deal.`).waitFor();
  const choice = dialog.getByRole('checkbox', { name: `Personal for ${who}` });
  await dialog.locator('.share-paper').waitFor();
  await picture(page, 'personal-04-share');
  expect(await faultsOf(frame)).toEqual([]);
  const address = (await section.locator('.share-url').textContent()) ?? '';
  const plainText = async (): Promise<string> => {
    await dialog.getByRole('radio', { name: 'Plain text' }).check();
    return (await dialog.locator('.share-text pre').textContent()) ?? '';
  };
  expect(await plainText()).toContain(`See all times: ${address}`);
  await choice.uncheck();
  await expect.poll(plainText, soon).toMatch(/See all times: \S+\/b\//);
});

test('where the CRM doesn’t show it, or doesn’t answer, that is said, and the plain link is offered', async () => {
  const panel = await panelOf(`deal/${deal.id}`);
  const answer = (status: number, problem: object) =>
    page.route('**/api/links/*/personal', route =>
      route.fulfill({ status, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
    );
  await answer(503, { code: 'busy' });
  await personalButton(panel).click();
  await panel.getByText('Pipedrive doesn’t answer, so there is no personal link at the moment.').waitFor();
  await page.unroute('**/api/links/*/personal');
  await answer(400, { code: 'invalid', field: 'deal' });
  await personalButton(panel).click();
  await panel.getByText('You can’t see this deal in Pipedrive').waitFor();
  await panel.getByRole('button', { name: 'Copy the plain link' }).click();
  await page.locator('.snackbar', { hasText: '“Meeting” copied.' }).waitFor();
  expect(await pasted()).toEqual([expect.stringMatching(/\/b\//)]);
  await page.unroute('**/api/links/*/personal');
});

test('with nobody in view there is none', async () => {
  await page.goto(`${crm}/mail`);
  await page.getByRole('button', { name: 'Apps' }).click();
  await page.locator('[data-open-window]').click();
  const float = await surfaceIn(page, '.window-frame');
  await float
    .getByRole('button', { name: /^Copy link: / })
    .first()
    .waitFor();
  expect(await personalButton(float).count()).toBe(0);
});
