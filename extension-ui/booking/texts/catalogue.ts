/** Chosen by the language's plural rules; `{n}` is the number. */
export type Plural = { readonly other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

export interface Message {
  readonly title: string;
  /** What it means and what to do. */
  readonly text: string;
}

/**
 * Every text of the guest pages in one language. Plain data, since it travels with the page. `{name}` is a blank;
 * names of people only fill blanks that need no declension.
 */
export interface Catalogue {
  readonly preview: string;
  readonly host: string;
  readonly length: string;
  readonly place: string;
  readonly places: {
    readonly in_person: string;
    readonly phone: string;
    readonly video: string;
    readonly other: string;
  };
  readonly videoLater: string;
  readonly greeting: string;

  readonly chooseTime: string;
  readonly previousMonth: string;
  readonly nextMonth: string;
  readonly timesOfDay: Plural;
  readonly noTimesOfDay: string;
  readonly noTimesInMonth: string;
  readonly nextTimes: string;
  readonly openMonth: string;
  readonly nothingFree: string;
  readonly morning: string;
  readonly afternoon: string;
  readonly evening: string;
  readonly zoneOfTimes: string;
  readonly offsetOfTimes: string;
  readonly cityTime: string;
  readonly zoneChanged: string;
  readonly clocksChange: string;
  readonly changeZone: string;
  readonly searchZone: string;
  readonly zonesFound: Plural;
  readonly noZoneFound: string;
  readonly yourZone: string;
  readonly hostZone: string;
  readonly show: string;
  readonly clock: string;
  readonly hours12: string;
  readonly hours24: string;
  readonly loading: string;
  readonly loadingZones: string;
  readonly loadFailed: string;
  readonly tryAgain: string;

  readonly yourDetails: string;
  readonly yourTime: string;
  readonly changeTime: string;
  readonly held: string;
  readonly unheld: string;
  readonly holdEnding: string;
  readonly holdLastMinutes: string;
  readonly holdEnded: string;
  readonly name: string;
  readonly email: string;
  readonly bookingAs: string;
  readonly notYou: string;
  readonly besideInvited: string;
  readonly meAfterAll: string;
  readonly notes: string;
  readonly optional: string;
  readonly inviteColleagues: string;
  readonly colleagues: string;
  readonly colleaguesHint: string;
  readonly chooseAnswer: string;
  readonly book: string;
  readonly booking: string;
  readonly nameMissing: string;
  readonly emailInvalid: string;
  readonly colleaguesInvalid: string;
  readonly colleagueInvalid: string;
  readonly phoneInvalid: string;
  readonly answerMissing: string;
  readonly boxUnticked: string;
  readonly phoneCountry: string;
  readonly phoneHint: string;
  readonly slotTaken: string;
  readonly notOffered: string;
  readonly ownBooking: string;
  readonly seeMeeting: string;
  readonly nearest: string;
  readonly chooseFirst: string;
  readonly allTimes: string;
  readonly offline: string;
  readonly leaveEmpty: string;
  readonly leaveEmptyFault: string;
  readonly unreachable: string;
  readonly tooQuick: string;
  readonly earlierAttempt: string;
  readonly refused: string;

  readonly booked: string;
  readonly bookedText: string;
  readonly bookedTo: string;
  readonly forwardInvitation: string;
  readonly yourMeeting: string;
  readonly when: string;
  readonly hostTime: string;
  readonly addToCalendar: string;
  readonly move: string;
  readonly moveTitle: string;
  readonly currently: string;
  readonly moved: string;
  readonly newTime: string;
  readonly chooseAnother: string;
  readonly moveConfirm: string;
  readonly cancel: string;
  readonly cancelTitle: string;
  readonly reason: string;
  readonly cancelConfirm: string;
  readonly keep: string;
  readonly cancelled: string;
  readonly cancelledText: string;
  readonly cancelledByHost: string;
  readonly undo: string;
  readonly restored: string;
  readonly undoUntil: string;
  readonly bookAnother: string;
  readonly over: string;
  readonly overText: string;
  readonly reminders: {
    readonly on: Message;
    /** Button under `on`. */
    readonly decline: string;
    readonly off: Message;
    /** Button under `off`. */
    readonly want: string;
  };

  readonly messages: {
    readonly link_not_found: Message;
    readonly link_gone: Message;
    readonly meeting_kept: Message;
    readonly preview: Message;
    readonly link_inactive: Message;
    readonly link_closed: Message;
    readonly crm_unknown: Message;
    readonly booking_not_found: Message;
    readonly booking_over: Message;
    readonly not_found: Message;
    readonly invalid: Message;
    readonly too_many_requests: Message;
    readonly paused: Message;
    readonly busy: Message;
    readonly internal: Message;
  };

  /** Cities whose name differs from the English one, by zone. */
  readonly cities: Readonly<Record<string, string>>;
}
