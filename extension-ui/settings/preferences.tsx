import type { SettingsBody } from '../../server/http/host/schema.ts';
import { CheckField } from '../shared/check-field.tsx';
import { ChoiceField } from '../shared/field.tsx';
import { mailWords } from '../shared/mail-words.ts';
import { Section } from './section.tsx';
import { SettingRow, useSetting } from './setting.tsx';
import { useSettingsWords } from './words/words.ts';

/** Each in itself: whoever looks for theirs needn't read another. */
const languages = Object.keys(mailWords).map(language => {
  const name = new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language;
  return [language, name.charAt(0).toLocaleUpperCase(language) + name.slice(1)] as const;
});

const Language = () => {
  const words = useSettingsWords();
  const setting = useSetting(
    words.language,
    stored => stored.language,
    language => ({ language }),
  );
  return (
    <SettingRow setting={setting}>
      <ChoiceField
        label={words.language}
        hint={words.languageHint}
        error={setting.error}
        value={setting.value}
        choices={languages}
        onChange={setting.choose}
      />
    </SettingRow>
  );
};

interface SwitchOptions {
  readonly of: 'notifications' | 'calendarFile' | 'reminders';
  readonly label: string;
  readonly hint: string;
}

const Switch = ({ of, label, hint }: SwitchOptions) => {
  const setting = useSetting<boolean>(
    label,
    (stored: SettingsBody) => stored[of],
    value => ({ [of]: value }),
  );
  return (
    <SettingRow setting={setting}>
      <CheckField
        kind="switch"
        label={label}
        hint={hint}
        error={setting.error}
        checked={setting.value}
        onChange={setting.choose}
      />
    </SettingRow>
  );
};

/** What the app says to the host, and for them. */
export const Preferences = () => {
  const words = useSettingsWords();
  return (
    <Section id="preferences" title={words.preferences}>
      <Language />
      <Switch of="notifications" label={words.notifications} hint={words.notificationsHint} />
      <Switch of="calendarFile" label={words.calendarFile} hint={words.calendarFileHint} />
      <Switch of="reminders" label={words.reminders} hint={words.remindersHint} />
    </Section>
  );
};
