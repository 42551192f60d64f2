import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Button, IconButton } from '../shared/button.tsx';
import { CheckField } from '../shared/check-field.tsx';
import { ChoiceField, TextArea, TextField } from '../shared/field.tsx';
import { PlusIcon, TrashIcon } from '../shared/icons.tsx';
import { randomKey } from '../shared/random-key.ts';
import { useSession } from '../shared/session.ts';
import { useToasts } from '../shared/toast.tsx';
import { useDragOrder } from './drag-order.ts';
import { useEditor, useErrorAt } from './editor-context.ts';
import { DownIcon, DragIcon, UpIcon } from './editor-icons.tsx';
import { MOST_QUESTIONS } from './faults.ts';
import { newQuestion, type QuestionForm, questionKinds, reordered } from './questions.ts';
import { useEditorWords } from './words/words.ts';

interface RowOptions {
  readonly question: QuestionForm;
  readonly index: number;
  readonly count: number;
  readonly isDragged: boolean;
  readonly onChange: (question: QuestionForm) => void;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
  readonly onGrip: (event: PointerEvent) => void;
}

const Row = ({ question, index, count, isDragged, onChange, onMove, onRemove, onGrip }: RowOptions) => {
  const words = useEditorWords();
  const errorAt = useErrorAt();
  const number = String(index + 1);
  const place = `details.questions.${index}`;
  const isChoice = question.kind === 'choice';
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!event.altKey || step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onMove(index + step);
  };
  return (
    <li class={isDragged ? 'question dragged' : 'question'} data-question={question.id} onKeyDownCapture={onKeyDown}>
      <span class="question-grip" title={words.move(number)} onPointerDown={onGrip}>
        <DragIcon />
      </span>
      <fieldset>
        <legend class="unseen">{words.question(number)}</legend>
        <div class="question-line">
          <div class="question-label" data-place={`${place}.label`}>
            <TextField
              label={words.questionLabel}
              value={question.label}
              error={errorAt(`${place}.label`)}
              onInput={label => onChange({ ...question, label })}
            />
          </div>
          <ChoiceField
            label={words.questionKind}
            value={question.kind}
            choices={questionKinds.map(kind => [kind, words.kinds[kind]] as const)}
            onChange={kind => onChange({ ...question, kind })}
          />
        </div>
        {isChoice && (
          <div data-place={`${place}.choices`}>
            <TextArea
              label={words.choices}
              rows={3}
              value={question.choices}
              hint={words.choicesHint}
              error={errorAt(`${place}.choices`)}
              onInput={choices => onChange({ ...question, choices })}
            />
          </div>
        )}
        <div class="question-foot">
          <CheckField
            label={question.kind === 'checkbox' ? words.checkboxRequired : words.required}
            checked={question.required}
            onChange={required => onChange({ ...question, required })}
          />
          <span class="question-acts">
            <IconButton label={words.moveUp(number)} aria-disabled={index === 0} onClick={() => onMove(index - 1)}>
              <UpIcon />
            </IconButton>
            <IconButton
              label={words.moveDown(number)}
              aria-disabled={index === count - 1}
              onClick={() => onMove(index + 1)}
            >
              <DownIcon />
            </IconButton>
            <IconButton label={words.removeQuestion(number)} onClick={onRemove}>
              <TrashIcon />
            </IconButton>
          </span>
        </div>
        {errorAt(`${place}.id`) && <p class="field-error">{errorAt(`${place}.id`)}</p>}
      </fieldset>
    </li>
  );
};

/** What guests are asked, in their order: by drag, by buttons or by Alt and the arrow keys. */
export const QuestionList = () => {
  const session = useSession();
  const words = useEditorWords();
  const toasts = useToasts();
  const { form, change } = useEditor();
  const list = useRef<HTMLUListElement>(null);
  const said = useSignal('');
  const fresh = useRef<string | null>(null);
  /** What had the focus before the rows changed places: a row that is put elsewhere loses it. */
  const held = useRef<HTMLElement | null>(null);
  const { questions } = form.value;
  const count = questions.length;

  const move = (from: number, to: number) => {
    if (to < 0 || to >= count || from === to) return;
    held.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    change({ questions: reordered(form.value.questions, from, to) });
    said.value = words.moved(String(to + 1), String(count));
  };
  const drag = useDragOrder(list, move);

  useLayoutEffect(() => {
    if (held.current && held.current !== document.activeElement) held.current.focus();
    held.current = null;
    if (fresh.current !== null) {
      list.current?.querySelector<HTMLElement>(`[data-question="${fresh.current}"] input[type="text"]`)?.focus();
      fresh.current = null;
    }
  }, [questions]);

  const remove = (index: number) => {
    const removed = questions[index];
    if (!removed) return;
    change({ questions: questions.toSpliced(index, 1) });
    const restore = () => change({ questions: form.value.questions.toSpliced(index, 0, removed) });
    toasts.show(words.questionRemoved, { label: session.words.value.undo, act: restore }, 10_000);
  };
  const add = () => {
    const id = randomKey();
    fresh.current = id;
    change({ questions: [...questions, newQuestion(id)] });
  };

  return (
    <div data-place="details.questions">
      <ul class={drag.at === null ? 'questions' : 'questions dragging'} ref={list}>
        {questions.map((question, index) => (
          <Row
            key={question.id}
            question={question}
            index={index}
            count={count}
            isDragged={drag.at === index}
            onChange={changed => change({ questions: form.value.questions.with(index, changed) })}
            onMove={to => move(index, to)}
            onRemove={() => remove(index)}
            onGrip={event => drag.begin(event, index)}
          />
        ))}
      </ul>
      {count > 1 && <p class="section-hint">{words.moveHint}</p>}
      <p class="unseen" role="status">
        {said.value}
      </p>
      {count < MOST_QUESTIONS && (
        <Button onClick={add}>
          <PlusIcon />
          {words.addQuestion}
        </Button>
      )}
    </div>
  );
};
