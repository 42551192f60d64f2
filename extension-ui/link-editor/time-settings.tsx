import { useEffect, useRef } from 'preact/hooks';
import { mostIn, noticeUnits } from '../meeting-fields/lengths.ts';
import { BUFFER, DAILY, DURATION, HORIZON, NOTICE } from '../meeting-fields/ranges.ts';
import { useMeetingWords } from '../meeting-fields/words/words.ts';
import { CheckField } from '../shared/check-field.tsx';
import { ChoiceField, NumberField } from '../shared/field.tsx';
import { Segments } from '../shared/segments.tsx';
import { useEditor, useErrorAt } from './editor-context.ts';
import { Hints } from './hints-view.tsx';
import { useEditorWords } from './words/words.ts';

const own = ['step', 'bufferBefore', 'bufferAfter', 'notice', 'horizonDays', 'dailyLimit'].map(
  name => `offer.rule.${name}`,
);

/** *Buffers and time settings*: folded until somebody wants them, or something in them is at fault. */
export const TimeSettings = () => {
  const words = useEditorWords();
  const fields = useMeetingWords();
  const { form, change, faults, attention } = useEditor();
  const errorAt = useErrorAt();
  const fold = useRef<HTMLDetailsElement>(null);
  const { step, bufferBefore, bufferAfter, notice, hasHorizon, horizonDays, hasDailyLimit, dailyLimit } = form.value;
  const isAtFault = faults.value.some(({ field }) => own.includes(field));
  useEffect(() => {
    if (isAtFault && fold.current) fold.current.open = true;
  }, [isAtFault, attention.value]);

  return (
    <div class="editor-section">
      <details class="time-settings" ref={fold}>
        <summary>
          <h3>{words.settings}</h3>
        </summary>
        <div class="settings-fields">
          <div data-place="offer.rule.step">
            <NumberField
              label={words.step}
              unit={fields.minutes}
              value={step}
              least={DURATION[0]}
              most={DURATION[1]}
              hint={words.stepHint}
              error={errorAt('offer.rule.step')}
              onInput={value => change({ step: value })}
            />
          </div>
          <div class="pair">
            <div data-place="offer.rule.bufferBefore">
              <NumberField
                label={fields.bufferBefore}
                unit={fields.minutes}
                value={bufferBefore}
                least={BUFFER[0]}
                most={BUFFER[1]}
                hint={words.bufferHint}
                error={errorAt('offer.rule.bufferBefore')}
                onInput={value => change({ bufferBefore: value })}
              />
            </div>
            <div data-place="offer.rule.bufferAfter">
              <NumberField
                label={fields.bufferAfter}
                unit={fields.minutes}
                value={bufferAfter}
                least={BUFFER[0]}
                most={BUFFER[1]}
                error={errorAt('offer.rule.bufferAfter')}
                onInput={value => change({ bufferAfter: value })}
              />
            </div>
          </div>
          <div class="notice-line" data-place="offer.rule.notice">
            <NumberField
              label={fields.notice}
              value={notice.amount}
              least={NOTICE[0]}
              most={mostIn(notice.unit, NOTICE[1])}
              hint={words.noticeHint}
              error={errorAt('offer.rule.notice')}
              onInput={amount => change({ notice: { ...notice, amount } })}
            />
            <ChoiceField
              quiet
              label={fields.noticeUnit}
              value={notice.unit}
              choices={noticeUnits.map(unit => [unit, fields[unit]] as const)}
              onChange={unit => change({ notice: { ...notice, unit } })}
            />
          </div>
          <div data-place="offer.rule.horizonDays">
            <p class="field-title" aria-hidden="true">
              {fields.horizon}
            </p>
            <Segments
              label={fields.horizon}
              value={hasHorizon ? 'limited' : 'open'}
              choices={[
                ['limited', words.horizonLimited],
                ['open', words.horizonOpen],
              ]}
              onChange={kind => change({ hasHorizon: kind === 'limited' })}
            />
            {hasHorizon && (
              <NumberField
                quiet
                label={words.horizonDays}
                unit={fields.days}
                value={horizonDays}
                least={HORIZON[0]}
                most={HORIZON[1]}
                error={errorAt('offer.rule.horizonDays')}
                onInput={value => change({ horizonDays: value })}
              />
            )}
          </div>
          <div data-place="offer.rule.dailyLimit">
            <CheckField
              label={words.dailyLimit}
              checked={hasDailyLimit}
              onChange={checked => change({ hasDailyLimit: checked })}
            />
            {hasDailyLimit && (
              <NumberField
                quiet
                label={words.dailyLimitCount}
                unit={words.meetingsUnit}
                value={dailyLimit}
                least={DAILY[0]}
                most={DAILY[1]}
                error={errorAt('offer.rule.dailyLimit')}
                onInput={value => change({ dailyLimit: value })}
              />
            )}
          </div>
        </div>
      </details>
      <Hints of="between" />
    </div>
  );
};
