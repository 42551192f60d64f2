import { type Static, Type } from 'typebox';

/** JSON routes of hosts, `Authorization: Bearer` with the token that Pipedrive's SDK signs. */

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);
const Window = Type.Tuple([Type.String({ maxLength: 5 }), Type.String({ maxLength: 5 })]);
const Minutes = Type.Integer();

export const GeneralRuleBody = Type.Object({
  zone: Type.String({ maxLength: 80 }),
  weekly: Type.Record(Type.String({ maxLength: 3 }), Type.Array(Window, { maxItems: 24 })),
  overrides: Type.Record(Type.String({ maxLength: 10 }), Type.Array(Window, { maxItems: 24 })),
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

export const DetailsBody = Type.Object({
  name: Type.String({ maxLength: 120 }),
  place: Type.Object({
    kind: Type.Union([Type.Literal('in_person'), Type.Literal('phone'), Type.Literal('video'), Type.Literal('other')]),
    text: Type.String({ maxLength: 500 }),
  }),
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
});
export type LinkReply = Static<typeof LinkReply>;
export const LinksReply = Type.Object({ links: Type.Array(LinkReply) });
export type LinksReply = Static<typeof LinksReply>;

export const MeetingReply = Type.Object({
  id: Type.String(),
  link: Type.String(),
  state: Type.Union([Type.Literal('confirmed'), Type.Literal('cancelled')]),
  name: Type.String(),
  start: Type.String(),
  end: Type.String(),
  guest: Type.Object({ name: Type.String(), email: Type.String(), zone: Type.String() }),
  place: Type.Object({ kind: Type.String(), text: Type.String() }),
  activity: Nullable(Type.Integer()),
  person: Nullable(Type.Integer()),
  deal: Nullable(Type.Integer()),
  /** What still waits to reach the CRM or a mailbox. */
  waiting: Type.Array(Type.Object({ kind: Type.String(), attempts: Type.Integer(), error: Nullable(Type.String()) })),
});
export type MeetingReply = Static<typeof MeetingReply>;
export const MeetingsReply = Type.Object({ zone: Type.String(), meetings: Type.Array(MeetingReply) });
export type MeetingsReply = Static<typeof MeetingsReply>;

/** The host's own freeform view of one link's next times, as a guest would get them. */
export const NextTimesReply = Type.Object({ zone: Type.String(), starts: Type.Array(Type.String()) });
export type NextTimesReply = Static<typeof NextTimesReply>;

export const MeReply = Type.Object({
  status: Type.Union([Type.Literal('active'), Type.Literal('paused')]),
  name: Type.String(),
  email: Type.String(),
  zone: Type.String(),
  language: Type.String(),
  company: Type.String(),
  companyDomain: Type.String(),
  plan: Type.Object({ name: Nullable(Type.String()), leadBooster: Type.Boolean() }),
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
      }),
    ),
  }),
  futureMeetings: Type.Integer(),
  connectUrl: Type.String(),
});
export type MeReply = Static<typeof MeReply>;
