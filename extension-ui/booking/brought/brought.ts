import type { BookPage } from '../../../server/http/guest/page.ts';
import { draftOfAnswers, keepDraft, keptDraft, keptOffer, renewOffer, said } from '../form/draft.ts';
import { keepCampaign } from './campaign.ts';

const kept = new WeakSet<BookPage>();

/** Remembers what the address of this page brought along, once, through a reload too; what was typed before stands over it. */
export const keepBrought = (page: BookPage): void => {
  if (kept.has(page)) return;
  kept.add(page);
  const { path, campaign, prefill } = page;
  if (campaign) keepCampaign(path, campaign);
  if (!prefill) return;
  const typed = keptDraft(path);
  const before = keptOffer(path);
  const own = Object.entries(said(typed)).filter(([name, value]) => value !== before[name]);
  keepDraft(path, { ...renewOffer(path, typed, draftOfAnswers(prefill)), ...Object.fromEntries(own) });
};
