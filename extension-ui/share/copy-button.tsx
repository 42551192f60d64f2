import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { Button } from '../shared/button.tsx';
import { copy, type RichText } from '../shared/clipboard.ts';
import { CheckIcon, CopyIcon } from '../shared/icons.tsx';
import { useShareWords } from './words/words.ts';

const FEEDBACK_MS = 2_500;

/** Puts something on the clipboard; the dialog covers the surface's messages, so it tells of its success itself. */
export const useCopy = () => {
  const words = useShareWords();
  const state = useSignal<'ready' | 'done' | 'refused'>('ready');
  useEffect(() => {
    if (state.value !== 'done') return;
    const timer = setTimeout(() => {
      state.value = 'ready';
    }, FEEDBACK_MS);
    return () => clearTimeout(timer);
  }, [state.value]);
  const said = { ready: '', done: words.copied, refused: words.copyRefused }[state.value];
  return {
    isDone: state.value === 'done',
    put: async (content: RichText) => {
      state.value = 'ready';
      state.value = (await copy(content)) ? 'done' : 'refused';
    },
    report: (
      <p class={state.value === 'refused' ? 'field-error' : 'unseen'} role="status">
        {said}
      </p>
    ),
  };
};

interface CopyOptions {
  readonly content: RichText;
  readonly kind?: 'primary' | 'plain';
  readonly children: ComponentChildren;
}

export const CopyButton = ({ content, kind = 'plain', children }: CopyOptions) => {
  const words = useShareWords();
  const { isDone, put, report } = useCopy();
  return (
    <div class="share-copy">
      <Button kind={kind} onClick={() => void put(content)}>
        {isDone ? <CheckIcon /> : <CopyIcon />}
        {/* Both words stand in the same place, so that the button keeps its width. */}
        <span class="share-words">
          <span class={isDone ? 'away' : ''}>{children}</span>
          <span class={isDone ? '' : 'away'} aria-hidden="true">
            {words.copied}
          </span>
        </span>
      </Button>
      {report}
    </div>
  );
};
