import type { Booking } from '../../domain/booking.ts';
import type { Host } from '../../domain/host.ts';
import { escapeHtml } from '../../domain/html.ts';
import { type Language, TICKED } from '../../domain/link.ts';
import { wantedActivity } from '../../domain/meeting-activity.ts';
import type { ActivityDraft } from '../../ports.ts';

const words = {
  en: {
    booked: 'Booked by',
    onBehalf: 'for',
    notes: 'Notes',
    colleagues: 'Also invited',
    campaign: 'Campaign',
    open: 'Open in Meeting scheduler',
    yes: 'Yes',
  },
  pl: {
    booked: 'Rezerwacja:',
    onBehalf: 'dla:',
    notes: 'Uwagi',
    colleagues: 'Zaproszeni także',
    campaign: 'Kampania',
    open: 'Otwórz w Harmonogramie spotkań',
    yes: 'Tak',
  },
} as const;

const wordsOf = (language: Language) => (language === 'pl' ? words.pl : words.en);

/** Where a host looks at one meeting; stands in the note of its activity. */
export const viewUrl = (publicUrl: string, booking: string): string => `${publicUrl}/app/meetings/${booking}`;

/** The booking that an activity's note links to: how an activity of ours is known, since activities have no external id. */
export const bookingInNote = (publicUrl: string, note: string): string | null => {
  const prefix = viewUrl(publicUrl, '');
  // Ours is the last: what the guest wrote stands before it.
  const at = note.lastIndexOf(prefix);
  const id = at < 0 ? '' : note.slice(at + prefix.length, at + prefix.length + 26);
  return /^[0-9A-HJKMNP-TV-Z]{26}$/.test(id) ? id : null;
};

/** The CRM takes 100 kB; the rest stands with the meeting here. */
const MOST_NOTE_BYTES = 100_000;
const NOTE_BYTES = 90_000;

const fitting = (lines: readonly string[]): string[] => {
  let left = NOTE_BYTES;
  const fit = lines.filter(line => {
    left -= Buffer.byteLength(line) + 7;
    return left >= 0;
  });
  return fit.length < lines.length ? [...fit, '…'] : fit;
};

/** Those who are invited, as a line of the note; none where nobody is. */
const colleaguesLines = ({ colleagues }: Booking, language: Language): string[] =>
  colleagues.length > 0 ? [`<b>${wordsOf(language).colleagues}:</b> ${escapeHtml(colleagues.join(', '))}`] : [];

/** Who booked, and for whom where somebody else did than the personal link was made for. */
const bookedLine = ({ guest, invited }: Booking, language: Language): string => {
  const { booked, onBehalf } = wordsOf(language);
  const whom = invited?.byOther && invited.name !== null ? ` ${onBehalf} ${invited.name}` : '';
  return escapeHtml(`${booked} ${guest.name} (${guest.email})${whom}`);
};

/** Where the guest came from, as the website said it. */
const campaignLines = ({ campaign = {} }: Booking, language: Language): string[] => {
  const { source, medium, campaign: name, term, content } = campaign;
  const said = [source, medium, name, term, content].filter(part => part !== undefined);
  return said.length > 0 ? [`<b>${wordsOf(language).campaign}:</b> ${escapeHtml(said.join(' / '))}`] : [];
};

/** HTML: who booked and what the guest wrote, and a link back, by which the activity is known. */
export const activityNote = (booking: Booking, language: Language, publicUrl: string): string => {
  const said = wordsOf(language);
  const written = [
    bookedLine(booking, language),
    ...booking.answers.map(
      ({ label, value }) =>
        `<b>${escapeHtml(label)}</b> ${value === TICKED ? said.yes : escapeHtml(value).replaceAll('\n', '<br>')}`,
    ),
    ...(booking.notes ? [`<b>${said.notes}:</b> ${escapeHtml(booking.notes).replaceAll('\n', '<br>')}`] : []),
    ...colleaguesLines(booking, language),
    ...campaignLines(booking, language),
  ];
  const link = `<a href="${escapeHtml(viewUrl(publicUrl, booking.id))}">${said.open}</a>`;
  return [...fitting(written), link].map(line => `<p>${line}</p>`).join('');
};

/** The line of those who are invited, in any language; what guests write has no tags. */
const COLLEAGUES = new RegExp(
  `<p><b>(?:${Object.values(words)
    .map(said => said.colleagues)
    .join('|')}):</b>[^<]*</p>`,
  'g',
);

/**
 * A note as it is in the CRM, with those who are invited now. Whatever else the host made of it stays; of one that doesn't link to the
 * booking any more, ours comes after it. One that is full stays as it is.
 */
export const noteWithColleagues = (
  note: string,
  booking: Booking,
  { language }: Pick<Host, 'language'>,
  publicUrl: string,
): string => {
  const withLine = (): string => {
    const line = colleaguesLines(booking, language).map(text => `<p>${text}</p>`);
    const stood = [...note.matchAll(COLLEAGUES)].at(-1);
    const link = Math.max(0, note.lastIndexOf('<', note.lastIndexOf(viewUrl(publicUrl, booking.id))));
    const at = stood?.index ?? (note.endsWith('<p>', link) ? link - 3 : link);
    return [note.slice(0, at), ...line, note.slice(at + (stood?.[0].length ?? 0))].join('');
  };
  const next =
    bookingInNote(publicUrl, note) === booking.id ? withLine() : note + activityNote(booking, language, publicUrl);
  return Buffer.byteLength(next) > MOST_NOTE_BYTES ? note : next;
};

/** The activity that stands for a booking: one UTC instant, busy, with the guest's answers and a link back in its note. */
export const activityDraft = (
  booking: Booking,
  host: Host,
  publicUrl: string,
  participants: readonly number[],
  deal: number | null,
): ActivityDraft => {
  const { start, end, location, publicDescription } = wantedActivity(booking);
  return {
    subject: Array.from(`${booking.meeting.name} – ${booking.guest.name}`).slice(0, 255).join(''),
    type: booking.meeting.activityType,
    owner: host.user,
    start,
    end,
    location,
    publicDescription,
    note: activityNote(booking, host.language, publicUrl),
    participants,
    deal,
  };
};
