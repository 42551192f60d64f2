import './composer.css';
import { SchedulerMenu } from '../menu/scheduler-menu.tsx';
import { Header } from '../shared/header.tsx';
import { useSession } from '../shared/session.ts';

/** Beside the e-mail composer, and in the floating window: the host's links, to be copied into it. */
export const Composer = () => {
  const { words, bridge, reload } = useSession();
  const text = words.value;
  return (
    <>
      <Header
        items={[
          { label: text.settings, act: () => bridge.redirect('settings') },
          { label: text.reload, act: reload },
        ]}
      />
      <main class="composer">
        <SchedulerMenu ways />
      </main>
    </>
  );
};
