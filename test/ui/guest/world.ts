import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Catalogue } from '../../../extension-ui/booking/texts/catalogue.ts';
import type { LinkReply } from '../../../server/http/host/schema.ts';
import type { SandboxActivity } from '../../sandbox/company.ts';
import { sampleCompany } from '../../sandbox/sample.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { installAs, userIn } from '../app/people.ts';
import { apiOf, type OwnApi } from '../availability/host.ts';
import { createStage, type Stage } from '../main-job/stage.ts';

/** The whole product on a date of its own, so that wall times can be written out, and a host in Warsaw whose calendar is empty. */

/** A Tuesday. */
export const TODAY = Date.parse('2026-12-01T10:00:00+01:00');

export const soon = { timeout: 15_000, interval: 50 };

export interface World extends Pick<Stage, 'close'> {
  readonly demo: Stage['demo'];
  readonly sandbox: Sandbox;
  readonly host: { readonly id: number; readonly name: string; readonly email: string };
  readonly api: OwnApi;
  /** Mondays to Fridays, 9:00 to 17:00, every half hour. */
  readonly link: LinkReply;
  /** A person with a browser of their own, whose clock is the product's. */
  guest(options?: BrowserContextOptions): Promise<Page>;
  /** What the app has written into the CRM for this guest, deleted ones among them, the oldest first. */
  activitiesOf(guest: string): SandboxActivity[];
  /** Free starts, as the link's page asks for them. */
  freeOn(link: LinkReply, date: string): Promise<string[]>;
}

export const createWorld = async (): Promise<World> => {
  const ahead = TODAY - Date.now();
  const company = sampleCompany(TODAY);
  company.activities.clear();
  const stage = await createStage({
    standIn: { company, now: () => Date.now() + ahead },
    hasMovableClock: true,
    environment: { CLOCK_AHEAD: `${ahead}` },
  });
  const { demo } = stage;
  const { sandbox, appOrigin } = demo;
  const user = userIn(sandbox, 'Europe/Warsaw');
  await installAs(await stage.visitor(), sandbox.origin, user);
  const host = company.users.find(({ id }) => id === user);
  const api = apiOf(demo, user);
  const [link] = await api.links();
  if (!host || !link) throw new Error('The host has no link');
  return {
    demo,
    sandbox,
    host,
    api,
    link,
    guest: async options => {
      const page = await stage.visitor(options);
      if (options?.javaScriptEnabled !== false) await page.clock.install({ time: Date.now() + ahead });
      return page;
    },
    activitiesOf: guest => [...company.activities.values()].filter(({ subject }) => subject.endsWith(`– ${guest}`)),
    freeOn: async ({ slug }, date) => {
      const query = new URLSearchParams({ from: date, to: date, zone: 'Europe/Warsaw' });
      const reply = await fetch(`${appOrigin}/b/${slug}/slots?${query}`);
      return ((await reply.json()) as { starts: string[] }).starts;
    },
    close: () => stage.close(),
  };
};

/** As it counts in the CRM. */
export const startOf = ({ due_date, due_time }: SandboxActivity): string => `${due_date}T${due_time}.000Z`;

export const instant = (withOffset: string): string => new Date(withOffset).toISOString();

/** Without the marks that isolate directions, and with plain spaces. */
export const plain = (text: string | null): string =>
  (text ?? '')
    .replaceAll(/[\u2066-\u2069\u200e\u200f]/g, '')
    .replaceAll(/[\s\u00a0\u2009\u202f]+/g, ' ')
    .trim();

/** Each time that is named in full: its instant, and what is read; `9:00` or `09:00`, and a comma after a weekday, are the browser's business. */
export const timesNamed = async (page: Page): Promise<string[]> => {
  const found = await page
    .locator('time')
    .evaluateAll(times =>
      times.map(
        time => `${time.getAttribute('datetime')} ${[...time.children].map(part => part.textContent).join(', ')}`,
      ),
    );
  return found.map(text =>
    plain(text)
      .replaceAll(/(?<= |–)0(?=\d:)/g, '')
      .replace(/(?<=day),/, ''),
  );
};

/** Opens a day by how its accessible name begins, and one of its times by its whole one. */
export const chooseTime = async (page: Page, day: RegExp, time: string): Promise<void> => {
  const link = page.getByRole('grid').or(page.getByRole('table')).getByRole('link', { name: day });
  if ((await link.getAttribute('aria-current')) !== 'true') await link.click();
  await link.and(page.locator('[aria-current=true]')).waitFor();
  await page.getByRole('link', { name: time, exact: true }).click();
  await page.locator('.when').first().waitFor();
};

export const fillIn = async (page: Page, words: Catalogue, name: string, email: string): Promise<void> => {
  await page.getByLabel(words.name, { exact: true }).fill(name);
  await page.getByLabel(words.email, { exact: true }).fill(email);
};
