import type { Question } from '../../domain/link.ts';
import { isLine, isText, readCampaign } from '../../flows/bookings/guest-input.ts';
import { type Fields, textsUnder } from './forms.ts';
import type { BookPage, Prefill } from './page.ts';

/** As long as what a form sends may be. */
const LONGEST = { name: 200, email: 254, answer: 4000, campaign: 200 };

/** UTM parameters of an address, or what a form sent of them: its fields are named with another prefix. */
export const campaignIn = (fields: Fields, prefix: 'utm_' | 'campaign.'): Pick<BookPage, 'campaign'> => {
  const given = Object.entries(textsUnder(fields, prefix)).filter(([, value]) => value.length <= LONGEST.campaign);
  const campaign = readCampaign(Object.fromEntries(given));
  return campaign ? { campaign } : {};
};

/**
 * What an address brings along for the form: name, e-mail, answers to the questions that the link asks, and UTM parameters. A website says
 * it, not the guest, so what isn’t good is left out.
 */
export const broughtBy = (query: Fields, questions: readonly Question[]): Pick<BookPage, 'prefill' | 'campaign'> => {
  const said = (name: string, most: number, isGood: (text: string) => boolean): string | null => {
    const value = query[name];
    return typeof value === 'string' && value.trim() !== '' && value.length <= most && isGood(value) ? value : null;
  };
  const name = said('name', LONGEST.name, isLine);
  const email = said('email', LONGEST.email, isLine);
  const answers = questions.flatMap(({ id }) => {
    const value = said(`answer.${id}`, LONGEST.answer, isText);
    return value === null ? [] : [[id, value]];
  });
  const prefill: Prefill = {
    ...(name !== null && { name }),
    ...(email !== null && { email }),
    ...(answers.length > 0 && { answers: Object.fromEntries(answers) }),
  };
  return { ...(Object.keys(prefill).length > 0 && { prefill }), ...campaignIn(query, 'utm_') };
};
