export type Theme = 'light' | 'dark';

export const currentTheme = (): Theme => (document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light');

/** The server draws the next page by the cookie. */
export const setTheme = (theme: Theme): void => {
  document.documentElement.dataset.theme = theme;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API isn't there on plain http
  document.cookie = `standin_theme=${theme}; Path=/; Max-Age=31536000; SameSite=Lax`;
};
