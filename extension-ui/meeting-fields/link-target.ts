import type { Place } from '../../server/domain/link.ts';

const TARGET = /^(?:https?:\/\/|mailto:)[^\s"'<>`]+$/i;

/** What somebody typed for a link: an address with or without `https://`, or of a mailbox. null: neither. */
export const linkTarget = (typed: string): string | null => {
  const text = typed.trim();
  if (TARGET.test(text)) return text;
  if (/^[^\s@:/]+@[^\s@/]+\.[^\s@/]+$/.test(text) && TARGET.test(`mailto:${text}`)) return `mailto:${text}`;
  if (/^[a-z][a-z\d+.-]*:(?!\d)/i.test(text)) return null;
  return /^[^\s/?#]+\.[^\s/?#]+/.test(text) && TARGET.test(`https://${text}`) && URL.canParse(`https://${text}`)
    ? `https://${text}`
    : null;
};

/** Whether guests get nothing, or nothing that opens, to join a video call. */
export const videoDoubt = ({ kind, text }: Place): 'missing' | 'unreadable' | null => {
  if (kind !== 'video') return null;
  if (text.trim() === '') return 'missing';
  return linkTarget(text) === null ? 'unreadable' : null;
};

/** As it is stored: what is typed as `meet.example.com/room` opens by a click only with its `https://`. */
export const placeToStore = ({ kind, text }: Place): Place => {
  const target = kind === 'video' ? linkTarget(text) : null;
  return { kind, text: target?.startsWith('https://') ? target : text.trim() };
};
