import { type Markup, trusted } from './html.ts';

const paths = {
  home: 'M3 11 12 4l9 7v9h-6v-6H9v6H3z',
  deals: 'M12 3v18M8 7.5C8 5.5 16 5 16 8.5S8 11 8 15s8 3.5 8 .5',
  mail: 'M3 6h18v12H3zM3 7l9 6 9-6',
  activities: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
  people: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4 4-6 8-6s8 2 8 6',
  organization: 'M4 21V5h9v16M13 9h7v12M8 9h1M8 13h1M8 17h1M16 13h1M16 17h1M2 21h20',
  market: 'M4 9l1-5h14l1 5M4 9v11h16V9M4 9c0 3 4 3 4 0 0 3 4 3 4 0 0 3 4 3 4 0 0 3 4 3 4 0M10 20v-5h4v5',
  puzzle: 'M9 4a2 2 0 0 1 4 0v1h5v5h1a2 2 0 0 1 0 4h-1v6h-6v-1a2 2 0 0 0-4 0v1H4v-6h1a2 2 0 0 0 0-4H4V5h5z',
  theme: 'M12 4a8 8 0 1 0 8 8 6 6 0 0 1-8-8z',
  calendar: 'M4 6h16v14H4zM4 10h16M10 10v10M15 10v10M8 3v4M16 3v4',
  list: 'M4 6h16M4 12h16M4 18h16',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 4v6M9 14v6',
} as const;

export type IconName = keyof typeof paths;

/** Drawn for this page; decorative, so hidden from screen readers. */
export const icon = (name: IconName): Markup =>
  trusted(
    `<svg class="icon" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linejoin="round" stroke-linecap="round" aria-hidden="true"><path d="${paths[name]}"/></svg>`,
  );
