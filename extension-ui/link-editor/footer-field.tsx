import './footer-field.css';
import { useSignal } from '@preact/signals';
import type { ComponentChildren, ComponentType } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import { linkTarget } from '../meeting-fields/link-target.ts';
import { Button, IconButton } from '../shared/button.tsx';
import { TextField } from '../shared/field.tsx';
import { ChainIcon, TrashIcon } from '../shared/icons.tsx';
import { useSession } from '../shared/session.ts';
import { useToasts } from '../shared/toast.tsx';
import { useEditor, useErrorAt } from './editor-context.ts';
import { BoldIcon, BulletsIcon, ItalicIcon, NumbersIcon } from './editor-icons.tsx';
import { footerHtml } from './footer-html.ts';
import * as editing from './rich-editing.ts';
import { useEditorWords } from './words/words.ts';

interface RichTextOptions {
  readonly label: string;
  readonly value: string;
  readonly onInput: (html: string) => void;
  readonly error: string | undefined;
  /** The caret goes in at once: the host asked for it. */
  readonly isAsked: boolean;
}

const buttons: readonly (readonly [editing.Toggle, 'bold' | 'italic' | 'bullets' | 'numbers', ComponentType])[] = [
  ['bold', 'bold', BoldIcon],
  ['italic', 'italic', ItalicIcon],
  ['insertUnorderedList', 'bullets', BulletsIcon],
  ['insertOrderedList', 'numbers', NumbersIcon],
];

const RichText = ({ label, value, onInput, error, isAsked }: RichTextOptions) => {
  const words = useEditorWords();
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const emitted = useRef<string | null>(null);
  const on = useSignal<readonly editing.Toggle[]>([]);
  /** While a link is being set: where. */
  const linking = useSignal<{ readonly range: Range | null; readonly address: string } | null>(null);
  const isWrong = useSignal(false);

  // What comes from elsewhere is put in; what was typed here is there already.
  useLayoutEffect(() => {
    if (!root.current || emitted.current === value) return;
    root.current.innerHTML = editing.cleanHtml(value);
    emitted.current = value;
  }, [value]);
  useLayoutEffect(() => {
    if (isAsked) root.current?.focus();
  }, [isAsked]);
  useEffect(() => {
    const look = () => {
      if (root.current && editing.selectionIn(root.current)) on.value = editing.toggles.filter(editing.isOn);
    };
    document.addEventListener('selectionchange', look);
    return () => document.removeEventListener('selectionchange', look);
  }, []);

  const tell = () => {
    if (!root.current) return;
    const html = footerHtml(root.current);
    emitted.current = html;
    onInput(html);
    on.value = editing.toggles.filter(editing.isOn);
  };
  const act = (work: () => void) => {
    root.current?.focus();
    work();
    tell();
  };
  const take = (event: Event, transfer: DataTransfer | null) => {
    event.preventDefault();
    if (transfer) editing.insert(editing.cleanTransfer(transfer));
    tell();
  };
  const askForLink = () => {
    if (!root.current) return;
    const range = editing.selectionIn(root.current);
    linking.value = { range, address: editing.linkAt(range)?.getAttribute('href') ?? '' };
    isWrong.value = false;
  };
  const setLink = () => {
    const wanted = linking.value;
    const target = wanted && linkTarget(wanted.address);
    isWrong.value = !target;
    if (!wanted || !target || !root.current) return;
    linking.value = null;
    editing.select(root.current, wanted.range);
    editing.setLink(wanted.range, target);
    tell();
  };
  const leaveLink = () => {
    const range = linking.value?.range ?? null;
    linking.value = null;
    if (root.current) editing.select(root.current, range);
  };
  const unlink = () => {
    const link = editing.linkAt(linking.value?.range ?? null);
    linking.value = null;
    if (!link || !root.current) return;
    const range = document.createRange();
    range.selectNodeContents(link);
    editing.select(root.current, range);
    editing.unlink();
    tell();
  };

  return (
    <div class="rich">
      <div class="rich-tools" role="toolbar" aria-label={words.formatting} aria-controls={id}>
        {buttons.map(([name, word, Icon]) => (
          <Tool
            key={name}
            label={words[word]}
            pressed={on.value.includes(name)}
            act={() => act(() => editing.toggle(name))}
          >
            <Icon />
          </Tool>
        ))}
        <Tool label={words.link} pressed={linking.value !== null} act={askForLink}>
          <ChainIcon />
        </Tool>
      </div>
      {linking.value && (
        <form
          class="rich-link"
          noValidate
          onSubmit={event => {
            event.preventDefault();
            setLink();
          }}
          onKeyDown={event => {
            if (event.key === 'Escape') leaveLink();
          }}
        >
          <LinkAddress
            value={linking.value.address}
            error={isWrong.value ? words.linkWrong : null}
            onInput={address => {
              if (linking.value) linking.value = { ...linking.value, address };
            }}
          />
          <Button onClick={setLink}>{words.applyLink}</Button>
          {editing.linkAt(linking.value.range) && (
            <button type="button" class="link-button" onClick={unlink}>
              {words.unlink}
            </button>
          )}
        </form>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a text area has no bold text */}
      <div
        id={id}
        ref={root}
        class="rich-text footer-look"
        role="textbox"
        tabIndex={0}
        aria-multiline="true"
        aria-label={label}
        {...(error ? { 'aria-invalid': true, 'aria-describedby': `${id}-error` } : {})}
        dir="auto"
        contentEditable
        onFocus={editing.prepare}
        onInput={tell}
        onPaste={event => take(event, event.clipboardData)}
        onDrop={event => take(event, event.dataTransfer)}
        onKeyDown={event => {
          if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
            event.preventDefault();
            askForLink();
          }
        }}
      />
      {error && (
        <p id={`${id}-error`} class="field-error">
          {error}
        </p>
      )}
    </div>
  );
};

