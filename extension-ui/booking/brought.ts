import type { BookPage } from '../../server/http/guest/page.ts';
import { keepCampaign } from './campaign.ts';
import { draftOfAnswers, keepDraft, keptDraft, said } from './draft.ts';

/** Remembers what the address brought along, through a reload too; what was typed before stands over it. */
export const keepBrought = ({ path, campaign, prefill }: BookPage): void => {
  if (campaign) keepCampaign(path, campaign);
  if (prefill) keepDraft(path, { ...draftOfAnswers(prefill), ...said(keptDraft(path)) });
};
