import type { BookPage } from '../../server/http/guest/page.ts';
import { keepCampaign } from './campaign.ts';
import { draftOfAnswers, keepDraft, keptDraft, said } from './draft.ts';

const kept = new WeakSet<BookPage>();

/** Remembers what the address of this page brought along, once, through a reload too; what was typed before stands over it. */
export const keepBrought = (page: BookPage): void => {
  if (kept.has(page)) return;
  kept.add(page);
  const { path, campaign, prefill } = page;
  if (campaign) keepCampaign(path, campaign);
  if (prefill) keepDraft(path, { ...draftOfAnswers(prefill), ...said(keptDraft(path)) });
};
