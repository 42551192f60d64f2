/** Longest that our own pages have is a meeting's; what is longer isn't one of them. */
const LONGEST = 300;

/**
 * Where signing in leads back to: a path of our own full pages, or null. Whoever sends people here could name another site in it, in
 * all the ways that browsers read as one, so what isn't plainly a path of ours isn't followed.
 */
export const returnPath = (text: unknown): string | null => {
  if (typeof text !== 'string' || text.length > LONGEST || !/^\/app(?:[/?]|$)/.test(text)) return null;
  if (/\/\/|[^!-~]|[\\#]/.test(text)) return null;
  const url = URL.parse(text, 'https://own.invalid');
  // Unlike the text where it climbs out, as in `/app/../oauth/start`.
  return url?.pathname.match(/^\/app(?:\/|$)/) ? url.pathname + url.search : null;
};

/** The start of signing in, which comes back to a path of ours. */
export const signInUrl = (path: string): string => `/oauth/start?return=${encodeURIComponent(path)}`;
