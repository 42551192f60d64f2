import { type Language, type Place, TICKED } from '../../domain/link.ts';
import type { Notice } from '../../ports.ts';
import { manyLines, oneLine } from './clean.ts';
import { type SpokenTime, spokenStart, spokenTime } from './when.ts';
import { words } from './words/catalogue.ts';
import type { Named, Saying } from './words/words.ts';

export interface Target {
  readonly label: string;
  readonly url: string;
}

export interface Row {
  readonly label: string;
  /** Lines are separated by `\n`. */
  readonly value: string;
  /** Where the value leads to, such as a video call; null: nowhere. */
  readonly url: string | null;
  /** What it was before, with its label. */
  readonly before?: string;
}

/** What a mail says, before it is set in text or in HTML: both say all of this. Plain text, but for `footer`. */
export interface Letter {
  readonly language: Language;
  readonly direction: 'ltr' | 'rtl';
  readonly tone: 'confirmed' | 'changed' | 'cancelled' | 'attention';
  /** The meeting doesn't take place, as far as this mail knows. */
  readonly isOff: boolean;
  readonly app: string;
  readonly colon: string;
  readonly subject: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly meeting: string;
  readonly time: SpokenTime & { readonly label: string };
  /** Of a move: the time before; its `zone` is empty where it would only say the same again. */
  readonly before: (SpokenTime & { readonly label: string }) | null;
  readonly rows: readonly Row[];
  readonly button: Target | null;
  readonly link: Target | null;
  /** Of a reminder: where to ask for no more of them. */
  readonly unsubscribe: Target | null;
  /** Safe HTML, or empty. */
  readonly footer: string;
  /** Whom an answer reaches. */
  readonly reply: string;
}

/** An address, a number or a URL; without any, the kind of place in words. */
export const placeInWords = (place: Place, language: Language): string => {
  const text = oneLine(place.text, 500);
  return text || (place.kind === 'other' ? '' : words[language].places[place.kind]);
};

const webAddress = (text: string): string | null => {
  const url = /^https?:\/\/\S+$/i.test(text) ? URL.parse(text) : null;
  return url?.href ?? null;
};

/** What doesn't concern this recipient is told as a mere update. */
const sayingOf = ({ kind, language, to, why }: Notice, named: Named): Saying => {
  const { attention, farewell, reminder, guest, host } = words[language];
  const isForGuest = to.role === 'guest';
  const changes = isForGuest ? guest : host;
  if (kind === 'attention') return !isForGuest && why ? attention[why](named) : changes.changed(named);
  if (kind === 'farewell') return isForGuest ? farewell(named) : changes.changed(named);
  if (kind === 'reminder') return isForGuest ? reminder(named) : changes.changed(named);
  return changes[kind](named);
};

const isOff = (notice: Notice): boolean => notice.kind === 'cancelled' || notice.why === 'not_restored';

/** Whether it tells of a place that another one took over from. */
const isElsewhere = ({ meeting, language }: Notice): boolean => {
  const place = placeInWords(meeting.place, language);
  return place !== '' && meeting.placeBefore !== undefined && placeInWords(meeting.placeBefore, language) !== place;
};

/** Whether the guest is the one who hands it on to others. */
const isForwarded = ({ kind, to, colleagues }: Notice): boolean =>
  kind === 'booked' && to.role === 'guest' && colleagues.length > 0;

const toneOf = (notice: Notice): Letter['tone'] => {
  if (notice.kind === 'attention') return notice.to.role === 'host' ? 'attention' : 'changed';
  if (notice.kind === 'cancelled') return 'cancelled';
  return ['booked', 'restored', 'reminder'].includes(notice.kind) ? 'confirmed' : 'changed';
};

/**
 * Answers, notes and the guest's own name stay out of mails to the guest, as of their headers and calendar files: whoever types
 * somebody else's address into a booking page could otherwise send them any words through our server.
 */
const rowsFor = (notice: Notice): Row[] => {
  const { labels, colon } = words[notice.language];
  const { meeting, host, guest, to } = notice;
  const place = placeInWords(meeting.place, notice.language);
  const placeBefore = meeting.placeBefore ? placeInWords(meeting.placeBefore, notice.language) : '';
  const rows: Row[] = [
    {
      label: labels.where,
      // A place that was taken away is told too.
      value: place || (placeBefore && '–'),
      url: webAddress(place),
      ...(placeBefore && placeBefore !== place && { before: `${labels.before}${colon} ${placeBefore}` }),
    },
  ];
  const row = (label: string, value: string): Row => ({ label, value: manyLines(value), url: null });
  if (to.role === 'guest') {
    rows.push(row(labels.host, oneLine(host.name)));
    if (!isOff(notice)) rows.push(row(labels.about, meeting.description));
    if (notice.by !== 'guest') rows.push(row(labels.reason, meeting.reason));
  } else {
    const name = oneLine(guest.name);
    const email = oneLine(guest.email, 254);
    rows.push({ label: labels.guest, value: name ? `${name}\n${email}` : email, url: null });
    if (notice.kind === 'booked') {
      for (const answer of notice.answers)
        rows.push(row(oneLine(answer.label), answer.value === TICKED ? labels.yes : answer.value));
      rows.push(row(labels.notes, notice.notes));
      rows.push(row(labels.colleagues, notice.colleagues.map(email => oneLine(email, 254)).join('\n')));
    }
    rows.push(row(labels.reason, meeting.reason));
  }
  return rows.filter(({ value }) => value !== '');
};

const target = (label: string, url: string | null): Target | null => (url === null ? null : { label, url });

const targetsFor = (notice: Notice): Pick<Letter, 'button' | 'link'> => {
  const { buttons } = words[notice.language];
  const { manage, view, book } = notice.urls;
  if (notice.to.role === 'host') return { button: target(buttons.view, view), link: null };
  if (!isOff(notice)) return { button: target(buttons.manage, manage), link: null };
  const again = target(buttons.bookAgain, book);
  const page = target(buttons.page, manage);
  return again ? { button: again, link: page } : { button: page, link: null };
};

export const letterOf = (notice: Notice): Letter => {
  const { language, zone, meeting, to } = notice;
  const said = words[language];
  const host = oneLine(notice.host.name, 100) || oneLine(notice.host.email, 254);
  const guest = oneLine(notice.guest.name, 100) || oneLine(notice.guest.email, 254);
  const when = spokenStart(meeting.start, zone, language);
  const name = oneLine(meeting.name, 150);
  const saying = sayingOf(notice, { meeting: name, host, guest, by: notice.by, when, elsewhere: isElsewhere(notice) });
  const time = spokenTime(meeting, zone, language);
  const before = meeting.before && spokenTime(meeting.before, zone, language);
  return {
    language,
    direction: said.direction,
    tone: toneOf(notice),
    isOff: isOff(notice),
    app: said.app,
    colon: said.colon,
    subject: oneLine(saying.subject, 300),
    heading: saying.heading,
    paragraphs: [
      notice.calendarFile ? `${saying.lead} ${said.attached}` : saying.lead,
      ...(saying.advice ? [saying.advice] : []),
      ...(isForwarded(notice) ? [said.forward] : []),
    ],
    meeting: name,
    time: { label: said.labels.when, ...time },
    before: before && {
      label: said.labels.before,
      ...before,
      zone: before.zone === time.zone ? '' : before.zone,
    },
    rows: rowsFor(notice),
    ...targetsFor(notice),
    unsubscribe: target(said.buttons.noReminders, notice.urls.reminders),
    footer: notice.footer,
    reply: said.reply(to.role === 'guest' ? host : guest),
  };
};
