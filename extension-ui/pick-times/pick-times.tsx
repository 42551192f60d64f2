/** Specific times, picked in the host's own week; with a link its times are changed. */
export const PickTimes = (_: { readonly link?: string }) => null;
