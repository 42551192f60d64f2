import type { PlaceBody } from '../../server/http/host/schema.ts';
import { placeToStore, videoDoubt } from '../meeting-fields/link-target.ts';
import { PlaceField } from '../meeting-fields/place-field.tsx';
import { SettingRow, useSetting } from './setting.tsx';
import { useSettingsWords } from './words/words.ts';

/** Where meetings of new links take place. */
export const DefaultPlace = () => {
  const words = useSettingsWords();
  const setting = useSetting<PlaceBody>(
    words.place,
    ({ place }) => place,
    place => ({ place }),
  );
  const { kind, text: typed } = setting.value;
  /** Not before: under the hands of whoever types it would move the caret. */
  const complete = () => {
    const whole = placeToStore(setting.value);
    if (whole.text !== typed) setting.choose(whole);
  };
  const hint = () => {
    if (kind === 'other' && typed.trim() === '') return words.placeNone;
    if (videoDoubt(setting.value) === 'unreadable') return words.placeNoAddress;
    return words.placeTextHint;
  };
  return (
    <SettingRow setting={setting}>
      <fieldset class="setting-group" onFocusOut={complete}>
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
