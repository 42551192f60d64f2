import type { FastifyRequest } from 'fastify';

/** Whether nothing that the browser says of a request's origin speaks against one of our own pages. Not all browsers say something. */
export const isSameOrigin = ({ headers }: FastifyRequest, publicUrl: string): boolean => {
  const { origin, 'sec-fetch-site': site } = headers;
  return (origin === undefined || origin === publicUrl) && (site === undefined || site === 'same-origin');
};
