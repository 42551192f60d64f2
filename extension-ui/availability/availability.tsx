/** Manage availability: the host's links with general availability. */
export const Availability = () => null;
