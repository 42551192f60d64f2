import type { PlaceBody } from '../../server/http/host/schema.ts';
import { PlaceField } from '../meeting-fields/place-field.tsx';
import { SettingRow, useSetting } from './setting.tsx';
import { useSettingsWords } from './words/words.ts';

/** Of a page that opens when it is clicked. */
const isAddress = (text: string): boolean => /^https?:\/\/\S/i.test(text) && URL.canParse(text);

/** Where meetings of new links take place. */
export const DefaultPlace = () => {
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
        <PlaceField
          quiet
          label={words.placeKind}
          value={setting.value}
          hint={hint()}
          error={setting.error}
          onKind={setting.choose}
          onText={setting.type}
        />
      </fieldset>
    </SettingRow>
  );
};
