import { type Static, Type } from 'typebox';

/**
 * JSON routes of hosts. In Pipedrive: `Authorization: Bearer` with the token that its SDK signs. On full pages: the session's cookie, and
 * with whatever changes something `X-CSRF-Token` from the page.
 */

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);
const Window = Type.Tuple([Type.String({ maxLength: 5 }), Type.String({ maxLength: 5 })]);
const Minutes = Type.Integer();
/** More dates than the longest horizon has; each costs time wherever the rule is reckoned with. */
const MOST_OVERRIDES = 1000;

export const GeneralRuleBody = Type.Object({
  zone: Type.String({ maxLength: 80 }),
  weekly: Type.Record(Type.String({ maxLength: 3 }), Type.Array(Window, { maxItems: 24 }), { maxProperties: 7 }),
  overrides: Type.Record(Type.String({ maxLength: 10 }), Type.Array(Window, { maxItems: 24 }), {
    maxProperties: MOST_OVERRIDES,
    description: 'By date',
  }),
  duration: Minutes,
  step: Minutes,
  bufferBefore: Minutes,
  bufferAfter: Minutes,
  notice: Minutes,
  horizonDays: Nullable(Type.Integer()),
  activeFrom: Nullable(Type.String({ maxLength: 10 })),
  activeTo: Nullable(Type.String({ maxLength: 10 })),
  dailyLimit: Nullable(Type.Integer()),
});

export const SpecificRuleBody = Type.Object({
  zone: Type.String({ maxLength: 80 }),
  times: Type.Array(Type.Tuple([Type.String({ maxLength: 40 }), Type.String({ maxLength: 40 })]), { maxItems: 200 }),
  bufferBefore: Minutes,
  bufferAfter: Minutes,
  bookings: Type.Union([Type.Literal('one'), Type.Literal('each')]),
});

export const OfferBody = Type.Union([
  Type.Object({ kind: Type.Literal('general'), rule: GeneralRuleBody }),
  Type.Object({ kind: Type.Literal('specific'), rule: SpecificRuleBody }),
]);

export const PlaceBody = Type.Object({
  kind: Type.Union([Type.Literal('in_person'), Type.Literal('phone'), Type.Literal('video'), Type.Literal('other')]),
  text: Type.String({ maxLength: 500 }),
});
export type PlaceBody = Static<typeof PlaceBody>;

export const DetailsBody = Type.Object({
  name: Type.String({ maxLength: 120 }),
  place: PlaceBody,
  description: Type.String({ maxLength: 4000 }),
  activityType: Type.String({ maxLength: 64 }),
  questions: Type.Array(
    Type.Object({
      id: Type.String({ maxLength: 64 }),
      label: Type.String({ maxLength: 300 }),
      kind: Type.Union([
        Type.Literal('text'),
        Type.Literal('long_text'),
        Type.Literal('choice'),
        Type.Literal('checkbox'),
        Type.Literal('phone'),
      ]),
      required: Type.Boolean(),
      choices: Type.Array(Type.String({ maxLength: 200 }), { maxItems: 50 }),
    }),
    { maxItems: 20 },
  ),
  footer: Type.String({ maxLength: 10_000 }),
});

export const LinkBody = Type.Object({
  offer: OfferBody,
  details: DetailsBody,
  language: Nullable(Type.String({ maxLength: 10 })),
  active: Type.Boolean(),
});
export type LinkBody = Static<typeof LinkBody>;

export const LinkChange = Type.Intersect([
  Type.Partial(LinkBody),
  Type.Object({
    version: Type.Integer({ description: 'The version that was edited; another one stored: 409 `stale`' }),
    instead: Type.Optional(
      Type.String({
        maxLength: 40,
        description: 'With `active: true`: the link that is switched off in the same step',
      }),
    ),
  }),
]);
export type LinkChange = Static<typeof LinkChange>;

export const LinkReply = Type.Object({
  slug: Type.String(),
  url: Type.String(),
  version: Type.Integer(),
  offer: OfferBody,
  details: DetailsBody,
  language: Nullable(Type.String()),
  active: Type.Boolean(),
  /** One-off links: booked, so that nothing is offered. */
  closed: Type.Boolean(),
  heldBack: Type.Optional(
    Type.Boolean({ description: 'True: meant to be active; the plan didn’t allow it when that was last decided' }),
  ),
});
export type LinkReply = Static<typeof LinkReply>;
export const LinksReply = Type.Object({ links: Type.Array(LinkReply) });
export type LinksReply = Static<typeof LinksReply>;

