import type { SandboxActivity } from './company.ts';

/** All users of a company see each other's activities, but for private ones. */
export const isVisible = (activity: SandboxActivity, userId: number): boolean =>
  activity.private !== true || activity.owner_id === userId;
