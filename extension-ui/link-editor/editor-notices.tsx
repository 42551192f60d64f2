import type { ComponentChildren } from 'preact';
import { StaleWays } from '../drafts/stale-ways.tsx';
import { type MeetingWords, useMeetingWords } from '../meeting-fields/words/words.ts';
import { useFailureText } from '../shared/gate.tsx';
import { Notice } from '../shared/notice.tsx';
import { useSession } from '../shared/session.ts';
import { moment } from '../shared/times.ts';
import { useToasts } from '../shared/toast.tsx';
import { useEditor, useFaultText } from './editor-context.ts';
import { placeOf } from './faults.ts';
import { differingFields, type EditorForm } from './form.ts';
import { type EditorWords, useEditorWords } from './words/words.ts';

const Way = ({ label, act }: { label: string; act: () => void }) => (
  <button type="button" class="link-button" onClick={act}>
    {label}
  </button>
);

const Line = ({ text, children }: { text: string; children: ComponentChildren }) => (
  <Notice kind="warn">
    <span>{text}</span>
    <span class="notice-ways">{children}</span>
  </Notice>
);

/** Where the content comes from, when that isn't what is stored: a draft, or somebody else's save. */
export const OriginNotices = ({ draftAt }: { draftAt: number | null }) => {
  const { zone, locale, words: shared } = useSession();
  const words = useEditorWords();
  const toasts = useToasts();
  const editor = useEditor();
  const discard = () => {
    const mine = editor.form.value;
    editor.discard();
    toasts.show(words.discarded, { label: shared.value.undo, act: () => editor.restore(mine) }, 10_000);
  };
  const isOffered = editor.fromDraft.value && !editor.conflict.value;
  const draft = isOffered && draftAt !== null ? moment(draftAt, zone.value, locale.value) : null;
  return (
    <div class="origin-notices" role="status">
      {editor.aside.value && (
        <Line text={words.theirsShown}>
          <Way label={words.bringMineBack} act={editor.bringMineBack} />
        </Line>
      )}
      {draft !== null && !editor.isNew && (
        <Line text={words.draftOffered(draft)}>
          <Way label={words.discard} act={discard} />
        </Line>
      )}
      {draft !== null && editor.isNew && (
        <p class="origin-draft">
          {words.draftContinued(draft)} <Way label={words.startAnew} act={discard} />
        </p>
      )}
    </div>
  );
};

/** Somebody else has saved the link: which of the two contents counts. */
const ConflictNotice = ({ theirs }: { theirs: EditorForm }) => {
  const { locale } = useSession();
  const words = useEditorWords();
  const fields = useMeetingWords();
  const editor = useEditor();
  const names = differingFields(editor.form.value, theirs).map(field => placeName(words, fields, field));
  const named = new Intl.ListFormat(locale.value, { type: 'unit', style: 'short' }).format(new Set(names));
  return (
    <div data-place="conflict" tabIndex={-1}>
      <Notice kind="warn">
        <span>{`${words.conflict} ${named && words.conflictFields(named)} ${words.takeMineHint}`}</span>
        <StaleWays takeMine={editor.takeMine} showTheirs={editor.showTheirs} />
      </Notice>
    </div>
  );
};

/** What keeps the form from being saved, each fault with the way to it. */
export const Refusals = () => {
  const words = useEditorWords();
  const fields = useMeetingWords();
  const editor = useEditor();
  const text = useFaultText();
  const failureText = useFailureText();
  const faults = editor.faults.value;
  const failure = editor.failure.value;
  const isGone = failure?.code === 'not_found' || failure?.code === 'link_not_found' || failure?.code === 'link_gone';
  return (
    <div class="refusals" role="alert">
      {editor.conflict.value && <ConflictNotice theirs={editor.conflict.value.theirs} />}
      {editor.isHeldUp.value && faults.length > 0 && (
        <div class="notice bad">
          <div>
            <strong>{words.faults(faults.length)}</strong>
            <ul>
              {faults.map(fault => (
                <li key={placeOf(fault)}>
                  <Way
                    label={`${placeName(words, fields, fault.field)}: ${text(fault)}`}
                    act={() => editor.attend(fault)}
                  />
                </li>
              ))}
            </ul>
          </div>
        </div>
      )}
      {failure && (
        <Notice kind="bad">
          <span>{isGone ? words.linkGone : `${words.notSaved} ${failureText(failure)}`}</span>
          {isGone && <Way label={words.saveAsNew} act={() => void editor.saveAsNew()} />}
        </Notice>
      )}
    </div>
  );
};

/** What the form calls a field of the server's. */
const placeName = (words: EditorWords, fields: MeetingWords, field: string): string => {
  const names: Readonly<Record<string, string>> = {
    'offer.rule.zone': words.zone,
    'offer.rule.weekly': words.weekly,
    'offer.rule.overrides': words.overrides,
    'offer.rule.duration': words.duration,
    'offer.rule.step': words.step,
    'offer.rule.bufferBefore': fields.bufferBefore,
    'offer.rule.bufferAfter': fields.bufferAfter,
    'offer.rule.notice': fields.notice,
    'offer.rule.horizonDays': fields.horizon,
    'offer.rule.activeFrom': words.activeFrom,
    'offer.rule.activeTo': words.activeTo,
    'offer.rule.dailyLimit': words.dailyLimitCount,
    'details.name': words.name,
    'details.place': fields.place,
    'details.place.text': fields.place,
    'details.description': words.description,
    'details.questions': words.questions,
    'details.activityType': fields.activityType,
    'details.footer': words.footer,
    language: words.language,
  };
  const question = /^details\.questions\.(\d+)/.exec(field)?.[1];
  return names[field] ?? (question === undefined ? words.stepDetails : words.question(String(Number(question) + 1)));
};
