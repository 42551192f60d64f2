import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { LinkReply } from '../../server/http/host/schema.ts';
import { type DraftKeeper, draftKeeperOf } from '../drafts/draft-keeper.ts';
import { type Api, type ApiFailure, asApiFailure } from '../shared/api.ts';
import { type Draft, draftName, type Step } from './draft.ts';
import { detailsFaults, type Fault, faultOf, isOfNewQuestion, placeOf, ruleFaults, stepOf } from './faults.ts';
import { type EditorForm, isSame, offerOf } from './form.ts';
import { createHoursCopying, type HoursCopying, type HoursCopyingOptions } from './hours-copying.ts';
import { createOfferPicture, type OfferPicture } from './offer-picture.ts';
import type { QuestionForm } from './questions.ts';
import { type Conflict, createStored, type StoredOptions } from './stored.ts';

/** Where the focus goes, once for each object. */
export interface Attention {
  readonly place: string;
}

export interface EditorOptions extends StoredOptions {
  readonly api: StoredOptions['api'] & Pick<Api, 'offerTimes' | 'saveDraft' | 'dropDraft'>;
  readonly todayIn: (zone: string) => string;
  readonly saved: (link: LinkReply) => void;
  readonly copied: HoursCopyingOptions['copied'];
}

export interface Editor {
  readonly isNew: boolean;
  readonly form: ReadonlySignal<EditorForm>;
  readonly step: ReadonlySignal<Step>;
  /** Those that are shown: of the rule as soon as typing pauses, of the details once somebody tried to save, but for questions that came later. */
  readonly faults: ReadonlySignal<readonly Fault[]>;
  /** Whether faults kept somebody from going on: from then on they are summed up until all are mended. */
  readonly isHeldUp: ReadonlySignal<boolean>;
  readonly attention: ReadonlySignal<Attention | null>;
  readonly saving: ReadonlySignal<boolean>;
  /** Why saving failed, where no field is at fault. */
  readonly failure: ReadonlySignal<ApiFailure | null>;
  readonly conflict: ReadonlySignal<Conflict | null>;
  /** One's own content, after that of somebody else was shown. */
  readonly aside: ReadonlySignal<EditorForm | null>;
  /** Whether the content began with a draft that still can be discarded. */
  readonly fromDraft: ReadonlySignal<boolean>;
  readonly isChanged: ReadonlySignal<boolean>;
  readonly picture: OfferPicture;
  readonly keeper: DraftKeeper;
  readonly copying: HoursCopying;
  change(part: Partial<EditorForm>): void;
  /** To the details, or to what is at fault. */
  proceed(): void;
  /** To a step, whatever is at fault. */
  show(step: Step): void;
  attend(fault: Fault): void;
  save(): Promise<void>;
  /** The link doesn't exist any more: its content becomes a new one. */
  saveAsNew(): Promise<void>;
  takeMine(): void;
  showTheirs(): void;
  bringMineBack(): void;
  discard(): void;
  /** Takes `discard` back. */
  restore(form: EditorForm): void;
  close(): void;
}

const SETTLE_MS = 250;

/** The part of the form that a field of the server's belongs to, to see when it has been changed. */
const valueAt = (form: EditorForm, field: string): string => {
  const parts = field.split('.');
  const key = field.startsWith('offer.rule.') ? parts[2] : field.startsWith('details.') ? parts[1] : parts[0];
  const values: Readonly<Partial<Record<string, unknown>>> = { ...form };
  return JSON.stringify(values[key ?? ''] ?? null);
};

