import type { Calendar } from './calendar.ts';
import type { Offer } from './rule.ts';

export const languages = ['en', 'pl', 'de', 'es', 'fr', 'pt-BR', 'ar'] as const;
export type Language = (typeof languages)[number];

/** The language of ours that a BCP 47 tag means: the same, else one of the same primary subtag; null where we have none. */
export const languageOfTag = (tag: string): Language | null => {
  const wanted = tag.toLowerCase();
  const primary = wanted.split('-')[0];
  const same = languages.find(language => language.toLowerCase() === wanted);
  return same ?? languages.find(language => language.toLowerCase().split('-')[0] === primary) ?? null;
};

export interface Place {
  readonly kind: 'in_person' | 'phone' | 'video' | 'other';
  /** An address, a number or a URL; may be empty. */
  readonly text: string;
}

/** How a ticked box stands among a guest’s answers. */
export const TICKED = 'true';

export const samePlace = (a: Place, b: Place): boolean => a.kind === b.kind && a.text === b.text;

export interface Question {
  readonly id: string;
  readonly label: string;
  readonly kind: 'text' | 'long_text' | 'choice' | 'checkbox' | 'phone';
  readonly required: boolean;
  /** Only of `choice`. */
  readonly choices: readonly string[];
}

/** What the meeting is, as the guest reads it. */
export interface MeetingDetails {
  readonly name: string;
  readonly place: Place;
  readonly description: string;
  /** `key_string` of a Pipedrive activity type. */
  readonly activityType: string;
  readonly questions: readonly Question[];
  /** HTML of a safe subset, sanitised when saved; empty for none. */
  readonly footer: string;
}

export interface Link {
  /** 12 characters of base58; never reused, never changed. */
  readonly slug: string;
  readonly host: string;
  /** Raised by every save and compared on save. */
  readonly version: number;
  readonly offer: Offer;
  readonly details: MeetingDetails;
  /** null: the guest's own. */
  readonly language: Language | null;
  /** Of specific times; of general availability, see `isActive`. */
  readonly active: boolean;
  readonly createdAt: number;
  /** Trashed at; meetings already booked stay. */
  readonly deletedAt: number | null;
}

/**
 * Whether a link may be booked by its host's wish. Which general-availability links are active is decided in the calendar, where the
 * plan rule is held; a specific-times link says it itself.
 */
export const isActive = (link: Link, calendar: Pick<Calendar, 'activeGeneral'>): boolean =>
  link.deletedAt === null && (link.offer.kind === 'general' ? calendar.activeGeneral.includes(link.slug) : link.active);
