import type { Campaign } from '../../domain/booking.ts';
import type { Language, Place, Question } from '../../domain/link.ts';

/**
 * What the server hands to the renderer of guest pages (`extension-ui/booking`), and what is embedded as JSON for
 * hydration. Instants are ISO 8601 with `Z`. Nothing in here tells who else is booked or what the host is doing.
 */
export type GuestPage = BookPage | ManagePage | RemindersPage | MessagePage;

/** Addresses of the built files. */
export interface Assets {
  readonly style: string;
  /** What every page begins with, and what that can't begin without. */
  readonly script: string;
  readonly shared: readonly string[];
  /** Scripts that are needed where a page shows such a part. */
  readonly book: readonly string[];
  readonly picker: readonly string[];
  readonly details: readonly string[];
  readonly manage: readonly string[];
  readonly reminders: readonly string[];
}

export interface PageFrame {
  readonly language: Language;
  readonly assets: Assets;
  /** Shown inside another site's page. */
  readonly embedded?: true;
}

export interface PublicMeeting {
  readonly name: string;
  readonly host: string;
  readonly company: string;
  readonly place: Place;
  readonly description: string;
  /** Minutes; null where the times differ in length (specific times). */
  readonly duration: number | null;
}

export interface BookPage extends PageFrame {
  readonly kind: 'book';
  /** `/b/:slug`, of a personal link `/i/:invitation`: forms and requests go below it. */
  readonly path: string;
  readonly meeting: PublicMeeting;
  readonly hostZone: string;
  /** The guest's zone as chosen (`?zone=`), else null: the page is rendered in the host's and the script detects it. */
  readonly zone: string | null;
  /** Today in the zone shown, `YYYY-MM-DD`. */
  readonly today: string;
  /** First day (`YYYY-MM-01`) of the month shown: the one asked for, else that of the first free start. */
  readonly month: string;
  /** Months that may be opened, inclusive; null: without end. */
  readonly firstMonth: string;
  readonly lastMonth: string | null;
  /** All free starts of that month in the zone shown. */
  readonly starts: readonly string[];
  /** For specific times: end of each start. Absent for general availability. */
  readonly ends?: readonly string[];
  /** The day opened (`?date=`), else the first with a start; null if there is none. */
  readonly date: string | null;
  /** The time chosen (`?start=`): the details form is shown. */
  readonly start: string | null;
  readonly questions: readonly Question[];
  /** Safe HTML, as it was sanitised when saved. */
  readonly footer: string;
  /** Fresh for every rendering; hidden field of the form. */
  readonly idempotencyKey: string;
  /** After a refused post without script: what was typed, and what is wrong with it. */
  readonly refused: Refused | null;
  /** A host's preview: marked as such, books nothing. */
  readonly preview: boolean;
  /** Of a preview: every address of the page carries it on as `?preview=`. */
  readonly previewToken?: string;
  /** Of a personal link: whom it was made for, and what the form needn't ask for. */
  readonly invited?: Greeted;
  /** Of a personal link: somebody else books, and gives name and address. */
  readonly other?: true;
  /** What the address brought along for the form, and what isn't to stay in it. */
  readonly prefill?: Prefill;
  /** Where the address says that the guest comes from; it isn't to stay there either. */
  readonly campaign?: Campaign;
}

export interface Greeted {
  readonly name: string;
  /** Whether we know an address to write to; it isn't told. */
  readonly hasEmail: boolean;
}

export interface Prefill {
  readonly name?: string;
  readonly email?: string;
  /** By question id. */
  readonly answers?: Readonly<Record<string, string>>;
}

export interface Refused {
  readonly code: string;
  readonly message: string;
  readonly field: string | null;
  /** Of `slot_taken`: the nearest free starts. Of `not_offered`, where a page was opened for such a time: the next ones. */
  readonly nearest: readonly string[];
  /** The start that a page was opened for. */
  readonly wanted?: string;
  readonly typed: {
    readonly name: string;
    readonly email: string;
    readonly notes: string;
    readonly colleagues: string;
    readonly answers: Readonly<Record<string, string>>;
  };
}

export interface ManagePage extends PageFrame {
  readonly kind: 'manage';
  /** `/m/:token` */
  readonly path: string;
  readonly state: 'confirmed' | 'cancelled' | 'over';
  /** Shown straight after booking: thanks instead of "your meeting". */
  readonly justBooked: boolean;
  /** Where the confirmation went; only straight after booking. */
  readonly guestEmail?: string;
  /** Colleagues were named, whom nobody writes to; only straight after booking. */
  readonly hasColleagues?: true;
  /** Shown straight after a change: says that it was made. */
  readonly done?: 'moved' | 'restored';
  readonly meeting: PublicMeeting;
  readonly start: string;
  readonly end: string;
  readonly guestName: string;
  readonly zone: string;
  readonly hostZone: string;
  readonly footer: string;
  /** `/m/:token/calendar.ics` */
  readonly calendarFile: string;
  /** The link's booking page while it offers anything, for "book another time". */
  readonly bookPath: string | null;
  /** Free starts to move to, in the month shown; absent unless `?move` was asked for. */
  readonly move?: Pick<BookPage, 'today' | 'month' | 'firstMonth' | 'lastMonth' | 'starts' | 'date' | 'start'> & {
    /** Whose clock they are by: the guest's as booked, or another as chosen (`?zone=`). */
    readonly zone: string;
    /** When the meeting would end at the time chosen. */
    readonly end?: string;
  };
  /** `?cancel` was asked for: the form with an optional reason is shown. */
  readonly cancelling: boolean;
  /** Cancelled on the host's side, here or in the CRM. */
  readonly cancelledByHost?: boolean;
  /** Cancelled by the guest and may still be undone, until this instant. */
  readonly undoUntil: string | null;
  readonly refused: (Pick<Refused, 'code' | 'message' | 'nearest'> & { readonly ends: readonly string[] }) | null;
}

/** Where a guest ends the reminders of one meeting, or wants them after all. */
export interface RemindersPage extends PageFrame {
  readonly kind: 'reminders';
  /** `/m/:token/reminders` */
  readonly path: string;
  /** `/m/:token` */
  readonly managePath: string;
  readonly state: 'on' | 'off' | 'cancelled' | 'over';
  readonly meeting: Pick<PublicMeeting, 'name' | 'host'>;
  readonly start: string;
  readonly end: string;
  readonly zone: string;
}

/** A page that says one thing: link gone, inactive, closed, not found, calendar unknown, too many requests, error. */
export interface MessagePage extends PageFrame {
  readonly kind: 'message';
  readonly code: string;
  /** Named where the page may: `crm_unknown` and `link_inactive` do. */
  readonly host: string | null;
  readonly status: number;
}
