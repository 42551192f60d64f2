import { Header } from '../shared/header.tsx';
import { useSession } from '../shared/session.ts';
import { Settings } from './settings.tsx';

/** The settings by themselves, as Pipedrive shows an app's. */
export const SettingsPage = () => {
  const { words, reload } = useSession();
  return (
    <>
      <Header items={[{ label: words.value.reload, act: reload }]} />
      <main>
        <Settings />
      </main>
    </>
  );
};
