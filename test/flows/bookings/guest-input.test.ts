import { describe, expect, test } from 'vitest';
import { Failure } from '../../../server/failure.ts';
import { type GuestRequest, parseEmail, readGuest } from '../../../server/flows/bookings/guest-input.ts';

const faultOf = (work: () => unknown): string | null => {
  try {
    work();
    return null;
  } catch (failure) {
    if (failure instanceof Failure) return `${failure.code} ${failure.field}`;
    throw failure;
  }
};

describe('An e-mail address', () => {
  test.each([
    'zoe@ferns.example',
    ' zoe@ferns.example ',
    'o’brien+trek_2026@mail.ferns.example',
    'a!b%c@ferns.example',
    'zoë@büro.example',
    'ज़ोए@डाटामेल.भारत',
    'zoe@xn--bro-hoa.example',
    'zoe@3com.example',
    `${'a'.repeat(64)}@ferns.example`,
  ])('may be %s', text => {
    expect(parseEmail(text, 'email')).toBe(text.trim());
  });

  test.each([
    ['nothing', ' '],
    ['no address', 'zoe'],
    ['no domain of two parts', 'zoe@ferns'],
    ['two', 'zoe@ferns.example,ada@ferns.example'],
    ['two in one', 'zoe@ferns.example@ada.example'],
    ['a name with an address', 'Zoë <zoe@ferns.example>'],
    ['quoted', '"zoe b"@ferns.example'],
    ['with a comment', 'zoe(at home)@ferns.example'],
    ['an address literal', 'zoe@[192.0.2.1]'],
    ['at an IP address', 'zoe@192.0.2.17'],
    ['at an IP address in other numbers', 'zoe@0xc0.000.02.021'],
    ['with a line break', 'zoe@ferns.example\r\nBcc: ada@ferns.example'],
    ['with a line break in front of the @', 'zoe\nbcc@ferns.example'],
    ['with a Unicode line break', 'zoe\u2028b@ferns.example'],
    ['with an end of text', 'zoe\u0000@ferns.example'],
    ['turned round', 'zoe\u202eelpmaxe@ferns.example'],
    ['with something that can’t be seen', 'zoe\u200b@ferns.example'],
    ['with something in the domain that can’t be seen', 'zoe@fe\u200brns.example'],
    ['with a soft hyphen', 'zoe@fe\u00adrns.example'],
    ['with a dot at the end', 'zoe.@ferns.example'],
    ['with two dots', 'zo..e@ferns.example'],
    ['with a hyphen at the edge', 'zoe@-ferns.example'],
    ['with too long a local part', `${'a'.repeat(65)}@ferns.example`],
    ['with too long a label', `zoe@${'a'.repeat(64)}.example`],
    ['with a label that is too long as it is sent', `zoe@${'ü'.repeat(60)}.example`],
    ['too long', `zoe@${'ferns.'.repeat(45)}example`],
    ['half a letter', 'zoe\ud83d@ferns.example'],
  ])('can’t be %s', (_, text) => {
    expect(faultOf(() => parseEmail(text, 'email'))).toBe('invalid email');
  });
});

describe('A guest’s name', () => {
  const read = (name: string): string => {
    const request: GuestRequest = {
      start: '2026-11-26T06:15:00Z',
      name,
      email: 'zoe@ferns.example',
      zone: 'Asia/Kathmandu',
    };
    return readGuest(request, []).name;
  };

  test.each(['Zoë O’Brien', 'نور', 'می‌خواهم', 'ज़ोए', '山', '🏔', "Robert'); DROP TABLE"])('may be %s', name => {
    expect(read(name)).toBe(name);
  });

  test.each([
    ['blank', ' \u00a0\u2003'],
    ['of no width', '\u200b\u200d\ufeff'],
    ['nothing but directions', '\u202e\u2066\u200f'],
    ['a filler', '\u3164\u2800'],
  ])('is missing where it is %s', (_, name) => {
    expect(faultOf(() => read(name))).toBe('invalid name');
  });

  test('doesn’t turn the words around it', () => {
    expect(read('\u202eeoZ\u202c \u2067B\u2069')).toBe('eoZ B');
  });

  test.each(['Zoë\r\nBcc: ada@ferns.example', 'Zoë\u2028', 'Zoë\u0000', 'Zoë\ud83d'])(
    'is one line of text: not %j',
    name => {
      expect(faultOf(() => read(`${name}O’Brien`))).toBe('invalid name');
    },
  );
});
