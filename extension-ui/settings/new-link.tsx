import { useSignal } from '@preact/signals';
import type { SettingsBody } from '../../server/http/host/schema.ts';
import { type Notice, noticeMinutes, noticeOf, noticeUnits } from '../meeting-fields/lengths.ts';
import { BUFFER, DURATION, HORIZON, NOTICE } from '../meeting-fields/ranges.ts';
import { useMeetingWords } from '../meeting-fields/words/words.ts';
import { CheckField } from '../shared/check-field.tsx';
import { ChoiceField, NumberField } from '../shared/field.tsx';
import { DefaultPlace } from './default-place.tsx';
import { Section } from './section.tsx';
import { SettingRow, useSetting } from './setting.tsx';
import { useSettingsWords } from './words/words.ts';

type NewLink = SettingsBody['newLink'];

interface MinutesOptions {
  readonly of: 'duration' | 'step' | 'bufferBefore' | 'bufferAfter';
  readonly label: string;
  readonly range: readonly [least: number, most: number];
}

/** What isn't a number at all stays in the field and isn't sent. */
const useNumber = (label: string, of: keyof NewLink) => {
  const words = useSettingsWords();
  const setting = useSetting<number | null>(
    label,
    stored => stored.newLink[of],
    (value, { newLink }) => ({ newLink: { ...newLink, [of]: value } }),
  );
  const isEmpty = useSignal(false);
  return {
    setting,
    value: isEmpty.value ? null : setting.value,
    error: isEmpty.value ? words.number : setting.error,
    type: (value: number | null) => {
      isEmpty.value = value === null;
      if (value !== null) setting.type(value);
    },
    choose: (value: number | null) => {
      isEmpty.value = false;
      setting.choose(value);
    },
  };
};

const MinutesSetting = ({ of, label, range: [least, most] }: MinutesOptions) => {
  const fields = useMeetingWords();
  const { setting, value, error, type } = useNumber(label, of);
  return (
    <SettingRow setting={setting}>
      <NumberField
        label={label}
        error={error}
        value={value}
        least={least}
        most={most}
        unit={fields.minutes}
        onInput={type}
      />
    </SettingRow>
  );
};

const NoticeSetting = () => {
  const words = useSettingsWords();
  const fields = useMeetingWords();
  const setting = useSetting<Notice>(
    fields.notice,
    ({ newLink }) => noticeOf(newLink.notice),
    (value, { newLink }) => ({ newLink: { ...newLink, notice: noticeMinutes(value) ?? newLink.notice } }),
  );
  /** What isn't a number, with the unit beside it. */
  const empty = useSignal<Notice | null>(null);
  const { amount, unit } = empty.value ?? setting.value;
  const put = (notice: Notice, act: (notice: Notice) => void) => {
    empty.value = notice.amount === null ? notice : null;
    if (notice.amount !== null) act(notice);
  };
  return (
    <SettingRow setting={setting}>
      <div class="setting-pair">
        <NumberField
          label={fields.notice}
          error={empty.value ? words.number : setting.error}
          value={amount}
          least={NOTICE[0]}
          most={NOTICE[1]}
          onInput={typed => put({ amount: typed, unit }, setting.type)}
        />
        <ChoiceField
          label={fields.noticeUnit}
          quiet
          value={unit}
          choices={noticeUnits.map(one => [one, fields[one]] as const)}
          onChange={chosen => put({ amount, unit: chosen }, setting.choose)}
        />
      </div>
    </SettingRow>
  );
};

/** What the field begins with when a host limits it again. */
const USUAL_HORIZON = 60;

const HorizonSetting = () => {
  const words = useSettingsWords();
  const fields = useMeetingWords();
  const { setting, value, error, type, choose } = useNumber(fields.horizon, 'horizonDays');
  const isOpen = setting.value === null;
  return (
    <SettingRow setting={setting}>
      <div class="setting-stack">
        {!isOpen && (
          <NumberField
            label={fields.horizon}
            error={error}
            value={value}
            least={HORIZON[0]}
            most={HORIZON[1]}
            unit={fields.days}
            onInput={type}
          />
        )}
        <CheckField
          label={words.noHorizon}
          error={isOpen ? error : null}
          checked={isOpen}
          onChange={open => choose(open ? null : USUAL_HORIZON)}
        />
      </div>
    </SettingRow>
  );
};

/** What links begin with that are made from now on. */
export const NewLinkDefaults = () => {
  const words = useSettingsWords();
  const fields = useMeetingWords();
  return (
    <Section id="new-links" title={words.newLinks}>
      <p class="muted small">{words.newLinksHint}</p>
      <DefaultPlace />
      <div class="setting-grid">
        <MinutesSetting of="duration" label={words.duration} range={DURATION} />
        <MinutesSetting of="step" label={words.step} range={DURATION} />
        <MinutesSetting of="bufferBefore" label={fields.bufferBefore} range={BUFFER} />
        <MinutesSetting of="bufferAfter" label={fields.bufferAfter} range={BUFFER} />
        <NoticeSetting />
        <HorizonSetting />
      </div>
    </Section>
  );
};
