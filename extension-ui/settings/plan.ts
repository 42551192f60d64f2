import type { MeReply } from '../../server/http/host/schema.ts';
import type { Words } from '../shared/words/words.ts';

const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** What the host's plan is called, and what it lets them have. A plan that can't be told isn't limited. */
export const planFacts = (plan: MeReply['plan'], words: Words): { name: string; allows: string } => {
  const name = plan.name === null ? words.planUnknown : capitalised(plan.name);
  if (plan.leadBooster) return { name, allows: words.planAny };
  if (plan.name === null) return { name, allows: words.planNotTold };
  const limits: Partial<Record<string, string>> = { lite: words.planNone, growth: words.planOne };
  return { name, allows: limits[plan.name.toLowerCase()] ?? words.planAny };
};