const MailSent = Type.Object({
  mail: Type.String({ description: 'booked, moved, changed, cancelled, restored, attention, reminder …' }),
  to: Type.Union([Type.Literal('guest'), Type.Literal('host')]),
  state: Type.Union([Type.Literal('due'), Type.Literal('doing'), Type.Literal('done'), Type.Literal('given_up')]),
  error: Nullable(Type.String()),
});

export const MeetingReply = Type.Object({
  id: Type.String(),
  link: Type.String(),
  state: Type.Union([Type.Literal('confirmed'), Type.Literal('cancelled')]),
  /** Compared when it is changed. */
  sequence: Type.Integer(),
  name: Type.String(),
  start: Type.String(),
  end: Type.String(),
  guest: Type.Object({
    name: Type.String(),
    email: Type.String(),
    zone: Type.String(),
    language: Type.String(),
  }),
  place: PlaceBody,
  description: Type.String(),
  answers: Type.Array(Type.Object({ label: Type.String(), value: Type.String() })),
  notes: Type.String(),
  /** E-mail addresses of further guests. */
  colleagues: Type.Array(Type.String()),
  cancelled: Nullable(
    Type.Object({
      at: Type.String(),
      by: Type.Union([Type.Literal('guest'), Type.Literal('host'), Type.Literal('crm')]),
      reason: Type.String(),
    }),
  ),
  activity: Nullable(Type.Integer()),
  person: Nullable(Type.Integer()),
  deal: Nullable(Type.Integer()),
  /** Whether the CRM says what the meeting says. */
  inCrm: Type.Union([Type.Literal('done'), Type.Literal('waiting'), Type.Literal('given_up')]),
  mails: Type.Array(MailSent, { description: 'The latest last' }),
  /** What still waits to reach the CRM or a mailbox. */
  waiting: Type.Array(Type.Object({ kind: Type.String(), attempts: Type.Integer(), error: Nullable(Type.String()) })),
});
export type MeetingReply = Static<typeof MeetingReply>;
export const MeetingsReply = Type.Object({ zone: Type.String(), meetings: Type.Array(MeetingReply) });
export type MeetingsReply = Static<typeof MeetingsReply>;

export const MeetingChange = Type.Object({
  sequence: Type.Integer({ description: 'The state that was edited; another one stored: 409 `stale`' }),
  start: Type.Optional(Type.String({ maxLength: 40 })),
  end: Type.Optional(Type.String({ maxLength: 40 })),
  place: Type.Optional(PlaceBody),
  description: Type.Optional(Type.String({ maxLength: 4000 })),
  colleagues: Type.Optional(Type.Array(Type.String({ maxLength: 254 }), { maxItems: 10 })),
});
export type MeetingChange = Static<typeof MeetingChange>;

/** A host's change always goes through; what it now lies over is told. */
export const MeetingChangeReply = Type.Object({
  meeting: MeetingReply,
  overlaps: Type.Array(
    Type.Object({
      kind: Type.Union([Type.Literal('meeting'), Type.Literal('activity')]),
      start: Type.String(),
      end: Type.String(),
    }),
  ),
});
export type MeetingChangeReply = Static<typeof MeetingChangeReply>;

export const MeetingCancel = Type.Object({
  reason: Type.String({ maxLength: 1000, description: 'For the guest; may be empty' }),
});

/** The host's time: activities as they were last mirrored, with subjects read from the CRM where it answers, and meetings. */
export const CalendarReply = Type.Object({
  zone: Type.String(),
  /** False: the host's activities aren't known at the moment. */
  known: Type.Boolean(),
  /** False: the CRM didn't tell the subjects. */
  subjectsKnown: Type.Boolean(),
  activities: Type.Array(
    Type.Object({
      id: Type.Integer(),
      /** Timed ones. */
      start: Nullable(Type.String()),
      end: Nullable(Type.String()),
      /** All-day ones, `YYYY-MM-DD`. */
      date: Nullable(Type.String()),
      busy: Type.Boolean(),
      subject: Nullable(Type.String()),
      type: Nullable(Type.String()),
      done: Type.Boolean(),
      deal: Nullable(Type.Integer()),
      person: Nullable(Type.Integer()),
    }),
  ),
  meetings: Type.Array(MeetingReply),
});
export type CalendarReply = Static<typeof CalendarReply>;

/** What a link would offer with settings that aren't saved. */
export const OfferTimesBody = Type.Object({
  offer: OfferBody,
  link: Nullable(Type.String({ maxLength: 40, description: 'The link that is being edited' })),
});
export type OfferTimesBody = Static<typeof OfferTimesBody>;
export const OfferTimesReply = Type.Object({
  zone: Type.String(),
  /** Seven dates of the rule's zone, from today on. */
  dates: Type.Array(Type.String()),
  starts: Type.Array(Type.String()),
  /** Of specific times: the end of each start. */
  ends: Nullable(Type.Array(Type.String())),
  /** The first free start at all, where there is none in these seven days. */
  next: Nullable(Type.String()),
  /** False: the host's busy times aren't known, so they aren't left out. */
  known: Type.Boolean(),
});
export type OfferTimesReply = Static<typeof OfferTimesReply>;

