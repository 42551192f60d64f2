import { useSession } from '../shared/session.ts';
import { minutesLong } from '../shared/times.ts';
import { dayList, periodName } from './day-names.ts';
import { useEditor } from './editor-context.ts';
import { hintsOf } from './hints.ts';
import { useEditorWords } from './words/words.ts';

/** What no guest can use: between meetings, or at the ends of the hours. */
export const Hints = ({ of }: { of: 'between' | 'ends' }) => {
  const locale = useSession().locale.value;
  const words = useEditorWords();
  const { form, change } = useEditor();
  const { between, ends } = hintsOf(form.value);
  const long = (minutes: number) => minutesLong(minutes, locale);

  if (of === 'between') {
    if (!between) return null;
    const { step } = between;
    return (
      <p class="hint">
        {words.between(long(between.minutes), long(between.takes), long(form.value.step ?? 0))}{' '}
        {step !== null && (
          <button type="button" class="link-button" onClick={() => change({ step })}>
            {words.useStep(long(step))}
          </button>
        )}
      </p>
    );
  }
  const unused = ends.filter(({ fits }) => fits);
  // Several are said at once: line by line the same sentence would bury the rest.
  const alone = unused.length > 1 ? ends.filter(({ fits }) => !fits) : ends;
  const where = unused.map(({ days, window }) => `${dayList(days, locale)} ${periodName(window, locale)}`);
  const most = Math.max(...unused.map(({ minutes }) => minutes));
  return ends.length === 0 ? null : (
    <ul class="hints">
      {unused.length > 1 && <li class="hint">{words.endsUnused(where.join('; '), long(most))}</li>}
      {alone.map(({ days, window, minutes, fits }) => {
        const period = periodName(window, locale);
        const named = dayList(days, locale);
        return (
          <li key={`${named} ${period}`} class="hint">
            {fits ? words.endUnused(named, period, long(minutes)) : words.periodTooShort(named, period)}
          </li>
        );
      })}
    </ul>
  );
};
