import type { Actor, Attention, MailKind } from '../../../domain/booking.ts';
import type { Place } from '../../../domain/link.ts';

/** What a sentence may name: the meeting, both people, who did it, and the start in few words. */
export interface Named {
  readonly meeting: string;
  readonly host: string;
  readonly guest: string;
  readonly by: Actor;
  readonly when: string;
  /** Of a move: whether the place is another one too. */
  readonly elsewhere: boolean;
}

export interface Saying {
  readonly subject: string;
  readonly heading: string;
  /** What happened. */
  readonly lead: string;
  /** What to do about it; empty where nothing is to be done. */
  readonly advice?: string;
}

export type ChangeKind = Exclude<MailKind, 'attention' | 'farewell' | 'reminder'>;

/** All that mails say in one language. Each member is required, so a language without it doesn't compile. */
export interface Words {
  readonly direction: 'ltr' | 'rtl';
  readonly app: string;
  /** Between a label and what it labels. */
  readonly colon: string;
  /** `offset` such as `GMT+5:45`; null where it changes during the meeting. */
  zone(city: string, offset: string | null): string;
  readonly labels: {
    readonly when: string;
    readonly before: string;
    readonly where: string;
    readonly host: string;
    readonly guest: string;
    readonly about: string;
    readonly notes: string;
    readonly colleagues: string;
    readonly reason: string;
    /** The answer of a box that was ticked. */
    readonly yes: string;
  };
  readonly places: Readonly<Record<Exclude<Place['kind'], 'other'>, string>>;
  readonly buttons: {
    readonly manage: string;
    readonly view: string;
    readonly bookAgain: string;
    /** To the meeting's page, where it is cancelled and can only be looked at or, for a while, undone. */
    readonly page: string;
    readonly noReminders: string;
  };
  /** Follows the lead where a calendar file goes with the mail. */
  readonly attached: string;
  /** To a guest who named colleagues, none of whom we write to. */
  readonly forward: string;
  /** Whom an answer to the mail reaches. */
  reply(name: string): string;
  readonly guest: Readonly<Record<ChangeKind, (named: Named) => Saying>>;
  readonly host: Readonly<Record<ChangeKind, (named: Named) => Saying>>;
  /** To the guest, once, where the host leaves this app and the meeting stays. */
  farewell(named: Named): Saying;
  /** To the guest, a day and an hour before. */
  reminder(named: Named): Saying;
  /** To the host. */
  readonly attention: Readonly<Record<Attention, (named: Named) => Saying>>;
}

/** `city (GMT+1)`, or the city alone. */
export const withOffset = (city: string, offset: string | null): string => (offset ? `${city} (${offset})` : city);
