import type { Frame, Page } from 'playwright-core';
import type { LinkReply, LinksReply } from '../../../server/http/host/schema.ts';
import type { Demo } from '../../sandbox/assembly.ts';
import { askAs } from '../main-job/api.ts';
import { openModal } from '../main-job/host.ts';

/** What a host does in *Manage availability*, and what of it our API is asked. */

export const openAvailability = async (page: Page, crm: string): Promise<Frame> => {
  const frame = await openModal(page, crm);
  await frame.locator('.workspace-head nav button').nth(2).click();
  await frame.locator('.availability-head').first().waitFor();
  return frame;
};

export const cardOf = (frame: Frame, name: string) =>
  frame.locator('.card', { has: frame.getByRole('heading', { name, exact: true }) });

export const switchOf = (frame: Frame, name: string) =>
  frame
    .getByRole('switch', { name: `Active: ${name}`, exact: true })
    .or(frame.getByRole('switch', { name: `Switched off: ${name}`, exact: true }));

export const deed = (frame: Frame, what: string, name: string) =>
  frame.getByRole('button', { name: `${what}: ${name}`, exact: true });

/** So many days from now, on a whole minute. */
export const inDays = (days: number, minutes = 0): string =>
  new Date(Math.trunc((Date.now() + days * 86_400_000) / 60_000 + minutes) * 60_000).toISOString();

export interface OwnApi {
  ask(method: string, path: string, body?: object): Promise<unknown>;
  links(): Promise<LinkReply[]>;
  /** Like the default link but for the change; answers what was saved. */
  add(name: string, change?: Partial<LinkReply>): Promise<LinkReply>;
  /** All but the oldest go to the trash; that one is switched on. */
  tidy(): Promise<LinkReply>;
}

export const apiOf = (demo: Demo, user: number): OwnApi => {
  const ask: OwnApi['ask'] = (method, path, body) => askAs(demo, user, method, path, body);
  const links = async () => ((await ask('GET', '/api/links')) as LinksReply).links;
  const oldest = async () => {
    const found = (await links()).at(-1);
    if (!found) throw new Error('No default link');
    return found;
  };
  return {
    ask,
    links,
    add: async (name, change = {}) => {
      const { offer, details, language } = await oldest();
      const body = { offer, language, active: true, ...change, details: { ...details, ...change.details, name } };
      return (await ask('POST', '/api/links', body)) as LinkReply;
    },
    tidy: async () => {
      const [, ...others] = (await links()).toReversed();
      for (const { slug } of others) await ask('DELETE', `/api/links/${slug}`);
      const { slug, version } = await oldest();
      return (await ask('PATCH', `/api/links/${slug}`, { version, active: true })) as LinkReply;
    },
  };
};
