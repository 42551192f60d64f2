import type { FailureCode } from '../../server/failure.ts';
import type {
  ActivityTypesReply,
  CalendarReply,
  DraftReply,
  LinkBody,
  LinkChange,
  LinkReply,
  LinksReply,
  MeetingChange,
  MeetingChangeReply,
  MeetingReply,
  MeetingsReply,
  MeReply,
  NextTimesReply,
  OfferTimesBody,
  OfferTimesReply,
  PersonalBody,
  PersonalReply,
  PreviewReply,
  SettingsChange,
  TimeUrlsBody,
  TimeUrlsReply,
} from '../../server/http/host/schema.ts';
import type { Problem } from '../../server/http/problem-schema.ts';
import type { Authority } from './authority.ts';

const TIMEOUT_MS = 10_000;
/** Browsers let requests outlive their page up to 64 kB in all. */
const MOST_OUTLIVING = 48_000;

/** The server's codes, and what can go wrong before it answers. */
export type ApiCode = FailureCode | 'offline' | 'timeout' | 'no_token' | 'unreadable';

export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly code: ApiCode;
  /** What the server said of it: the field at fault, the current version, the active links. */
  readonly problem: Partial<Problem>;

  constructor(code: ApiCode, options: ErrorOptions & { readonly problem?: Partial<Problem> } = {}) {
    super(code, options);
    this.code = code;
    this.problem = options.problem ?? {};
  }
}

/** Whatever was thrown, as a failure that can be explained. */
export const asApiFailure = (error: unknown): ApiFailure =>
  error instanceof ApiFailure ? error : new ApiFailure('unreadable', { cause: error });

export interface AddedLink {
  readonly link: LinkReply;
  /** False: an earlier request with this key has made it. */
  readonly isNew: boolean;
}

/** The host's JSON routes. Every call throws `ApiFailure` and nothing else. Dates are `YYYY-MM-DD`, both inclusive. */
export interface Api {
  /** `told` whenever a request was refused since the host's authorisation is lost. */
  onPaused(told: () => void): void;

  me(): Promise<MeReply>;
  saveSettings(change: SettingsChange): Promise<MeReply>;
  /** Tries again at once what waits, and compares with the CRM. */
  retry(): Promise<MeReply>;
  disconnect(): Promise<void>;

  links(): Promise<LinksReply>;
  /** With the same key again no second link is made: the first is answered as it is by now. `key`: 16 to 200 characters, random. */
  addLink(link: LinkBody, key: string): Promise<AddedLink>;
  changeLink(slug: string, change: LinkChange): Promise<LinkReply>;
  trashLink(slug: string): Promise<void>;
  restoreLink(slug: string): Promise<LinkReply>;
  /** At most 30; `after` one start come those that follow it. */
  nextTimes(slug: string, count: number, after?: string): Promise<NextTimesReply>;
  preview(slug: string): Promise<PreviewReply>;
  /** The same of the same every time. Failing with `invalid`, it names what this host can't see in the CRM. */
  personalLink(slug: string, body: PersonalBody): Promise<PersonalReply>;
  /** Of at most 100 starts. */
  timeUrls(slug: string, body: TimeUrlsBody): Promise<TimeUrlsReply>;
  /** What would be offered with settings that aren't saved. */
  offerTimes(body: OfferTimesBody): Promise<OfferTimesReply>;
  activityTypes(): Promise<ActivityTypesReply>;

  /** null: there is none. */
  draft(name: string): Promise<DraftReply | null>;
  saveDraft(name: string, form: Record<string, unknown>): Promise<void>;
  dropDraft(name: string): Promise<void>;

  meetings(from: string, to: string): Promise<MeetingsReply>;
  calendar(from: string, to: string): Promise<CalendarReply>;
  meeting(id: string): Promise<MeetingReply>;
  changeMeeting(id: string, change: MeetingChange): Promise<MeetingChangeReply>;
  cancelMeeting(id: string, reason: string): Promise<MeetingReply>;
}

export interface ApiOptions {
  readonly authority: Authority;
  readonly fetch: typeof fetch;
}

interface How {
  /** Of a request that may be repeated where its answer is lost. */
  readonly key?: string;
  /** It goes through when the page is left at the same moment. */
  readonly keepalive?: boolean;
}

interface Sent extends How {
  readonly text: string | undefined;
}

const problemOf = async (reply: Response): Promise<ApiFailure> => {
  const problem = (await reply.json().catch(() => ({}))) as Partial<Problem>;
  const code = typeof problem.code === 'string' ? (problem.code as FailureCode) : 'unreadable';
  return new ApiFailure(code, { problem });
};

