import { randomBytes } from 'node:crypto';

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Random text of base58 characters, each equally likely: bytes past the last multiple of 58 are thrown away. */
export const randomName = (length: number): string => {
  let name = '';
  while (name.length < length) {
    for (const byte of randomBytes(length * 2)) {
      if (byte < 232 && name.length < length) name += BASE58[byte % 58];
    }
  }
  return name;
};

/** A ULID: 48 bits of time, 80 of chance, 26 characters; sorts by time. */
export const timeOrderedId = (now: number): string => {
  let time = '';
  for (let rest = now, digit = 0; digit < 10; digit += 1, rest = Math.floor(rest / 32))
    time = CROCKFORD[rest % 32] + time;
  return time + Array.from(randomBytes(16), byte => CROCKFORD[byte % 32]).join('');
};
