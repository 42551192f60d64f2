/** Makes a link with general availability, or changes one. */
export const LinkEditor = (_: { readonly link?: string }) => null;