interface ToolOptions {
  readonly label: string;
  readonly pressed: boolean;
  readonly act: () => void;
  readonly children: ComponentChildren;
}

const Tool = ({ label, pressed, act, children }: ToolOptions) => (
  <button
    type="button"
    class="icon-button"
    aria-label={label}
    title={label}
    aria-pressed={pressed}
    // The selection stays in the text.
    onMouseDown={event => event.preventDefault()}
    onClick={act}
  >
    {children}
  </button>
);

const LinkAddress = (field: { value: string; error: string | null; onInput: (value: string) => void }) => {
  const words = useEditorWords();
  const holder = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => holder.current?.querySelector('input')?.focus(), []);
  return (
    <div ref={holder}>
      <TextField quiet label={words.linkAddress} placeholder="https://" {...field} />
    </div>
  );
};

/** The host's closing words: none, or a small rich text with what guests will see of it. */
export const FooterField = () => {
  const session = useSession();
  const shared = session.words.value;
  const words = useEditorWords();
  const toasts = useToasts();
  const { form, change } = useEditor();
  const error = useErrorAt()('details.footer');
  const isAsked = useSignal(false);
  const id = useId();
  const { footer } = form.value;

  if (footer === '' && !isAsked.value) {
    return (
      <div class="editor-section" data-place="details.footer">
        <button
          type="button"
          class="link-button add-footer"
          onClick={() => {
            isAsked.value = true;
          }}
        >
          {shared.addFooter}
        </button>
      </div>
    );
  }
  const remove = () => {
    change({ footer: '' });
    isAsked.value = false;
    if (footer === '') return;
    toasts.show(words.footerRemoved, { label: shared.undo, act: () => change({ footer }) }, 10_000);
  };
  return (
    <section class="editor-section" aria-labelledby={id} data-place="details.footer">
      <div class="section-line">
        <h3 id={id}>{words.footer}</h3>
        <IconButton label={words.removeFooter} onClick={remove}>
          <TrashIcon />
        </IconButton>
      </div>
      <p class="section-hint">{words.footerHint}</p>
      <RichText
        label={words.footer}
        value={footer}
        error={error}
        isAsked={isAsked.value}
        onInput={html => change({ footer: html })}
      />
      {footer !== '' && (
        <figure class="footer-preview">
          <figcaption>{words.footerPreview}</figcaption>
          <div class="footer-look" dir="auto" dangerouslySetInnerHTML={{ __html: editing.cleanHtml(footer) }} />
        </figure>
      )}
    </section>
  );
};
