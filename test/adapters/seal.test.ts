import { describe, expect, test } from 'vitest';
import { createSealer } from '../../server/adapters/seal.ts';

const OLD = 'an old key of at least thirty-two characters';
const NEW = 'a new key of at least thirty-two characters!';

describe('sealing', () => {
  test('what was sealed opens again, whatever it says', () => {
    const sealer = createSealer({ keys: [NEW] });
    for (const plain of ['', 'v1u:AQIBAHj', 'Zażółć gęślą jaźń 🗝', 'x'.repeat(5000)]) {
      expect(sealer.open(sealer.seal(plain))).toBe(plain);
    }
  });

  test('the same text never looks the same twice and shows nothing of itself', () => {
    const sealer = createSealer({ keys: [NEW] });
    const sealed = [sealer.seal('refresh-token'), sealer.seal('refresh-token')];
    expect(sealed[0]).not.toBe(sealed[1]);
    expect(sealed.join()).not.toContain('refresh-token');
    expect(sealed.join()).not.toContain(Buffer.from('refresh-token').toString('base64url'));
  });

  test('after a key was replaced, the old texts open and new ones are under the new key', () => {
    const before = createSealer({ keys: [OLD] });
    const during = createSealer({ keys: [NEW, OLD] });
    const after = createSealer({ keys: [NEW] });
    expect(during.open(before.seal('token'))).toBe('token');
    expect(after.open(during.seal('token'))).toBe('token');
    expect(() => before.open(during.seal('token'))).toThrow('isn’t configured');
    expect(() => after.open(before.seal('token'))).toThrow('isn’t configured');
  });

  test('a text that was changed anywhere doesn’t open', () => {
    const sealer = createSealer({ keys: [NEW] });
    const sealed = sealer.seal('token');
    for (let index = 0; index < sealed.length - 1; index += 1) {
      const other = sealed[index] === 'A' ? 'B' : 'A';
      const changed = sealed.slice(0, index) + other + sealed.slice(index + 1);
      expect(() => sealer.open(changed), `character ${index}`).toThrow();
    }
    for (const text of ['', 'token', 'v1.a.b', `${sealed}.x`, sealed.slice(0, -4)]) {
      expect(() => sealer.open(text)).toThrow();
    }
  });

  test('there is no sealing without a key', () => {
    expect(() => createSealer({ keys: [] })).toThrow('needs a key');
  });
});
