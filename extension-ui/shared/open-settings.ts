import type { Session } from './session.ts';

/** In a tab of its own, so that a mail that is being written stays; where no tab is to be had, Pipedrive itself goes there. */
export const openSettings = ({ me, bridge }: Pick<Session, 'me' | 'bridge'>): void => {
  const address = me.data.peek()?.settingsUrl;
  const tab = address === undefined ? null : window.open(address, '_blank');
  if (tab) tab.opener = null;
  else bridge.redirect('settings');
};
