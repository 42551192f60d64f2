interface Owned {
  readonly owner_id: number;
  readonly private?: boolean;
}

/** All users of a company see each other's activities, persons and deals, but for private ones. */
export const isVisible = (item: Owned, userId: number): boolean => item.private !== true || item.owner_id === userId;
