import { useSetting } from '../setting.ts';

export const invisibleField = 'website';

/** Programs that fill in every field they find give themselves away by this one. Who finds it all the same is told to leave it. */
export const InvisibleField = () => {
  const { texts } = useSetting();
  return (
    <div class="unseen" aria-hidden="true">
      <label for="field-website">{texts.leaveEmpty}</label>
      <input id="field-website" name={invisibleField} type="text" tabIndex={-1} autoComplete="off" maxLength={200} />
    </div>
  );
};
