import { useEffect } from 'preact/hooks';
import type { PersonalReply } from '../../server/http/host/schema.ts';
import { CheckField } from './check-field.tsx';
import { isUnseen, personalFailure, whoOf } from './personal.ts';
import type { Resource } from './resource.ts';
import { useSession } from './session.ts';

/** Whether what is copied is for what is in view alone. `made`: null where nobody can be named. Nothing where nothing is in view. */
export const PersonalChoice = ({ made }: { made: Resource<PersonalReply> | null }) => {
  const { record, personalTimes, choosePersonalTimes, words } = useSession();
  const failure = made?.failure.value ?? null;
  const unseen = record && failure && isUnseen(failure, record) ? failure : null;
  useEffect(() => {
    if (unseen) choosePersonalTimes(false);
  }, [unseen]);
  if (!record) return null;
  const text = words.value;
  if (unseen) return <p class="muted small">{personalFailure(unseen, record, text, () => '')}</p>;
  const reply = made?.data.value ?? null;
  return (
    <CheckField
      label={text.personal.choose(whoOf(reply, record, text))}
      hint={reply ? text.personal.about(reply.name, record.resource) : text.personal.aboutUnknown}
      checked={personalTimes.value}
      onChange={choosePersonalTimes}
    />
  );
};
