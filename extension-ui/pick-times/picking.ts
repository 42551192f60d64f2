import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { LinkReply } from '../../server/http/host/schema.ts';
import { type DraftKeeper, draftKeeperOf } from '../drafts/draft-keeper.ts';
import { createNewLink } from '../drafts/new-link.ts';
import { ApiFailure, asApiFailure } from '../shared/api.ts';
import type { RecordInView } from '../shared/record-in-view.ts';
import type { Session } from '../shared/session.ts';
import type { Span } from '../week/grid-item.ts';
import { keyOf, recordOf, sorted } from './earlier.ts';
import { pickRefusal, withChanged, without, withTime } from './picks.ts';
import { bodyOf, draftOf, formOf, newForm, type TimesForm, withDraft } from './times-form.ts';

/** What the server refused: at which field, `times` or one of the details; null: of no field. */
export interface Refusal {
  readonly field: string | null;
  readonly failure: ApiFailure;
}

/** Times that were picked beside something else and aren't sent. */
export interface Earlier {
  /** Of those still ahead. */
  readonly count: number;
  readonly record: RecordInView | null;
}

/** Picked times and what belongs to them, from the first click until they are saved, and after. */
export interface Picking {
  readonly form: ReadonlySignal<TimesForm>;
  /** As it was last saved; null: never yet. */
  readonly link: ReadonlySignal<LinkReply | null>;
  readonly isSaved: ReadonlySignal<boolean>;
  readonly isSaving: ReadonlySignal<boolean>;
  readonly refusal: ReadonlySignal<Refusal | null>;
  /** What somebody else saved meanwhile. */
  readonly theirs: ReadonlySignal<LinkReply | null>;
  /** What was taken away last, until something else is changed. */
  readonly removed: ReadonlySignal<Span | null>;
  readonly isRestored: ReadonlySignal<boolean>;
  readonly earlier: ReadonlySignal<Earlier | null>;
  change(change: Partial<TimesForm>): void;
  add(span: Span): void;
  /** To another time, or another length. */
  move(id: string, span: Span): void;
  remove(id: string): void;
  undoRemove(): void;
  /** null: it was refused, or couldn't be asked, see `refusal` and `theirs`. */
  save(): Promise<LinkReply | null>;
  /** Saves over what somebody else saved. */
  takeMine(): Promise<LinkReply | null>;
  showTheirs(): void;
  /** Another link, with no times yet. */
  startAnew(): void;
  /** Picks the earlier times here too. */
  takeOver(): void;
  discardEarlier(): void;
  /** A newer state of the link has been read. */
  follow(link: LinkReply): void;
  /** What isn't kept yet is kept now. */
  leave(): void;
}

export interface PickingOptions {
  readonly session: Session;
  readonly link: LinkReply | null;
  readonly draft: Readonly<Record<string, unknown>> | null;
  /** Of a meeting that nobody has named. */
  readonly name: string;
  readonly now: () => number;
}

const NEW = 'times';
const FALLBACK_MINUTES = 30;
/** So short that what was picked is kept when the frame is taken away a moment later. */
const KEPT_AFTER_MS = 150;

/** `offer.rule.times` is shown at `times`, `details.place.text` at `place`. */
const fieldOf = ({ problem }: ApiFailure): string | null => {
  const [, first, second] = (problem.field ?? '').split('.');
  return (first === 'rule' ? second : first) ?? null;
};

const contentOf = (form: TimesForm): string => JSON.stringify(draftOf({ ...form, newMinutes: 0 }));