export const createApi = ({ authority, fetch }: ApiOptions): Api => {
  const toldOfPause = new Set<() => void>();
  const headers = async (refused?: Record<string, string>) => {
    try {
      return await authority.headers(refused);
    } catch (cause) {
      throw new ApiFailure('no_token', { cause });
    }
  };

  const attempt = async (
    method: string,
    path: string,
    signed: Record<string, string>,
    { text, key, keepalive = false }: Sent,
  ) => {
    try {
      return await fetch(path, {
        method,
        headers: {
          accept: 'application/json',
          ...(text === undefined ? {} : { 'content-type': 'application/json' }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
          ...signed,
        },
        ...(text === undefined ? {} : { body: text }),
        // In UTF-8 no character takes more than three bytes.
        keepalive: keepalive && (text ?? '').length * 3 < MOST_OUTLIVING,
        credentials: authority.credentials,
        cache: 'no-store',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (cause) {
      const timedOut = cause instanceof DOMException && cause.name === 'TimeoutError';
      throw new ApiFailure(timedOut ? 'timeout' : 'offline', { cause });
    }
  };

  /** A 401 is answered once with fresh headers: the server refused before it did anything. */
  const send = async (method: string, path: string, body?: object, how: How = {}): Promise<Response> => {
    const sent = { ...how, text: body === undefined ? undefined : JSON.stringify(body) };
    const signed = (await headers()) ?? {};
    let reply = await attempt(method, path, signed, sent);
    if (reply.status === 401) {
      const fresh = await headers(signed);
      if (fresh) reply = await attempt(method, path, fresh, sent);
    }
    if (reply.ok) return reply;
    const failure = await problemOf(reply);
    if (failure.code === 'paused') for (const told of toldOfPause) told();
    throw failure;
  };

  const read = async <T>(reply: Response): Promise<T> => {
    try {
      return (await reply.json()) as T;
    } catch (cause) {
      throw new ApiFailure('unreadable', { cause });
    }
  };

  const ask = async <T>(method: string, path: string, body?: object): Promise<T> =>
    read(await send(method, path, body));

  const link = (slug: string, rest = ''): string => `/api/links/${encodeURIComponent(slug)}${rest}`;
  const meeting = (id: string, rest = ''): string => `/api/meetings/${encodeURIComponent(id)}${rest}`;
  const draft = (name: string): string => `/api/drafts/${encodeURIComponent(name)}`;
  const dates = (from: string, to: string): string => `${new URLSearchParams({ from, to })}`;

  return {
    onPaused: told => void toldOfPause.add(told),

    me: () => ask('GET', '/api/me'),
    saveSettings: change => ask('PATCH', '/api/me', change),
    retry: () => ask('POST', '/api/sync/retry'),
    disconnect: async () => void (await send('POST', '/api/disconnect')),

    links: () => ask('GET', '/api/links'),
    addLink: async (body, key) => {
      const reply = await send('POST', '/api/links', body, { key });
      return { link: await read(reply), isNew: reply.status === 201 };
    },
    changeLink: (slug, change) => ask('PATCH', link(slug), change),
    trashLink: async slug => void (await send('DELETE', link(slug))),
    restoreLink: slug => ask('POST', link(slug, '/restore')),
    nextTimes: (slug, count, after) =>
      ask('GET', link(slug, `/next?${new URLSearchParams({ count: `${count}`, ...(after && { after }) })}`)),
    preview: slug => ask('POST', link(slug, '/preview')),
    personalLink: (slug, body) => ask('POST', link(slug, '/personal'), body),
    timeUrls: (slug, body) => ask('POST', link(slug, '/time-urls'), body),
    offerTimes: body => ask('POST', '/api/offers/times', body),
    activityTypes: () => ask('GET', '/api/activity-types'),

    draft: name =>
      ask<DraftReply>('GET', draft(name)).catch((error: unknown) => {
        if (error instanceof ApiFailure && error.code === 'not_found') return null;
        throw error;
      }),
    saveDraft: async (name, form) => void (await send('PUT', draft(name), { form }, { keepalive: true })),
    dropDraft: async name => void (await send('DELETE', draft(name))),

    meetings: (from, to) => ask('GET', `/api/meetings?${dates(from, to)}`),
    calendar: (from, to) => ask('GET', `/api/calendar?${dates(from, to)}`),
    meeting: id => ask('GET', meeting(id)),
    changeMeeting: (id, change) => ask('PATCH', meeting(id), change),
    cancelMeeting: (id, reason) => ask('POST', meeting(id, '/cancel'), { reason }),
  };
};
