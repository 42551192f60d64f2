import type { BookPage } from '../../server/http/guest/page.ts';
import type { SlotsReply } from '../../server/http/guest/schema.ts';
import { address } from './address.ts';
import { lastDate } from './dates.ts';
import { keptHold } from './hold/kept-hold.ts';

/** On a slow phone a reply may take long; a request that takes longer than this is given up and may be repeated. */
export const patienceMs = 20_000;

/** Free starts of one month in the zone. Throws whatever went wrong. */
export const fetchMonth = async (
  { path, previewToken }: Pick<BookPage, 'path' | 'previewToken'>,
  month: string,
  zone: string,
): Promise<SlotsReply> => {
  const query = { from: month, to: lastDate(month), zone, preview: previewToken, hold: keptHold(path) };
  const reply = await fetch(address(`${path}/slots`, query), {
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(patienceMs),
  });
  if (!reply.ok) throw new Error(`slots: ${reply.status}`);
  return reply.json();
};