export const createPicking = ({ session, link: first, draft: kept, name, now }: PickingOptions): Picking => {
  const { api, record } = session;
  // What is changed of a link is the link's, whoever is in view.
  const { mine: draft, earlier: others } = first === null ? sorted(kept, record) : { mine: kept, earlier: null };
  let count = 0;
  const id = (): string => {
    count += 1;
    return `time-${count}`;
  };
  const host = session.me.data.peek();
  const newMinutes = host?.settings.newLink.duration ?? FALLBACK_MINUTES;
  if (!host) throw new Error('Times are picked when the host is known.');
  const empty = newForm(host, name);
  const stored = (link: LinkReply | null): TimesForm => (link && formOf(link, newMinutes, id)) ?? empty;

  /** Times of a draft that have passed meanwhile can't be picked any more. */
  const restored = (begun: TimesForm, kept: Readonly<Record<string, unknown>>): TimesForm => {
    const form = withDraft(begun, kept, id);
    const was = new Set(begun.times.map(({ start }) => start));
    return { ...form, times: form.times.filter(({ start }) => start > now() || was.has(start)) };
  };

  const says = (link: LinkReply, form: TimesForm) => contentOf(stored(link)) === contentOf(form);

  const link = signal(first);
  const saved = signal(stored(first));
  const isWorthKeeping = (form: TimesForm) => contentOf(form) !== contentOf(saved.peek());
  const timesIn = (other: typeof others) => (other ? restored(empty, other).times : []);
  const earlier = signal(timesIn(others).length > 0 ? others : null);
  const begun = draft ? restored(saved.peek(), draft) : saved.peek();
  const form = signal(begun);
  const isRestored = signal(draft !== null && isWorthKeeping(begun));
  const isSaving = signal(false);
  const refusal = signal<Refusal | null>(null);
  const theirs = signal<LinkReply | null>(null);
  const removed = signal<Span | null>(null);
  /** That was edited: the draft's, if it was begun from another one. */
  let version = typeof draft?.version === 'number' && isRestored.peek() ? draft.version : (first?.version ?? 0);
  let added = createNewLink(api, typeof draft?.key === 'string' ? draft.key : '');
  const keeperOf = (slug: string | null): DraftKeeper => draftKeeperOf(api, slug ?? NEW, KEPT_AFTER_MS);
  let keeper = keeperOf(first?.slug ?? null);
  const keep = () => {
    const own = { ...draftOf(form.peek()), version, key: added.key };
    const beside = earlier.peek();
    keeper.keep(link.peek() ? own : { ...own, record: keyOf(record), ...(beside ? { earlier: beside } : {}) });
  };
  /** Of what is picked here nothing needs to be kept any more. */
  const drop = (isNew: boolean) => {
    const beside = isNew ? earlier.peek() : null;
    if (!beside) return void keeper.drop();
    keeper.keep(beside);
    keeper.leave();
  };

  const put = (next: TimesForm): void => {
    form.value = next;
    removed.value = null;
    refusal.value = null;
    if (isWorthKeeping(next)) keep();
    else drop(link.peek() === null);
  };
  const change = (part: Partial<TimesForm>): void => put({ ...form.peek(), ...part });

  const begin = (next: LinkReply | null): void => {
    link.value = next;
    version = next?.version ?? 0;
    saved.value = stored(next);
    keeper = keeperOf(next?.slug ?? null);
    if (!next) added = createNewLink(api);
  };

  /** What is typed while it is being saved stays. */
  const settle = (reply: LinkReply, sent: TimesForm): void => {
    drop(link.peek() === null);
    link.value = reply;
    version = reply.version;
    saved.value = sent;
    isRestored.value = false;
    keeper = keeperOf(reply.slug);
    if (isWorthKeeping(form.peek())) keep();
    void session.links.load();
  };

  const refused = async (failure: ApiFailure, slug: string | null): Promise<void> => {
    if (failure.code === 'stale' && slug !== null) {
      const { links } = await api.links();
      const other = links.find(one => one.slug === slug);
      if (other) {
        theirs.value = other;
        return;
      }
    }
    const isGone =
      failure.code === 'link_gone' ||
      (slug !== null && ['not_found', 'link_not_found', 'stale'].includes(failure.code));
    // Nothing is left to change: saved again it becomes a link of its own.
    if (isGone) {
      begin(null);
      keep();
    }
    refusal.value = { field: fieldOf(failure), failure: isGone ? new ApiFailure('link_gone') : failure };
  };

  const save = async (): Promise<LinkReply | null> => {
    const current = link.peek();
    if (current && !isWorthKeeping(form.peek()) && version === current.version) return current;
    if (isSaving.peek()) return null;
    const sent = form.peek();
    isSaving.value = true;
    refusal.value = null;
    try {
      const body = bodyOf(sent, session.zone.peek());
      const { link: reply, isMine } = current
        ? { link: await api.changeLink(current.slug, { version, ...body }), isMine: true }
        : await added.save({ ...body, language: null, active: true }, there => says(there, sent));
      if (isMine) settle(reply, sent);
      else theirs.value = reply;
      return isMine ? reply : null;
    } catch (error) {
      await refused(asApiFailure(error), current?.slug ?? null).catch((other: unknown) => {
        refusal.value = { field: null, failure: asApiFailure(other) };
      });
      return null;
    } finally {
      isSaving.value = false;
    }
  };

  return {
    form,
    link,
    isSaved: computed(() => link.value !== null && contentOf(form.value) === contentOf(saved.value)),
    isSaving,
    refusal,
    theirs,
    removed,
    isRestored,
    earlier: computed(() =>
      earlier.value && link.value === null
        ? { count: timesIn(earlier.value).length, record: recordOf(earlier.value) }
        : null,
    ),
    change,
    add: span => change({ times: withTime(form.peek().times, { id: id(), ...span }) }),
    move: (time, span) => change({ times: withChanged(form.peek().times, time, span) }),
    remove: time => {
      const { times } = form.peek();
      const gone = times.find(other => other.id === time) ?? null;
      change({ times: without(times, time) });
      removed.value = gone;
    },
    undoRemove: () => {
      const span = removed.peek();
      if (span) change({ times: withTime(form.peek().times, { id: id(), start: span.start, end: span.end }) });
    },
    save,
    takeMine: () => {
      const other = theirs.peek();
      if (!other) return Promise.resolve(null);
      theirs.value = null;
      link.value = other;
      version = other.version;
      saved.value = stored(other);
      return save();
    },
    showTheirs: () => {
      const other = theirs.peek();
      if (!other) return;
      theirs.value = null;
      drop(link.peek() === null);
      begin(other);
      form.value = saved.peek();
    },
    startAnew: () => {
      drop(link.peek() === null);
      begin(null);
      form.value = { ...empty, newMinutes: form.peek().newMinutes };
      removed.value = null;
      refusal.value = null;
      isRestored.value = false;
    },
    takeOver: () => {
      const other = earlier.peek();
      if (!other) return;
      earlier.value = null;
      const current = form.peek();
      const fits = (times: TimesForm['times'], one: Span) => pickRefusal(times, one, null, now()) === null;
      if (isWorthKeeping(current)) {
        const add = (times: TimesForm['times'], one: TimesForm['times'][number]) =>
          fits(times, one) ? withTime(times, one) : [...times];
        return change({ times: timesIn(other).reduce(add, current.times) });
      }
      if (typeof other.key === 'string') added = createNewLink(api, other.key);
      put(restored(empty, other));
    },
    discardEarlier: () => {
      earlier.value = null;
      if (isWorthKeeping(form.peek())) keep();
      else drop(true);
    },
    follow: next => {
      const current = link.peek();
      if (current?.slug !== next.slug || isSaving.peek()) return;
      if (next.version === current.version) link.value = next;
      else if (next.version > current.version && !isWorthKeeping(form.peek())) {
        begin(next);
        form.value = saved.peek();
      }
    },
    leave: () => keeper.leave(),
  };
};
