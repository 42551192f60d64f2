import { useEffect } from 'preact/hooks';
import type { PersonalReply } from '../../server/http/host/schema.ts';
import { CheckField } from './check-field.tsx';
import { isUnseen, personalFailure, whoOf } from './personal.ts';
import type { Resource } from './resource.ts';
import { useSession } from './session.ts';

interface ChoiceOptions {
  /** null: nobody can be named. */
  readonly made: Resource<PersonalReply> | null;
  /** What it does, or why it can't be had, is said beside it already. */
  readonly isExplained?: boolean;
}

/** Whether what is copied is for what is in view alone; nothing where nothing is in view. */
export const PersonalChoice = ({ made, isExplained = false }: ChoiceOptions) => {
  const { record, personalTimes, choosePersonalTimes, words } = useSession();
  const failure = made?.failure.value ?? null;
  const unseen = record && failure && isUnseen(failure, record) ? failure : null;
  useEffect(() => {
    if (unseen) choosePersonalTimes(false);
  }, [unseen]);
  if (!record || (unseen && isExplained)) return null;
  const text = words.value;
  if (unseen) return <p class="muted small">{personalFailure(unseen, record, text, () => '')}</p>;
  const reply = made?.data.value ?? null;
  const hint = reply ? text.personal.about(reply.name, record.resource) : text.personal.aboutUnknown;
  return (
    <CheckField
      label={text.personal.choose(whoOf(reply, record, text))}
      {...(isExplained ? {} : { hint })}
      checked={personalTimes.value}
      onChange={choosePersonalTimes}
    />
  );
};
