import type { Language, Place } from '../../server/domain/link.ts';
import { ActivityTypeField } from '../meeting-fields/activity-type-field.tsx';
import { videoDoubt } from '../meeting-fields/link-target.ts';
import { PlaceField } from '../meeting-fields/place-field.tsx';
import { ChoiceField, TextArea, TextField } from '../shared/field.tsx';
import { mailWords } from '../shared/mail-words.ts';
import { Section } from './availability-step.tsx';
import { useEditor, useErrorAt } from './editor-context.ts';
import { FooterField } from './footer-field.tsx';
import { QuestionList } from './question-list.tsx';
import { useEditorWords } from './words/words.ts';

const Location = () => {
  const words = useEditorWords();
  const { form, change } = useEditor();
  const errorAt = useErrorAt();
  const { place } = form.value;
  const doubt = videoDoubt(place);
  const put = (next: Place) => change({ place: next });
  return (
    <div class={doubt ? 'place doubtful' : 'place'} data-place="details.place.text">
      <PlaceField
        value={place}
        hint={doubt ? words.videoDoubt[doubt] : words.placeHint[place.kind]}
        error={errorAt('details.place.text')}
        onKind={put}
        onText={put}
      />
    </div>
  );
};

const ActivityType = () => {
  const words = useEditorWords();
  const { form, change } = useEditor();
  const errorAt = useErrorAt();
  return (
    <div data-place="details.activityType">
      <ActivityTypeField
        value={form.value.activityType}
        hint={words.activityTypeHint}
        error={errorAt('details.activityType')}
        onChange={activityType => change({ activityType })}
      />
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
