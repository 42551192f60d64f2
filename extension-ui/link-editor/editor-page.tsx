import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { Button, IconButton } from '../shared/button.tsx';
import { BackIcon } from '../shared/icons.tsx';
import { useSession } from '../shared/session.ts';
import { AvailabilityStep } from './availability-step.tsx';
import { DetailsStep } from './details-step.tsx';
import type { Step } from './draft.ts';
import { useEditor } from './editor-context.ts';
import { OriginNotices, Refusals } from './editor-notices.tsx';
import { PictureView } from './picture-view.tsx';
import { PlanNotice } from './plan-limit.tsx';
import { useEditorWords } from './words/words.ts';

const StepTab = ({ of, number, label }: { of: Step; number: number; label: string }) => {
  const editor = useEditor();
  const isCurrent = editor.step.value === of;
  return (
    <li>
      <button
        type="button"
        {...(isCurrent ? { 'aria-current': 'step' as const } : {})}
        onClick={() => (of === 'details' ? editor.proceed() : editor.show(of))}
      >
        <span class="step-number" aria-hidden="true">
          {number}
        </span>
        {label}
      </button>
    </li>
  );
};

const DraftState = () => {
  const words = useEditorWords();
  const state = useEditor().keeper.state.value;
  if (state === 'failed') return <p class="draft-state failed">{words.draftFailed}</p>;
  return <p class="draft-state">{state === 'kept' && words.draftKept}</p>;
};

const Foot = () => {
  const words = useEditorWords();
  const editor = useEditor();
  const isFirst = editor.step.value === 'availability';
  const save = () => void editor.save();
  return (
    <div class="editor-foot">
      <Refusals />
      <div class="foot-line">
        <DraftState />
        {!isFirst && <Button onClick={() => editor.show('availability')}>{words.backToAvailability}</Button>}
        {isFirst && !editor.isNew && (
          <Button busy={editor.saving.value} onClick={save}>
            {words.saveLink}
          </Button>
        )}
        {isFirst ? (
          <Button kind="primary" onClick={editor.proceed}>
            {words.continue}
          </Button>
        ) : (
          <Button kind="primary" busy={editor.saving.value} onClick={save}>
            {words.saveLink}
          </Button>
        )}
      </div>
    </div>
  );
};

const FOCUSABLE =
  '[aria-invalid], input:not([type="hidden"]), select, textarea, [contenteditable], button:not(.icon-button), button';

/** The field that a fault is about; whatever is folded around it opens. */
const focusPlace = (page: HTMLElement, place: string): void => {
  const holder = page.querySelector(`[data-place="${CSS.escape(place)}"]`);
  for (let fold = holder?.closest('details'); fold; fold = fold.parentElement?.closest('details')) fold.open = true;
  // A notice takes the focus itself: none of its ways may be gone by a second press of the key that led here.
  const whole = holder instanceof HTMLElement && holder.hasAttribute('tabindex') ? holder : null;
  const found =
    whole ?? holder?.querySelector<HTMLElement>('[aria-invalid]') ?? holder?.querySelector<HTMLElement>(FOCUSABLE);
  (found ?? page.querySelector<HTMLElement>('.refusals button'))?.focus();
};

/** Both steps, with what they would offer beside them. */
export const EditorPage = ({ draftAt }: { draftAt: number | null }) => {
  const session = useSession();
  const shared = session.words.value;
  const words = useEditorWords();
  const editor = useEditor();
  const page = useRef<HTMLDivElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const step = editor.step.value;
  const attention = editor.attention.value;

  // Before anything else can be typed: the focus would take it away from where it is going.
  const shown = useRef(step);
  useLayoutEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    window.scrollTo(0, 0);
    title.current?.focus({ preventScroll: true });
  }, [step]);
  useLayoutEffect(() => {
    if (attention && page.current) focusPlace(page.current, attention.place);
  }, [attention]);
  useEffect(() => {
    const { leave, again } = editor.keeper;
    addEventListener('pagehide', leave);
    addEventListener('online', again);
    return () => {
      removeEventListener('pagehide', leave);
      removeEventListener('online', again);
    };
  }, [editor]);

  return (
    <div class="link-editor" ref={page}>
      <header class="editor-head">
        <IconButton label={shared.manageAvailability} onClick={() => session.go({ name: 'availability' })}>
          <BackIcon />
        </IconButton>
        <h2 ref={title} tabIndex={-1} dir="auto">
          {editor.isNew ? shared.addAvailability : words.editTitle(editor.form.value.name)}
        </h2>
        <nav aria-label={words.steps}>
          <ol class="editor-steps">
            <StepTab of="availability" number={1} label={words.stepAvailability} />
            <StepTab of="details" number={2} label={words.stepDetails} />
          </ol>
        </nav>
      </header>
      <OriginNotices draftAt={draftAt} />
      {editor.isNew && step === 'availability' && <PlanNotice />}
      <div class="editor-columns">
        {/* What would be typed while it is being saved would be in neither. */}
        <div class="editor-form" inert={editor.saving.value}>
          {step === 'availability' ? <AvailabilityStep /> : <DetailsStep />}
          {!editor.isNew && <p class="editor-note">{words.urlStays}</p>}
        </div>
        <PictureView />
      </div>
      <Foot />
    </div>
  );
};
