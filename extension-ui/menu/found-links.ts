import type { LinkReply } from '../../server/http/host/schema.ts';
import { plain } from '../shared/plain.ts';

/** Fewer are found by eye. */
export const FILTER_FROM = 8;

/** Links whose name has every typed word in it, whatever its accents. */
export const foundLinks = (links: readonly LinkReply[], typed: string): readonly LinkReply[] => {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return links;
  return links.filter(({ details }) => {
    const name = plain(details.name);
    return words.every(word => name.includes(word));
  });
};
