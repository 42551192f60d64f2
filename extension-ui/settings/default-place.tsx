import type { PlaceBody } from '../../server/http/host/schema.ts';
import { ChoiceField, TextField } from '../shared/field.tsx';
import { useSession } from '../shared/session.ts';
import { SettingRow, useSetting } from './setting.tsx';
import { useSettingsWords } from './words/words.ts';

const kinds = ['video', 'phone', 'in_person', 'other'] as const;

/** Of a page that opens when it is clicked. */
const isAddress = (text: string): boolean => /^https?:\/\/\S/i.test(text) && URL.canParse(text);

/** Where meetings of new links take place. */
export const DefaultPlace = () => {
  const text = useSession().words.value;
  const words = useSettingsWords();
  const setting = useSetting<PlaceBody>(
    words.place,
    ({ place }) => place,
    place => ({ place }),
  );
  const { kind, text: typed } = setting.value;
  const hint = () => {
    if (kind === 'other' && typed.trim() === '') return words.placeNone;
    if (kind === 'video' && typed.trim() !== '' && !isAddress(typed.trim())) return words.placeNoAddress;
    return words.placeTextHint;
  };
  return (
    <SettingRow setting={setting}>
      <fieldset class="setting-group">
        <legend>{words.place}</legend>
        <ChoiceField
          label={words.placeKind}
          quiet
          value={kind}
          choices={kinds.map(one => [one, text.placeKind[one]] as const)}
          onChange={chosen => setting.choose({ kind: chosen, text: typed })}
        />
        <TextField
          label={words.placeText[kind]}
          quiet
          placeholder={words.placeText[kind]}
          hint={hint()}
          error={setting.error}
          value={typed}
          maxLength={500}
          onInput={value => setting.type({ kind, text: value })}
        />
      </fieldset>
    </SettingRow>
  );
};
