/** 32 characters that nobody can guess. Not `randomUUID`, which plain http outside loopback doesn't have. */
export const randomKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
