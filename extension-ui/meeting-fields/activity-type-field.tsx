import { useEffect, useMemo } from 'preact/hooks';
import { ChoiceField } from '../shared/field.tsx';
import { Notice } from '../shared/notice.tsx';
import { createResource } from '../shared/resource.ts';
import { useSession } from '../shared/session.ts';
import { useMeetingWords } from './words/words.ts';

interface TypeOptions {
  /** A key of the CRM's; empty: none. */
  readonly value: string;
  readonly hint?: string;
  readonly error?: string | null | undefined;
  readonly onChange: (value: string) => void;
}

/** The company's own types; one that the CRM has no more, or doesn't tell now, stays chosen. */
export const ActivityTypeField = ({ value, hint, error, onChange }: TypeOptions) => {
  const { api, onReload } = useSession();
  const words = useMeetingWords();
  const types = useMemo(() => createResource(api.activityTypes), [api]);
  useEffect(() => {
    void types.load();
    return onReload(() => void types.load());
  }, [onReload, types]);
  const told = types.data.value?.types ?? [];
  const isTold = value === '' || told.some(({ key }) => key === value);
  const isUnknown = types.failure.value !== null && types.data.value === null;
  return (
    <>
      <ChoiceField
        label={words.activityType}
        value={value}
        choices={[...(isTold ? [] : [[value, value] as const]), ...told.map(({ key, name }) => [key, name] as const)]}
        hint={isUnknown ? undefined : hint}
        error={error}
        onChange={onChange}
      />
      {isUnknown && (
        <Notice kind="warn">
          <span role="status">{words.activityTypesFailed}</span>
        </Notice>
      )}
    </>
  );
};
