import type { Company } from './host.ts';

/** Code of the add-on that lifts the limit on any plan. */
export const LEADBOOSTER = 'leadbooster_v2';

/**
 * How many general-availability links a host may have active: Lite none, Growth one, Premium and Ultimate any number, LeadBooster any
 * number on any plan. A plan that can't be told isn't limited.
 */
export const activeGeneralLimit = (
  company: Pick<Company, 'plan' | 'addons'> | null,
  rule: 'enforce' | 'off',
): number => {
  if (rule === 'off' || !company?.plan || company.addons.includes(LEADBOOSTER)) return Number.POSITIVE_INFINITY;
  return { lite: 0, growth: 1, premium: Number.POSITIVE_INFINITY, ultimate: Number.POSITIVE_INFINITY }[company.plan];
};

/** What a reply's `x-ratelimit-limit` tells of the plan; null where it tells nothing. */
export const planOfBurstLimit = (limit: number | null): Company['plan'] => {
  switch (limit) {
    case 80:
      return 'lite';
    case 160:
      return 'growth';
    case 400:
      return 'premium';
    case 480:
      return 'ultimate';
    default:
      return null;
  }
};
