import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId, useMemo, useRef } from 'preact/hooks';
import { durations, followingStep } from '../meeting-fields/lengths.ts';
import { DURATION } from '../meeting-fields/ranges.ts';
import { useMeetingWords } from '../meeting-fields/words/words.ts';
import { NumberField } from '../shared/field.tsx';
import { Segments } from '../shared/segments.tsx';
import { ZoneField } from '../shared/zone-field.tsx';
import { DateField } from './date-field.tsx';
import { DateOverrides } from './date-overrides.tsx';
import { useEditor, useErrorAt } from './editor-context.ts';
import { Hints } from './hints-view.tsx';
import { TimeSettings } from './time-settings.tsx';
import { WeeklyHours } from './weekly-hours.tsx';
import { useEditorWords } from './words/words.ts';

export const Section = ({ title, hint, children }: { title: string; hint?: string; children: ComponentChildren }) => {
  const id = useId();
  return (
    <section class="editor-section" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {hint && <p class="section-hint">{hint}</p>}
      {children}
    </section>
  );
};

type DurationChoice = `${(typeof durations)[number]}` | 'custom';

const Duration = () => {
  const words = useEditorWords();
  const units = useMeetingWords();
  const { form, change } = useEditor();
  const errorAt = useErrorAt();
  const { duration, step } = form.value;
  const usual = durations.find(one => one === duration);
  /** Own minutes, even if they are among the usual ones. */
  const isCustom = useSignal(usual === undefined);
  /** The last that was one: on the way from one to the next what is typed often is none. */
  const last = useRef(duration);
  if (duration !== null && duration >= DURATION[0]) last.current = duration;
  const put = (minutes: number | null) =>
    change({ duration: minutes, step: followingStep(step, last.current, minutes) });
  const isShown = isCustom.value || usual === undefined;
  return (
    <div class="duration" data-place="offer.rule.duration">
      <Segments<DurationChoice>
        label={words.duration}
        value={isShown ? 'custom' : `${usual}`}
        choices={[...durations.map(one => [`${one}` as const, `${one}`] as const), ['custom', words.custom]]}
        onChange={choice => {
          isCustom.value = choice === 'custom';
          if (choice !== 'custom') put(Number(choice));
        }}
      />
      {!isShown && <span class="muted">{units.minutes}</span>}
      {isShown && (
        <NumberField
          quiet
          label={words.customDuration}
          unit={units.minutes}
          value={duration}
          least={DURATION[0]}
          most={DURATION[1]}
          error={errorAt('offer.rule.duration')}
          onInput={put}
        />
      )}
      {!isShown && errorAt('offer.rule.duration') && <p class="field-error">{errorAt('offer.rule.duration')}</p>}
    </div>
  );
};

const ActiveDates = () => {
  const words = useEditorWords();
  const { form, change } = useEditor();
  const errorAt = useErrorAt();
  const { activeFrom, activeTo } = form.value;
  return (
    <div class="pair">
      <div data-place="offer.rule.activeFrom">
        <DateField
          label={words.activeFrom}
          value={activeFrom}
          hint={activeFrom === '' ? words.fromNow : undefined}
          error={errorAt('offer.rule.activeFrom')}
          clear={words.clear(words.activeFrom)}
          onInput={date => change({ activeFrom: date })}
        />
      </div>
      <div data-place="offer.rule.activeTo">
        <DateField
          label={words.activeTo}
          value={activeTo}
          hint={activeTo === '' ? words.untilFurtherNotice : undefined}
          error={errorAt('offer.rule.activeTo')}
          clear={words.clear(words.activeTo)}
          onInput={date => change({ activeTo: date })}
        />
      </div>
    </div>
  );
};

/** The first step: when guests can meet. */
export const AvailabilityStep = () => {
  const words = useEditorWords();
  const { form, change } = useEditor();
  const errorAt = useErrorAt();
  /** Offsets are those of whole minutes. */
  const at = useMemo(() => Math.floor(Date.now() / 60_000) * 60_000, []);
  return (
    <>
      <Section title={words.duration}>
        <Duration />
      </Section>
      <Section title={words.weekly}>
        <div class="zone" data-place="offer.rule.zone">
          <ZoneField
            label={words.zone}
            value={form.value.zone}
            at={at}
            hint={words.zoneHint}
            error={errorAt('offer.rule.zone')}
            onChange={zone => change({ zone })}
          />
        </div>
        <WeeklyHours />
        <Hints of="ends" />
      </Section>
      <Section title={words.overrides} hint={words.overridesHint}>
        <DateOverrides />
      </Section>
      <Section title={words.activeDates}>
        <ActiveDates />
      </Section>
      <TimeSettings />
      <p class="editor-note">{words.calendarSync}</p>
    </>
  );
};
