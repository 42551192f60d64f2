import type { Demo } from '../../sandbox/assembly.ts';

/** The product's own API, for what has no button yet or would only repeat another test. */

export interface OwnLink {
  readonly slug: string;
  readonly version: number;
  readonly url: string;
}

/** null: there is nothing to read. */
export const askAs = async (
  demo: Demo,
  user: number,
  method: string,
  path: string,
  body?: object,
): Promise<unknown> => {
  const reply = await fetch(demo.appOrigin + path, {
    method,
    headers: {
      authorization: `Bearer ${demo.sandbox.signToken(user)}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
  return reply.status === 204 ? null : reply.json();
};

export const defaultLink = async (demo: Demo, user: number): Promise<OwnLink> => {
  const { links } = (await askAs(demo, user, 'GET', '/api/links')) as { links: OwnLink[] };
  const [link] = links;
  if (!link) throw new Error('No default link');
  return link;
};

export const changeLink = async (
  demo: Demo,
  user: number,
  { slug, version }: OwnLink,
  change: object,
): Promise<OwnLink> => (await askAs(demo, user, 'PATCH', `/api/links/${slug}`, { version, ...change })) as OwnLink;

export const trashLink = async (demo: Demo, user: number, { slug }: OwnLink): Promise<void> => {
  await askAs(demo, user, 'DELETE', `/api/links/${slug}`);
};
