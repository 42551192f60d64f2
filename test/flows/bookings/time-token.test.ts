import { describe, expect, it } from 'vitest';
import { createTimeTokens } from '../../../server/flows/bookings/time-token.ts';

const OLD = 'a secret of at least thirty-two characters';
const NEW = 'another secret of thirty-two characters, newer';
const SLUG = '4fWqZ8mXbT2c';
const INVITATION = 'kjZ5s34mzkkczzrJRhSQe2';
const START = Date.parse('2026-11-25T09:00:00+05:45');

describe('A token of a time in a mail', () => {
  it.each([START, 0, -1, Date.parse('0000-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59.999Z')])(
    'says of which link and personal link it is, and which start: %s',
    start => {
      const { token, read } = createTimeTokens([OLD]);
      for (const key of [SLUG, INVITATION]) expect(read(token(key, start))).toEqual({ key, start });
      expect(token(INVITATION, start)).toMatch(/^[\w.-]{1,60}$/);
    },
  );

  it('stays good through a rotation of the secret, and no longer', () => {
    const token = createTimeTokens([OLD]).token(SLUG, START);
    expect(createTimeTokens([NEW, OLD]).read(token)).toEqual({ key: SLUG, start: START });
    expect(createTimeTokens([NEW]).read(token)).toBeNull();
  });

  it('isn’t ours once anything of it is changed', () => {
    const { token, read } = createTimeTokens([OLD]);
    const [key, start, tag] = token(SLUG, START).split('.');
    const later = (START + 1_800_000).toString(36);
    for (const text of [
      `${key}.${later}.${tag}`,
      `${INVITATION}.${start}.${tag}`,
      `${key}.${start}.${tag?.slice(1)}`,
      `${key}.${start}.`,
      `${key}.${start?.toUpperCase()}.${tag}`,
      `${key}.0${start}.${tag}`,
      `${key}.${start}`,
      '',
    ])
      expect([text, read(text)]).toEqual([text, null]);
  });
});
