import './composer.css';
import { Gate } from '../shared/gate.tsx';
import { Header } from '../shared/header.tsx';
import { LinkList } from '../shared/link-list.tsx';
import { useSession } from '../shared/session.ts';

/** Beside the e-mail composer: the host's links, to be copied into it. */
export const Composer = () => {
  const session = useSession();
  const words = session.words.value;
  const { bridge } = session;

  return (
    <>
      <Header
        items={[
          { label: words.upcomingMeetings, act: () => session.go({ name: 'calendar' }) },
          { label: words.settings, act: () => bridge.redirect('settings') },
          { label: words.reload, act: session.reload },
        ]}
      />
      <main class="composer">
        <Gate rows={4} whenPaused="block">
          {() => (
            <>
              <LinkList />
              {(session.links.data.value?.links.length ?? 0) > 0 && <p class="muted small">{words.copyHint}</p>}
            </>
          )}
        </Gate>
      </main>
    </>
  );
};
