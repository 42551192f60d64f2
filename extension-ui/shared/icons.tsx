import type { ComponentChildren } from 'preact';

/** Drawn on 16 × 16 with round strokes in the colour of the text around them; the words beside them carry the meaning. */
export const icon = (drawing: ComponentChildren) => () => (
  <svg
    class="icon"
    viewBox="0 0 16 16"
    width="16"
    height="16"
    fill="none"
    stroke="currentColor"
    stroke-width="1.5"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    {drawing}
  </svg>
);

export const CopyIcon = icon(
  <>
    <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
    <path d="M10.5 5.5V4A1.5 1.5 0 0 0 9 2.5H4A1.5 1.5 0 0 0 2.5 4v5A1.5 1.5 0 0 0 4 10.5h1.5" />
  </>,
);
export const CheckIcon = icon(<path d="m3 8.5 3.2 3.2L13 4.8" />);
export const ChainIcon = icon(
  <>
    <path d="M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2.2-2.2A2.6 2.6 0 0 0 9 3.3l-.7.7" />
    <path d="M9.2 6.8a2.6 2.6 0 0 0-3.7 0L3.3 9A2.6 2.6 0 0 0 7 12.7l.7-.7" />
  </>,
);
export const TimesIcon = icon(
  <>
    <path d="M13.5 7V5A1.5 1.5 0 0 0 12 3.5H4A1.5 1.5 0 0 0 2.5 5v7A1.5 1.5 0 0 0 4 13.5h2.5" />
    <path d="M5.5 2v2.5M10.5 2v2.5M2.5 6.7h6" />
    <circle cx="11" cy="11" r="3" />
    <path d="M11 9.7V11l.9.8" />
  </>,
);
export const MoreIcon = icon(
  <g fill="currentColor" stroke="none">
    <circle cx="3.5" cy="8" r="1.3" />
    <circle cx="8" cy="8" r="1.3" />
    <circle cx="12.5" cy="8" r="1.3" />
  </g>,
);
export const WarningIcon = icon(
  <>
    <path d="M8 2.7 14 13H2L8 2.7Z" />
    <path d="M8 6.7v2.8M8 11.3v.1" />
  </>,
);
export const OutsideIcon = icon(
  <>
    <path d="M9.5 2.5h4v4M13.2 2.8 8 8" />
    <path d="M11.5 9.5V12a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 12V6A1.5 1.5 0 0 1 4 4.5h2.5" />
  </>,
);
export const PinIcon = icon(
  <>
    <path d="M8 14s4.5-4.1 4.5-7.5a4.5 4.5 0 0 0-9 0C3.5 9.9 8 14 8 14Z" />
    <circle cx="8" cy="6.5" r="1.5" />
  </>,
);
export const PersonIcon = icon(
  <>
    <circle cx="8" cy="5.2" r="2.7" />
    <path d="M2.8 13.5c.4-2.7 2.4-4.2 5.2-4.2s4.8 1.5 5.2 4.2" />
  </>,
);
export const PhoneIcon = icon(
  <path d="M3.5 2.5h2l1 3-1.4 1a7 7 0 0 0 4.4 4.4l1-1.4 3 1v2a1 1 0 0 1-1.1 1A10.6 10.6 0 0 1 2.5 3.6a1 1 0 0 1 1-1.1Z" />,
);
export const VideoIcon = icon(
  <>
    <rect x="2" y="4.5" width="8" height="7" rx="1.5" />
    <path d="m10 7.3 4-2v5.4l-4-2" />
  </>,
);
export const WaitingIcon = icon(
  <>
    <circle cx="8" cy="8" r="5.5" />
    <path d="M8 5v3l2 1.3" />
  </>,
);
export const HoursIcon = icon(<path d="M2.5 4h4M9.5 4h4M2.5 8h6M11.5 8h2M2.5 12h2M7.5 12h6" />);
export const CloseIcon = icon(<path d="m4 4 8 8M12 4l-8 8" />);
export const PlusIcon = icon(<path d="M8 3v10M3 8h10" />);
export const GearIcon = icon(
  <>
    <circle cx="8" cy="8" r="1.8" />
    <circle cx="8" cy="8" r="4.4" />
    <path d="M8 1.9v1.7M8 12.4v1.7M14.1 8h-1.7M3.6 8H1.9M12.3 3.7l-1.2 1.2M4.9 11.1l-1.2 1.2M12.3 12.3l-1.2-1.2M4.9 4.9 3.7 3.7" />
  </>,
);
export const TrashIcon = icon(
  <path d="M3 4.5h10M6.5 4.5V3h3v1.5M4.3 4.5l.6 8a1 1 0 0 0 1 .9h4.2a1 1 0 0 0 1-.9l.6-8M6.8 7v4M9.2 7v4" />,
);
export const EditIcon = icon(<path d="m3 13 .7-3L10.5 3.2a1.4 1.4 0 0 1 2 0l.3.3a1.4 1.4 0 0 1 0 2L6 12.3 3 13Z" />);
export const EyeIcon = icon(
  <>
    <path d="M1.5 8s2.3-4.2 6.5-4.2S14.5 8 14.5 8s-2.3 4.2-6.5 4.2S1.5 8 1.5 8Z" />
    <circle cx="8" cy="8" r="1.9" />
  </>,
);
export const ShareIcon = icon(
  <>
    <path d="M8 9.5V2.5M5.3 5 8 2.3 10.7 5" />
    <path d="M4.5 7.5h-1v6h9v-6h-1" />
  </>,
);
export const CalendarIcon = icon(
  <>
    <rect x="2.5" y="3.5" width="11" height="10" rx="1.5" />
    <path d="M5.5 2v2.5M10.5 2v2.5M2.5 6.7h11" />
  </>,
);
export const NextIcon = icon(<path d="m6 3.5 4.5 4.5L6 12.5" />);
export const BackIcon = icon(<path d="M10 3.5 5.5 8l4.5 4.5" />);
export const ExpandIcon = icon(<path d="m3.5 6 4.5 4.5L12.5 6" />);