export const PreviewReply = Type.Object({ url: Type.String() });
export type PreviewReply = Static<typeof PreviewReply>;

export const ActivityTypesReply = Type.Object({
  types: Type.Array(Type.Object({ key: Type.String(), name: Type.String() })),
});
export type ActivityTypesReply = Static<typeof ActivityTypesReply>;

export const DraftBody = Type.Object({ form: Type.Record(Type.String({ maxLength: 64 }), Type.Unknown()) });
export const DraftReply = Type.Object({
  form: Type.Record(Type.String(), Type.Unknown()),
  savedAt: Type.String(),
});
export type DraftReply = Static<typeof DraftReply>;

/** The host's own freeform view of one link's next times, as a guest would get them. */
export const NextTimesReply = Type.Object({
  zone: Type.String(),
  starts: Type.Array(Type.String()),
  urls: Type.Array(Type.String(), { description: 'Of each start: the address that opens the page at it' }),
});
export type NextTimesReply = Static<typeof NextTimesReply>;

const RecordId = Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }));

/** What a personal link is made from, at least one of the first three. Each is read with the host's own token first. */
export const PersonalBody = Type.Object({
  deal: RecordId,
  person: RecordId,
  organization: RecordId,
  language: Type.Optional(
    Nullable(Type.String({ maxLength: 10, description: 'The page’s; null: the link’s, else the guest’s own' })),
  ),
});
export type PersonalBody = Static<typeof PersonalBody>;

export const PersonalReply = Type.Object({
  url: Type.String(),
  name: Nullable(Type.String({ description: 'The person’s, whom the page greets' })),
  hasEmail: Type.Boolean({ description: 'Whether the form needn’t ask for an address' }),
  title: Nullable(Type.String({ description: 'The deal’s' })),
});
export type PersonalReply = Static<typeof PersonalReply>;

export const TimeUrlsBody = Type.Object({
  starts: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 100, description: 'Whether they are free or not' }),
  personal: Type.Optional(PersonalBody),
});
export type TimeUrlsBody = Static<typeof TimeUrlsBody>;

export const TimeUrlsReply = Type.Object({
  url: Type.String({ description: 'The page’s: of the link, or the personal one' }),
  urls: Type.Array(Type.String(), { description: 'Of each start: the address that opens the page at it' }),
});
export type TimeUrlsReply = Static<typeof TimeUrlsReply>;

export const SettingsBody = Type.Object({
  language: Type.String({ maxLength: 10 }),
  place: PlaceBody,
  notifications: Type.Boolean(),
  calendarFile: Type.Boolean(),
  reminders: Type.Boolean(),
  mailZone: Nullable(
    Type.String({ maxLength: 80, description: 'In which times go into mails; null: the host’s own zone' }),
  ),
  newLink: Type.Object({
    duration: Minutes,
    step: Minutes,
    bufferBefore: Minutes,
    bufferAfter: Minutes,
    notice: Minutes,
    horizonDays: Nullable(Type.Integer()),
  }),
});
export type SettingsBody = Static<typeof SettingsBody>;
export const SettingsChange = Type.Partial(SettingsBody);
export type SettingsChange = Static<typeof SettingsChange>;

export const MeReply = Type.Object({
  status: Type.Union([Type.Literal('active'), Type.Literal('paused')]),
  name: Type.String(),
  email: Type.String(),
  zone: Type.String(),
  language: Type.String(),
  company: Type.String(),
  companyDomain: Type.String(),
  /** Of the app's settings page in Pipedrive. */
  settingsUrl: Type.String(),
  plan: Type.Object({
    name: Nullable(Type.String()),
    leadBooster: Type.Boolean(),
    /** How many links with general availability may be active; null: any number. */
    limit: Nullable(Type.Integer()),
  }),
  settings: SettingsBody,
  sync: Type.Object({
    calendarKnown: Type.Boolean(),
    lastWebhook: Nullable(Type.String()),
    lastReconciliation: Nullable(Type.String()),
    waiting: Type.Array(
      Type.Object({
        booking: Type.String(),
        kind: Type.String(),
        attempts: Type.Integer(),
        error: Nullable(Type.String()),
        /** True: it isn't tried any more by itself. */
        givenUp: Type.Boolean(),
      }),
    ),
  }),
  futureMeetings: Type.Integer(),
  connectUrl: Type.String(),
});
export type MeReply = Static<typeof MeReply>;
