import type { Static } from 'typebox';
import type { DetailsBody, LinkBody, LinkReply, MeReply, PlaceBody } from '../../server/http/host/schema.ts';
import type { Span } from '../week/grid-item.ts';

export type Details = Static<typeof DetailsBody>;

/** Instants in ms. */
export interface PickedTime extends Span {
  /** Of the form alone. */
  readonly id: string;
}

export interface TimesForm {
  /** By their starts; no two overlap. */
  readonly times: readonly PickedTime[];
  readonly details: Details;
  readonly bookings: 'one' | 'each';
  /** null: nothing stands in the field, which counts as 0. */
  readonly bufferBefore: number | null;
  readonly bufferAfter: number | null;
  /** Of times still to be picked. */
  readonly newMinutes: number;
}

export const newForm = ({ settings }: MeReply, name: string): TimesForm => ({
  times: [],
  details: { name, place: settings.place, description: '', activityType: 'meeting', questions: [], footer: '' },
  bookings: 'one',
  bufferBefore: 0,
  bufferAfter: 0,
  newMinutes: settings.newLink.duration,
});

const timesOf = (times: readonly (readonly [string, string])[], id: () => string): PickedTime[] =>
  times
    .map(([start, end]) => ({ id: id(), start: Date.parse(start), end: Date.parse(end) }))
    .toSorted((one, other) => one.start - other.start);

/** null: it isn't a link with specific times. */
export const formOf = ({ offer, details }: LinkReply, newMinutes: number, id: () => string): TimesForm | null =>
  offer.kind === 'specific'
    ? {
        times: timesOf(offer.rule.times, id),
        details,
        bookings: offer.rule.bookings,
        bufferBefore: offer.rule.bufferBefore,
        bufferAfter: offer.rule.bufferAfter,
        newMinutes,
      }
    : null;

const iso = (instant: number): string => new Date(instant).toISOString();

export const bodyOf = (form: TimesForm, zone: string): Pick<LinkBody, 'offer' | 'details'> => ({
  offer: {
    kind: 'specific',
    rule: {
      zone,
      times: form.times.map(({ start, end }) => [iso(start), iso(end)]),
      bufferBefore: form.bufferBefore ?? 0,
      bufferAfter: form.bufferAfter ?? 0,
      bookings: form.bookings,
    },
  },
  details: form.details,
});

/** What of a form is kept while it isn't saved. */
export const draftOf = ({ times, details, ...rest }: TimesForm): Record<string, unknown> => ({
  ...rest,
  times: times.map(({ start, end }) => [iso(start), iso(end)]),
  name: details.name,
  place: details.place,
  description: details.description,
  activityType: details.activityType,
});

const isText = (value: unknown): value is string => typeof value === 'string';
const isMinutes = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value);
const isPlace = (value: unknown): value is PlaceBody => {
  const place = value as Partial<PlaceBody> | null;
  return isText(place?.text) && isText(place?.kind) && ['in_person', 'phone', 'video', 'other'].includes(place.kind);
};
const isTime = (value: unknown): value is [string, string] =>
  Array.isArray(value) && value.length === 2 && value.every(part => isText(part) && !Number.isNaN(Date.parse(part)));

/** A draft put over the form it was begun from; whatever another version wrote differently stays as it was. */
export const withDraft = (form: TimesForm, draft: Readonly<Record<string, unknown>>, id: () => string): TimesForm => {
  const { times, name, place, description, activityType, bookings, bufferBefore, bufferAfter, newMinutes } = draft;
  return {
    times: Array.isArray(times) && times.every(isTime) ? timesOf(times, id) : form.times,
    details: {
      ...form.details,
      ...(isText(name) ? { name } : {}),
      ...(isPlace(place) ? { place } : {}),
      ...(isText(description) ? { description } : {}),
      ...(isText(activityType) ? { activityType } : {}),
    },
    bookings: bookings === 'one' || bookings === 'each' ? bookings : form.bookings,
    bufferBefore: isMinutes(bufferBefore) ? bufferBefore : form.bufferBefore,
    bufferAfter: isMinutes(bufferAfter) ? bufferAfter : form.bufferAfter,
    newMinutes: isMinutes(newMinutes) ? newMinutes : form.newMinutes,
  };
};
