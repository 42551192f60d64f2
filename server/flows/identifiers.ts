import { createHash, randomBytes } from 'node:crypto';

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Text of base58 characters, each equally likely where the bytes are: those past the last multiple of 58 are thrown away. */
const nameFrom = (length: number, more: () => Uint8Array): string => {
  let name = '';
  while (name.length < length) {
    for (const byte of more()) {
      if (byte < 232 && name.length < length) name += BASE58[byte % 58];
    }
  }
  return name;
};

export const randomName = (length: number): string => nameFrom(length, () => randomBytes(length * 2));

/** The same name of the same texts every time; whoever doesn't know them all can't tell it. */
export const nameOf = (length: number, ...texts: readonly string[]): string => {
  let round = 0;
  return nameFrom(length, () => {
    round += 1;
    return createHash('sha256')
      .update(JSON.stringify([round, ...texts]))
      .digest();
  });
};

/** A ULID: 48 bits of time, 80 of chance, 26 characters; sorts by time. */
export const timeOrderedId = (now: number): string => {
  let time = '';
  for (let rest = now, digit = 0; digit < 10; digit += 1, rest = Math.floor(rest / 32))
    time = CROCKFORD[rest % 32] + time;
  return time + Array.from(randomBytes(16), byte => CROCKFORD[byte % 32]).join('');
};