export const createEditor = (options: EditorOptions): Editor => {
  const { api, link, base, draft, todayIn, saved, copied } = options;
  const stored = createStored(options);
  const form = signal(draft?.form ?? base);
  // A draft of a new link opens where a new link does, with the word that it is one.
  const step = signal<Step>(link === null ? 'availability' : (draft?.step ?? 'availability'));
  /** The form as of the last pause in typing. */
  const settled = signal(form.value);
  /** As they were when somebody tried to save; null: nobody did. */
  const tried = signal<readonly QuestionForm[] | null>(null);
  const heldUp = signal(false);
  const refused = signal<{ readonly fault: Fault; readonly value: string } | null>(null);
  const attention = signal<Attention | null>(null);
  const saving = signal(false);
  const failure = signal<ApiFailure | null>(null);
  const aside = signal<EditorForm | null>(null);
  const fromDraft = signal(draft !== null);
  const picture = createOfferPicture(api, stored.slug);
  const keeper = draftKeeperOf(api, draftName(stored.slug));
  const isChanged = computed(() => !isSame(form.value, stored.content.value));

  const known = computed(() => ({ before: stored.slug === null ? null : stored.content.value, todayIn }));
  const atRule = computed(() => ruleFaults(settled.value, known.value));
  const fromServer = computed((): readonly Fault[] => {
    const isUnchanged = refused.value && valueAt(form.value, refused.value.fault.field) === refused.value.value;
    const asked = picture.failure.value?.code === 'invalid' ? faultOf(picture.failure.value.problem) : null;
    return [...(isUnchanged && refused.value ? [refused.value.fault] : []), ...(asked ? [asked] : [])];
  });
  const faults = computed((): readonly Fault[] => {
    const judged = tried.value;
    const { questions } = settled.value;
    const atDetails = judged === null ? [] : detailsFaults(settled.value);
    const all = [
      ...atRule.value,
      ...atDetails.filter(fault => !isOfNewQuestion(fault, questions, judged ?? [])),
      ...fromServer.value,
    ];
    // Said once a place: the first is the one that the server would name.
    return all.filter((fault, index) => all.findIndex(other => placeOf(other) === placeOf(fault)) === index);
  });

  let timer: ReturnType<typeof setTimeout> | undefined;
  const settle = () => {
    clearTimeout(timer);
    settled.value = form.value;
    if (faults.value.length === 0) heldUp.value = false;
  };
  /** By its value: a form that changed elsewhere offers what it did. */
  const offer = computed(() => (atRule.value.length > 0 ? null : JSON.stringify(offerOf(settled.value))));
  const stopReading = effect(() => {
    const asked = offer.value;
    if (asked === null) picture.leave();
    else void picture.read(JSON.parse(asked) as ReturnType<typeof offerOf>);
  });

  const put = (next: EditorForm) => {
    form.value = next;
    settle();
  };
  const keep = () => {
    const kept: Draft = {
      form: form.value,
      base: stored.content.value,
      version: stored.version.value,
      step: step.value,
      key: stored.key,
    };
    keeper.keep(isChanged.value ? { ...kept } : null);
  };

  const change = (part: Partial<EditorForm>) => {
    form.value = { ...form.value, ...part };
    clearTimeout(timer);
    timer = setTimeout(settle, SETTLE_MS);
    keep();
  };
  const copying = createHoursCopying({ weekly: () => form.value.weekly, put: weekly => change({ weekly }), copied });

  const attend = (fault: Fault) =>
    batch(() => {
      step.value = stepOf(fault);
      heldUp.value = true;
      attention.value = { place: placeOf(fault) };
    });

  /** Whether nothing is at fault that the form can know of. */
  const passes = (found: readonly Fault[]): boolean => {
    const [first] = found;
    if (first) attend(first);
    return first === undefined;
  };

  const meet = (failed: ApiFailure): void => {
    const fault = failed.code === 'invalid' ? faultOf(failed.problem) : null;
    if (fault) {
      refused.value = { fault, value: valueAt(form.value, fault.field) };
      attend(fault);
    } else failure.value = failed;
  };

  const store = async (sent: EditorForm): Promise<LinkReply | null> => {
    try {
      return await stored.save(sent);
    } catch (thrown) {
      batch(() => {
        // Before anything gets the focus: a form that is being saved takes none.
        saving.value = false;
        meet(asApiFailure(thrown));
      });
      return null;
    }
  };

  const save = async (): Promise<void> => {
    if (saving.value) return;
    copying.copyTicked();
    batch(() => {
      tried.value = form.value.questions;
      failure.value = null;
      refused.value = null;
      settle();
    });
    if (!passes([...atRule.value, ...detailsFaults(form.value)])) return;
    saving.value = true;
    const reply = await store(form.value);
    if (reply) {
      batch(() => {
        fromDraft.value = false;
        aside.value = null;
      });
      await keeper.drop();
      saved(reply);
    }
    batch(() => {
      saving.value = false;
      if (stored.conflict.value) attention.value = { place: 'conflict' };
    });
  };

  return {
    isNew: link === null,
    form,
    step,
    faults,
    isHeldUp: heldUp,
    attention,
    saving,
    failure,
    conflict: stored.conflict,
    aside,
    fromDraft,
    isChanged,
    picture,
    keeper,
    copying,
    change,
    proceed: () => {
      copying.copyTicked();
      settle();
      if (passes(atRule.value)) {
        step.value = 'details';
        keep();
      }
    },
    show: wanted => {
      step.value = wanted;
      if (isChanged.value) keep();
    },
    attend,
    save,
    saveAsNew: () => {
      stored.startAnew();
      return save();
    },
    takeMine: () => {
      const met = stored.conflict.value;
      if (!met) return;
      stored.follow(met);
      if (met.refused) void save();
      else keep();
    },
    showTheirs: () => {
      const met = stored.conflict.value;
      if (!met) return;
      batch(() => {
        aside.value = form.value;
        stored.follow(met);
        fromDraft.value = false;
        put(met.theirs);
      });
    },
    bringMineBack: () => {
      const mine = aside.value;
      if (!mine) return;
      batch(() => {
        aside.value = null;
        put(mine);
      });
      keep();
    },
    discard: () => {
      batch(() => {
        fromDraft.value = false;
        stored.dismiss();
        put(stored.content.value);
      });
      keep();
    },
    restore: mine => {
      put(mine);
      keep();
    },
    close: () => {
      clearTimeout(timer);
      stopReading();
      keeper.leave();
    },
  };
};
