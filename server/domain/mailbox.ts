/** An address of one mailbox and nothing that could make it two, or a header of its own. */
export const isMailbox = (address: string): boolean =>
  /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@[^\s@<>()\\,;:"\p{Cc}]{1,253}$/u.test(address);
