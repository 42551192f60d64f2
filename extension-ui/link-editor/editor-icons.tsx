import { icon } from '../shared/icons.tsx';

export const UpIcon = icon(<path d="M8 13V3.5M4 7l4-4 4 4" />);
export const DownIcon = icon(<path d="M8 3v9.5M4 9l4 4 4-4" />);
export const DragIcon = icon(
  <g fill="currentColor" stroke="none">
    <circle cx="6" cy="4" r="1.2" />
    <circle cx="10" cy="4" r="1.2" />
    <circle cx="6" cy="8" r="1.2" />
    <circle cx="10" cy="8" r="1.2" />
    <circle cx="6" cy="12" r="1.2" />
    <circle cx="10" cy="12" r="1.2" />
  </g>,
);
export const BoldIcon = icon(
  <path d="M5 3h3.5a2.4 2.4 0 0 1 0 4.8H5V3Zm0 4.8h4.2a2.6 2.6 0 0 1 0 5.2H5V7.8Z" stroke-width="2" />,
);
export const ItalicIcon = icon(<path d="M7 3h4.5M4.5 13H9M9.5 3l-3 10" />);
export const BulletsIcon = icon(
  <>
    <path d="M6.5 4h7M6.5 8h7M6.5 12h7" />
    <g fill="currentColor" stroke="none">
      <circle cx="3" cy="4" r="1.2" />
      <circle cx="3" cy="8" r="1.2" />
      <circle cx="3" cy="12" r="1.2" />
    </g>
  </>,
);
export const NumbersIcon = icon(
  <path d="M7 4h6.5M7 8h6.5M7 12h6.5M2.5 3 3.7 2.2V6M2.3 10.3c.3-1 2.2-1 2.2.2 0 .8-2.2 2-2.2 3h2.4" />,
);
