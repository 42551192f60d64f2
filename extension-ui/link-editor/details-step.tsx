import { useEffect, useMemo } from 'preact/hooks';
import type { Language, Place } from '../../server/domain/link.ts';
import { ChoiceField, TextArea, TextField } from '../shared/field.tsx';
import { mailWords } from '../shared/mail-words.ts';
import { Notice } from '../shared/notice.tsx';
import { createResource } from '../shared/resource.ts';
import { useSession } from '../shared/session.ts';
import { Section } from './availability-step.tsx';
import { useEditor, useErrorAt } from './editor-context.ts';
import { FooterField } from './footer-field.tsx';
import { linkTarget } from './footer-html.ts';
import { QuestionList } from './question-list.tsx';
import { useEditorWords } from './words/words.ts';

const placeKinds = ['video', 'phone', 'in_person', 'other'] as const satisfies readonly Place['kind'][];

const Location = () => {
  const words = useEditorWords();
  const { form, change } = useEditor();
  const errorAt = useErrorAt();
  const { place } = form.value;
  const isDoubtful = place.kind === 'video' && place.text.trim() !== '' && linkTarget(place.text) === null;
  return (
    <div class="place">
      <ChoiceField
        label={words.place}
        value={place.kind}
        choices={placeKinds.map(kind => [kind, words.placeKind[kind]] as const)}
        onChange={kind => change({ place: { ...place, kind } })}
      />
      <div data-place="details.place.text" class={isDoubtful ? 'doubtful' : ''}>
        <TextField
          label={words.placeText[place.kind]}
          value={place.text}
          hint={isDoubtful ? words.notWebAddress : words.placeHint[place.kind]}
          error={errorAt('details.place.text')}
          onInput={text => change({ place: { ...place, text } })}
        />
      </div>
    </div>
  );
};

/** The company's own types; where the CRM doesn't tell them, the current one stays. */
const ActivityType = () => {
  const session = useSession();
  const words = useEditorWords();
  const { form, change } = useEditor();
  const errorAt = useErrorAt();
  const types = useMemo(() => createResource(session.api.activityTypes), [session]);
  useEffect(() => {
    void types.load();
    return session.onReload(() => void types.load());
  }, [session, types]);
  const current = form.value.activityType;
  const told = types.data.value?.types ?? [];
  const isTold = told.some(({ key }) => key === current);
  const choices = [
    ...(isTold || current === '' ? [] : [[current, current] as const]),
    ...told.map(({ key, name }) => [key, name] as const),
  ];
  const isUnknown = types.failure.value !== null && types.data.value === null;
  return (
    <div data-place="details.activityType">
      <ChoiceField
        label={words.activityType}
        value={current}
        choices={choices}
        hint={isUnknown ? undefined : words.activityTypeHint}
        error={errorAt('details.activityType')}
        onChange={activityType => change({ activityType })}
      />
      {isUnknown && (
        <Notice kind="warn">
          <span role="status">{words.activityTypesFailed}</span>
        </Notice>
      )}
    </div>
  );
};

/** In its own words, so that whoever speaks it finds it. */
const languageName = (language: string): string =>
  new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;

const GuestLanguage = () => {
  const words = useEditorWords();
  const { form, change } = useEditor();
  const errorAt = useErrorAt();
  const languages = Object.keys(mailWords) as Language[];
  return (
    <div data-place="language">
      <ChoiceField<Language | ''>
        label={words.language}
        value={form.value.language}
        choices={[['', words.guestsOwn], ...languages.map(language => [language, languageName(language)] as const)]}
        error={errorAt('language')}
        onChange={language => change({ language })}
      />
    </div>
  );
};

/** The second step: what the meeting is, and what guests are asked. */
export const DetailsStep = () => {
  const words = useEditorWords();
  const { form, change } = useEditor();
  const errorAt = useErrorAt();
  return (
    <>
      <Section title={words.stepDetails}>
        <div data-place="details.name">
          <TextField
            label={words.name}
            value={form.value.name}
            hint={words.nameHint}
            error={errorAt('details.name')}
            onInput={name => change({ name })}
          />
        </div>
        <Location />
        <div data-place="details.description">
          <TextArea
            label={words.description}
            value={form.value.description}
            rows={4}
            hint={words.descriptionHint}
            error={errorAt('details.description')}
            onInput={description => change({ description })}
          />
        </div>
        <div class="pair">
          <ActivityType />
          <GuestLanguage />
        </div>
      </Section>
      <Section title={words.questions} hint={words.questionsHint}>
        <QuestionList />
      </Section>
      <FooterField />
    </>
  );
};
