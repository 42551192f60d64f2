import type { Campaign } from '../../../server/domain/booking.ts';
import { recall, remember } from '../memory.ts';

/** Where the guest comes from, as the address said it on arriving. */

const keyOf = (path: string): string => `campaign ${path}`;

export const keepCampaign = (path: string, campaign: Campaign): void =>
  remember('session', keyOf(path), JSON.stringify(campaign));

export const keptCampaign = (path: string): Campaign | null => {
  try {
    return JSON.parse(recall('session', keyOf(path)) ?? 'null');
  } catch {
    return null;
  }
};
