import { describe, expect, it } from 'vitest';
import { faultsOf } from '../../../extension-ui/booking/form/booking-form.ts';
import { refusalOf } from '../../../extension-ui/booking/form/judgement.ts';
import type { Setting } from '../../../extension-ui/booking/setting.ts';
import { en } from '../../../extension-ui/booking/texts/en.ts';

const setting: Setting = {
  language: 'en',
  texts: en,
  locale: 'en-GB',
  cycle: 'h23',
  chooseCycle: () => {},
  enhanced: true,
};

describe('an e-mail address', () => {
  it.each(['asha@example.com,', 'asha@example.com;', 'asha@example,com', '<asha@example.com>', 'asha@example'])(
    'is asked for again where “%s” was typed',
    email => {
      expect(faultsOf({ email }, [], setting)).toEqual({ email: en.emailInvalid });
    },
  );

  it.each(['asha@example.com', ' o’neill+talk@mail.example.co.uk ', 'zoë@bücher.example'])('may be “%s”', email => {
    expect(faultsOf({ email }, [], setting)).toEqual({});
  });
});

describe('a refusal', () => {
  it.each(['link_closed', 'link_gone', 'link_inactive'] as const)('that ends it says what and why: %s', code => {
    const { title, text } = en.messages[code];
    expect(refusalOf(setting, code)).toMatchObject({ title, message: text, isClosed: true, isGood: false });
  });

  it('that passes says what and why, and leaves the form to be sent again', () => {
    const { title, text } = en.messages.crm_unknown;
    expect(refusalOf(setting, 'crm_unknown')).toMatchObject({ title, message: text, isClosed: false });
  });

  it('of a preview is none', () => {
    expect(refusalOf(setting, 'preview')).toMatchObject({ title: en.messages.preview.title, isGood: true });
  });
});
