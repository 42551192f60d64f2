import './composer.css';
import { SchedulerMenu } from '../menu/scheduler-menu.tsx';
import { Header } from '../shared/header.tsx';
import { openSettings } from '../shared/open-settings.ts';
import { useSession } from '../shared/session.ts';

/** Beside the e-mail composer, and in the floating window: the host's links, to be copied into it. */
export const Composer = () => {
  const session = useSession();
  const text = session.words.value;
  return (
    <>
      <Header
        items={[
          { label: text.settings, isOutside: true, act: () => openSettings(session) },
          { label: text.reload, act: session.reload },
        ]}
      />
      <main class="composer">
        <SchedulerMenu ways />
      </main>
    </>
  );
};
