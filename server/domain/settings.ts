import type { Host } from './host.ts';
import type { Place } from './link.ts';
import { refuse } from './refusal.ts';
import { defaultRule, type GeneralRule, type Refusal, weekdays } from './rule.ts';

/** What a host has chosen for themselves. */
export interface HostSettings {
  /** Where meetings of new links take place. */
  readonly place: Place;
  /** Mails to the host about what guests do. What needs the host's attention is told in any case. */
  readonly notifications: boolean;
  /** Whether those mails carry an `.ics`; with Pipedrive's calendar sync on, it would come back as a second activity. */
  readonly calendarFile: boolean;
  /** Mails that remind guests, 24 hours and one hour before. */
  readonly reminders: boolean;
  /** In which times go into mails, if it isn't the host's own. */
  readonly mailZone: string | null;
  /** What a new link with general availability begins with. */
  readonly newLink: NewLink;
}

export type NewLink = Pick<
  GeneralRule,
  'duration' | 'step' | 'bufferBefore' | 'bufferAfter' | 'notice' | 'horizonDays'
>;

const { duration, step, bufferBefore, bufferAfter, notice, horizonDays } = defaultRule('UTC');

const defaults: HostSettings = {
  place: { kind: 'other', text: '' },
  notifications: true,
  calendarFile: false,
  reminders: true,
  mailZone: null,
  newLink: { duration, step, bufferBefore, bufferAfter, notice, horizonDays },
};

/** Hosts who never chose anything have none stored. */
export const settingsOf = ({ settings }: Pick<Host, 'settings'>): HostSettings => ({ ...defaults, ...settings });

/** The first fault of what new links begin with, by the checks that a link's rule has to pass; the hours are still to be chosen. */
export const refuseNewLink = (newLink: NewLink): Refusal | null =>
  refuse({
    kind: 'general',
    rule: {
      ...defaultRule('UTC'),
      weekly: Object.fromEntries(weekdays.map(weekday => [weekday, [['00:00', '24:00']]])),
      ...newLink,
    },
  });
