/** Pipedrive's stamps carry whole seconds: `2026-11-04T09:15:00Z`. */
export const stamp = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;
