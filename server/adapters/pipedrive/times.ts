/** Minutes → `HH:MM`, zero-padded; hours may pass 24, for lengths. */
export const clock = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map(part => String(part).padStart(2, '0')).join(':');

/** `2022-11-24T15:28:13Z`, and v1's `2022-11-24 15:28:13`, which is UTC too; unreadable: 0, older than anything. */
export const instant = (text: string): number => {
  const iso = text.replace(' ', 'T');
  const parsed = Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(iso) ? iso : `${iso}Z`);
  return Number.isNaN(parsed) ? 0 : parsed;
};

/** To the second, downwards, so that nothing of that second is missed. */
export const rfc3339 = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;
