import { Gate } from '../shared/gate.tsx';
import { LinkList } from '../shared/link-list.tsx';
import { useSession } from '../shared/session.ts';

/** The host's links, to be copied, and the ways to everything else. */
export const SchedulerMenu = () => {
  const words = useSession().words.value;
  return (
    <>
      <h2>{words.yourLinks}</h2>
      <Gate rows={4} whenPaused="block">
        {() => <LinkList roomy />}
      </Gate>
    </>
  );
};
