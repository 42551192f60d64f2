import type { LinkReply } from '../../server/http/host/schema.ts';
import { type ApiFailure, asApiFailure } from '../shared/api.ts';
import type { Session } from '../shared/session.ts';
import type { Toasts } from '../shared/toast.tsx';
import { openTab } from './preview-tab.ts';
import type { AvailabilityWords } from './words/words.ts';

export const UNDO_MS = 10_000;

/** What the plan said to switching a link on. */
export interface PlanRefusal {
  /** Slugs. */
  readonly activeLinks: readonly string[];
}

export interface LinkDeeds {
  /** @returns why the plan refuses it, else null */
  switchTo(link: LinkReply, active: boolean, instead?: LinkReply): Promise<PlanRefusal | null>;
  preview(link: LinkReply): Promise<void>;
  /** Asks first. @returns whether it is gone */
  trash(link: LinkReply): Promise<boolean>;
}

/** What a host does with a link of the list. Everything that goes wrong is said, and nothing is thrown. */
export const createLinkDeeds = (
  session: Session,
  toasts: Toasts,
  own: () => AvailabilityWords,
  explain: (failure: ApiFailure) => string,
  /** A link is in the list again; its card comes with the next reading. */
  onBack: (link: LinkReply) => void,
): LinkDeeds => {
  const { api, bridge, links } = session;

  const restore = async (link: LinkReply): Promise<void> => {
    try {
      const back = await api.restoreLink(link.slug);
      onBack(link);
      await links.load();
      toasts.show(
        back.active === link.active ? own().restored(link.details.name) : own().restoredOff(link.details.name),
      );
    } catch (error) {
      toasts.show(explain(asApiFailure(error)), {
        label: session.words.peek().tryAgain,
        act: () => void restore(link),
      });
    }
  };

  return {
    switchTo: async (link, active, instead) => {
      const { name } = link.details;
      try {
        await api.changeLink(link.slug, { version: link.version, active, ...(instead && { instead: instead.slug }) });
        await links.load();
        if (instead) toasts.say(own().switchedOver(name, instead.details.name));
        else toasts.say(active ? own().switchedOn(name) : own().switchedOff(name));
        return null;
      } catch (error) {
        const failure = asApiFailure(error);
        if (failure.code === 'plan_limit') {
          // Which of them is active may have changed elsewhere.
          await links.load();
          return { activeLinks: failure.problem.activeLinks ?? [] };
        }
        const isOutdated = failure.code === 'stale' || failure.code === 'not_found';
        if (isOutdated) await links.load();
        toasts.show(failure.code === 'stale' ? own().stale : explain(failure));
        return null;
      }
    },

    preview: async link => {
      const tab = openTab(own().previewWaits);
      try {
        const { url } = await api.preview(link.slug);
        if (tab) tab.show(url);
        else
          toasts.show(own().previewBlocked, {
            label: own().openPreview,
            act: () => openTab(own().previewWaits)?.show(url),
          });
      } catch (error) {
        tab?.close();
        toasts.show(explain(asApiFailure(error)));
      }
    },

    trash: async link => {
      const words = session.words.peek();
      const { name } = link.details;
      const agreed = await bridge.confirm({
        title: own().trashTitle,
        description: own().trashSentence(name),
        okText: words.delete,
        cancelText: words.cancel,
      });
      if (!agreed) return false;
      try {
        await api.trashLink(link.slug);
        await links.load();
        toasts.show(own().trashed(name), { label: words.undo, act: () => void restore(link) }, UNDO_MS);
        return true;
      } catch (error) {
        toasts.show(explain(asApiFailure(error)));
        return false;
      }
    },
  };
};
