import type { SandboxCompany, SandboxUser } from '../company.ts';
import type { Surface } from './browser/context.ts';

/** Who looks at a page, and what of it depends on them. */
export interface Visit {
  readonly company: SandboxCompany;
  readonly user: SandboxUser;
  readonly theme: 'light' | 'dark';
  readonly now: number;
  /** Path and query of the page itself, to come back to. */
  readonly address: string;
  readonly app: App;
  /** Whether this user has the app. */
  readonly installed: boolean;
  /** Of the demo's inbox, where there is one. */
  readonly inbox: string | null;
  /** Of somebody's website, where there is one. */
  readonly website: string | null;
}

export interface App {
  readonly name: string;
  readonly origin: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly installUrl: string;
  readonly surfaces: readonly Surface[];
}
