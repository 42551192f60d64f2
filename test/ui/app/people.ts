import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { defaultLink } from '../main-job/api.ts';
import type { Stage } from '../main-job/stage.ts';

/** What people do on the full page, and before it. */

export const userIn = ({ company }: Sandbox, zone: string): number => {
  const user = company.users.find(({ timezone_name }) => timezone_name === zone);
  if (!user) throw new Error(`Nobody is in ${zone}`);
  return user.id;
};

/** Allows what is asked for at `start`, by the requests that a person's clicks make, and draws no page meanwhile. */
const agree = async (page: Page, crm: string, start: string): Promise<void> => {
  const { request } = page.context();
  const asked = new URL((await request.get(start)).url());
  const form = { ...Object.fromEntries(asked.searchParams), answer: 'allow' };
  const reply = await request.post(`${crm}/oauth/consent`, { form });
  if (!reply.ok()) throw new Error(`Allowing it ended with ${reply.status()} at ${reply.url()}`);
};

/** The browser's user is this one in the CRM from now on. */
const becomes = async (page: Page, crm: string, user: number): Promise<void> => {
  await page.context().request.get(`${crm}/?user=${user}`);
};

/** Makes the browser's user somebody in the CRM, and the app known to them, without a session here. */
export const installAs = async (page: Page, crm: string, user: number): Promise<void> => {
  await becomes(page, crm, user);
  const market = await page.context().request.get(`${crm}/marketplace`);
  const [, start] = /href="([^"]+)">Install now</.exec(await market.text()) ?? [];
  if (!start) throw new Error('The Marketplace doesn’t offer the app');
  await agree(page, crm, start);
};

/** From the page that asks for it to the page that was wanted, as a user who has the app. */
export const signIn = async (page: Page, button = 'Sign in with Pipedrive'): Promise<void> => {
  await page.getByRole('link', { name: button }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
};

/** Opens a path of the full page for a user who has the app, and signs in without being asked. */
export const openApp = async (page: Page, stage: Stage, user: number, path = '/app'): Promise<void> => {
  const { appOrigin, sandbox } = stage.demo;
  await becomes(page, sandbox.origin, user);
  await agree(page, sandbox.origin, `${appOrigin}/oauth/start?return=${encodeURIComponent(path)}`);
  await page.goto(appOrigin + path);
  await page.locator('.app-bar-name').waitFor();
};

/** A guest takes the first free time; answers the meeting's id and the guest's manage page. */
export const bookFirst = async (
  stage: Stage,
  user: number,
  name: string,
): Promise<{ id: string; manageUrl: string }> => {
  const { slug } = await defaultLink(stage.demo, user);
  const { appOrigin } = stage.demo;
  const today = Temporal.Now.plainDateISO('UTC');
  const query = new URLSearchParams({ from: `${today}`, to: `${today.add({ days: 14 })}`, zone: 'America/St_Johns' });
  const { starts } = (await (await fetch(`${appOrigin}/b/${slug}/slots?${query}`)).json()) as { starts: string[] };
  const reply = await fetch(`${appOrigin}/b/${slug}/bookings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ start: starts[0], name, email: 'guest@ferns.example', zone: 'America/St_Johns' }),
  });
  if (reply.status !== 201) throw new Error(`Booking answered ${reply.status}: ${await reply.text()}`);
  return (await reply.json()) as { id: string; manageUrl: string };
};
