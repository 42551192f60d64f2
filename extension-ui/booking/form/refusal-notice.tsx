import { useSetting } from '../setting.ts';
import type { Refusal } from './judgement.ts';

/** Why the form wasn't taken, where that is about none of its fields. */
export const RefusalNotice = ({ refusal, pickerHref }: { refusal: Refusal; pickerHref: string }) => {
  const { texts, enhanced } = useSetting();
  return (
    <div
      class={refusal.isGood ? 'notice notice-good' : 'notice'}
      role={refusal.isGood ? 'status' : 'alert'}
      tabIndex={-1}
      id="refusal"
      // biome-ignore lint/a11y/noAutofocus: the answer to a submitted form, as pages without script give it
      autoFocus={!enhanced}
    >
      {refusal.title && (
        <p>
          <strong>{refusal.title}</strong>
        </p>
      )}
      <p>{refusal.message}</p>
      {refusal.timeGone && refusal.nearest.length === 0 && <a href={pickerHref}>{texts.allTimes}</a>}
    </div>
  );
};
