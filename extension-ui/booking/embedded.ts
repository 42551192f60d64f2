import type { GuestPage, Prefill } from '../../server/http/guest/page.ts';
import type { FrameMessage, PrefillMessage } from '../embed/protocol.ts';
import { recall, remember } from './memory.ts';

/** The frame's side of `extension-ui/embed`. Nothing is listened to but the page around, and nothing personal is told to it. */

/** To any origin: sites that show a plain frame are told as well, and there is nothing in it to keep from anybody. */
const say = (message: FrameMessage): void => parent.postMessage(message, '*');

/** As the server takes them. */
const LONGEST = { name: 200, email: 254, answer: 4000 };

const textOf = (value: unknown, longest: number): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= longest ? value : undefined;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isPrefill = (data: unknown): data is Pick<PrefillMessage, 'type'> & { readonly prefill: unknown } =>
  isRecord(data) && data.type === ('scheduler:prefill' satisfies PrefillMessage['type']);

/** What of it can be used; null: not such a message. */
export const prefillOf = (data: unknown): Prefill | null => {
  if (!isPrefill(data) || !isRecord(data.prefill)) return null;
  const { name, email, answers } = data.prefill;
  const known = { name: textOf(name, LONGEST.name), email: textOf(email, LONGEST.email) };
  const answered = Object.entries(isRecord(answers) ? answers : {}).flatMap(([id, answer]) => {
    const text = textOf(answer, LONGEST.answer);
    return text === undefined ? [] : [[id, text] as const];
  });
  return {
    ...(known.name && { name: known.name }),
    ...(known.email && { email: known.email }),
    answers: Object.fromEntries(answered),
  };
};

export const slotSelected = (start: string, end: string): void => say({ type: 'scheduler:slot-selected', start, end });

/** Once for each meeting, however often its page is shown. */
const booked = (path: string, start: string, end: string): void => {
  if (recall('session', `told ${path}`)) return;
  remember('session', `told ${path}`, 'booked');
  say({ type: 'scheduler:booked', start, end });
};

/** Of the body, which in a frame is as high as what is in it: the window's height, which follows from this, plays no part. */
const followHeight = (): void => {
  let said = 0;
  new ResizeObserver(() => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height === said) return;
    said = height;
    say({ type: 'scheduler:height', height });
  }).observe(document.body);
};

export const joinSite = (page: GuestPage): void => {
  if (parent === window) return;
  addEventListener('message', ({ source, data }) => {
    const prefill = source === parent && prefillOf(data);
    if (prefill) void import('./form/details.tsx').then(({ offerPrefill }) => offerPrefill(prefill));
  });
  addEventListener('keydown', ({ key, defaultPrevented }) => {
    if (key === 'Escape' && !defaultPrevented) say({ type: 'scheduler:escape' });
  });
  followHeight();
  if (page.kind === 'book') say({ type: 'scheduler:loaded' });
  if (page.kind === 'manage' && page.justBooked) booked(page.path, page.start, page.end);
};
