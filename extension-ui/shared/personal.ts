import { useEffect, useMemo } from 'preact/hooks';
import type { LinkReply, PersonalReply } from '../../server/http/host/schema.ts';
import type { Api, ApiFailure } from './api.ts';
import { useFailureText } from './gate.tsx';
import { type MailTime, mailTimes } from './mail-time.ts';
import { personalBody, type RecordInView } from './record-in-view.ts';
import { createResource, type Resource } from './resource.ts';
import { useSession } from './session.ts';
import type { Words } from './words/words.ts';

/** `Anna Nowak · Deal: Big order`; of an organisation, or where nothing more is known, `this deal`. */
export const whoOf = (made: PersonalReply | null, { resource }: RecordInView, words: Words): string => {
  const { deal, these } = words.personal;
  const known = [made?.name ?? '', made?.title ? deal(made.title) : ''].filter(Boolean);
  return known.length > 0 ? known.join(' · ') : these[resource];
};

/** Whether it is the record in view that this host can't see. */
export const isUnseen = ({ code, problem }: ApiFailure, { resource }: RecordInView): boolean =>
  code === 'invalid' && (problem.field === resource || problem.field === `personal.${resource}`);

/** Why there is no personal link, and that the plain one is still to be had. */
export const personalFailure = (
  failure: ApiFailure,
  record: RecordInView,
  words: Words,
  explain: (failure: ApiFailure) => string,
): string => {
  if (isUnseen(failure, record)) return words.personal.unseen[record.resource];
  // What the server is told by a CRM that doesn't answer.
  return failure.code === 'busy' ? words.personal.noAnswer : explain(failure);
};

export const usePersonalFailureText = (): ((failure: ApiFailure) => string) => {
  const { record, words } = useSession();
  const explain = useFailureText();
  return failure => (record ? personalFailure(failure, record, words.value, explain) : explain(failure));
};

/** The personal link for what is in view; null where there is nothing in view, or no link. */
export const usePersonal = (slug: string | null): Resource<PersonalReply> | null => {
  const { api, record } = useSession();
  const made = useMemo(
    () => (record && slug !== null ? createResource(() => api.personalLink(slug, personalBody(record))) : null),
    [api, record, slug],
  );
  useEffect(() => void made?.load(), [made]);
  return made;
};

export interface Addressed {
  readonly link: LinkReply;
  readonly times: readonly MailTime[];
}

/** As many as the server gives addresses for at once. */
const MOST = 100;

/** A link, and times of it, with the addresses that stand for what is in view. @throws ApiFailure */
export const madePersonal = async (
  api: Pick<Api, 'timeUrls'>,
  { link, times }: Addressed,
  record: RecordInView,
): Promise<Addressed> => {
  const starts = times.map(({ start }) => start);
  const urls: string[] = [];
  let url = link.url;
  let from = 0;
  do {
    const body = { starts: starts.slice(from, from + MOST), personal: personalBody(record) };
    const reply = await api.timeUrls(link.slug, body);
    url = reply.url;
    urls.push(...reply.urls);
    from += MOST;
  } while (from < starts.length);
  return { link: { ...link, url }, times: mailTimes({ starts, urls }) };
};
