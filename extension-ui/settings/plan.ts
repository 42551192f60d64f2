import type { MeReply } from '../../server/http/host/schema.ts';
import type { SettingsWords } from './words/words.ts';

/** What the host's plan lets them have. A plan that can't be told isn't limited. */
export const planAllows = ({ name, limit }: MeReply['plan'], words: SettingsWords): string => {
  if (limit === 0) return words.planNone;
  if (limit === 1) return words.planOne;
  return name === null ? words.planNotTold : words.planAny;
};
