import type { NextTimesReply } from '../../server/http/host/schema.ts';

/** A start as it stands in a mail. */
export interface MailTime {
  /** ISO 8601. */
  readonly start: string;
  /** Signed by the server: opens the page at it, for as long as it is sent around. */
  readonly url: string;
}

/** Each start with its own address; one without an address would lead nowhere, and is left out. */
export const mailTimes = ({ starts, urls }: Pick<NextTimesReply, 'starts' | 'urls'>): MailTime[] =>
  starts.flatMap((start, at) => {
    const url = urls[at];
    return url === undefined ? [] : [{ start, url }];
  });
