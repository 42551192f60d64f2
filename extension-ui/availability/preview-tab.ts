/** A tab that waits for its address. */
export interface Tab {
  show(url: string): void;
  close(): void;
}

/** Opened within the click, so that no pop-up blocker stops it; null where one did. */
export const openTab = (title: string): Tab | null => {
  const tab = window.open('about:blank', '_blank');
  if (!tab) return null;
  tab.document.title = title;
  // The page that comes there can't reach back.
  tab.opener = null;
  return {
    show: url => tab.location.replace(url),
    close: () => tab.close(),
  };
};
