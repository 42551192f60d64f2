import './settings.css';
import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { TabLink } from '../shared/button.tsx';
import { Gate } from '../shared/gate.tsx';
import { BlankState } from '../shared/notice.tsx';
import { useSession } from '../shared/session.ts';
import { Account } from './account.tsx';
import { ActiveLinks } from './active-links.tsx';
import { CalendarSync } from './calendar-sync.tsx';
import { Disconnect } from './disconnect.tsx';
import { NewLinkDefaults } from './new-link.tsx';
import { Preferences } from './preferences.tsx';
import { createSettingsSaver, SettingsSaverContext } from './saving.ts';
import { SyncHealth } from './sync-health.tsx';
import { useSettingsWords } from './words/words.ts';

/** Who is connected, how, and what they have chosen. */
export const Settings = () => {
  const session = useSession();
  const words = useSettingsWords();
  const gone = useSignal(false);
  const saver = useMemo(() => createSettingsSaver(session), [session]);

  if (gone.value) {
    return (
      <BlankState title={words.disconnected} hint={words.disconnectedHint}>
        <TabLink href="/oauth/start">{session.words.value.connect}</TabLink>
      </BlankState>
    );
  }
  return (
    <div class="settings">
      <Gate rows={8} whenPaused="banner">
        {() => {
          const host = session.me.data.value;
          return (
            host && (
              <SettingsSaverContext.Provider value={saver}>
                <div class="cards">
                  <ActiveLinks plan={host.plan} />
                  <SyncHealth host={host} />
                  <NewLinkDefaults />
                  <Preferences />
                  <CalendarSync />
                  <Account host={host} />
                  <Disconnect
                    meetings={host.futureMeetings}
                    onGone={() => {
                      gone.value = true;
                    }}
                  />
                </div>
              </SettingsSaverContext.Provider>
            )
          );
        }}
      </Gate>
    </div>
  );
};
