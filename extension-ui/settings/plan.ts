import type { MeReply } from '../../server/http/host/schema.ts';
import { planTitle } from '../shared/plan-title.ts';
import type { Words } from '../shared/words/words.ts';

/** What the host's plan is called, and what it lets them have. A plan that can't be told isn't limited. */
export const planFacts = ({ name, limit }: MeReply['plan'], words: Words): { name: string; allows: string } => {
  const allows = limit === 0 ? words.planNone : limit === 1 ? words.planOne : words.planAny;
  return { name: planTitle(name, words), allows: name === null ? words.planNotTold : allows };
};
