/** What the server tells each page, as JSON in `<script id="page-context">`. */
export interface PageContext {
  readonly user: { readonly id: number; readonly name: string; readonly email: string };
  readonly companyId: number;
  readonly clientId: string;
  readonly appName: string;
  /** Empty as long as this user hasn't installed the app. */
  readonly surfaces: readonly Surface[];
}

export interface Surface {
  /** The extension identifier: what `open_modal` calls `action_id`. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'custom_panel' | 'floating_window' | 'custom_modal' | 'settings_page';
  readonly locations: readonly string[];
  readonly url: string;
}

export const readContext = (): PageContext => {
  const text = document.getElementById('page-context')?.textContent;
  if (!text) throw new Error('This page carries no context');
  return JSON.parse(text) as PageContext;
};
