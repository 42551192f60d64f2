import type { FastifyInstance } from 'fastify';
import type { SandboxActivity, SandboxCompany } from './company.ts';

/** What the stand-in of Pipedrive offers to tests, to its own web pages and to the demo. */

/** `manifest.json`: what a developer would have typed into the Developer Hub. */
export interface Manifest {
  readonly name: string;
  readonly callback: string;
  readonly installation: string;
  readonly uninstall: { readonly method: string; readonly path: string };
  readonly webhook: {
    readonly path: string;
    readonly event_action: string;
    readonly event_object: string;
    readonly version: string;
  };
  readonly scopes: readonly string[];
  readonly surfaces: readonly {
    readonly id: string;
    readonly kind: string;
    readonly locations: readonly string[];
    readonly path: string;
  }[];
}

/** The one app that the stand-in's Marketplace knows. */
export interface SandboxApp {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the app listens, such as `http://localhost:4000`; its callback URL is this with `manifest.callback`. */
  readonly origin: string;
  readonly manifest: Manifest;
}

export interface SandboxOptions {
  /** 0 or absent: any free port. */
  readonly port?: number;
  readonly host?: string;
  readonly app: SandboxApp;
  readonly company?: SandboxCompany;
  /** Epoch milliseconds; of tokens, stamps and the daily budget. */
  readonly now?: () => number;
  /** Milliseconds that only rise; of the burst limit's rolling two seconds. */
  readonly elapsed?: () => number;
  /** Before the second, third and fourth attempt, ms. */
  readonly webhookDelays?: readonly number[];
  /** A receiver that takes longer has failed. */
  readonly webhookTimeoutMs?: number;
  readonly banMs?: number;
  /** How long a new person can't be found by search. */
  readonly searchLagMs?: number;
  /** True: every refresh gives a new refresh token, and the old one is dead. */
  readonly rotateRefreshTokens?: boolean;
  /** What `GET` of one deleted activity answers: it with `is_deleted` (default), or 404. Pipedrive's documents don't say. */
  readonly deletedActivities?: 'shown' | 'not_found';
  /** Registers the web pages on the same origin; `GET /oauth/consent` among them takes over the consent. */
  readonly pages?: (fastify: FastifyInstance, sandbox: Sandbox) => Promise<void>;
}

export interface AuthorizeRequest {
  readonly userId: number;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state?: string | undefined;
}

/** What the token endpoint answers. */
export interface TokenSet {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  readonly refresh_token: string;
  /** Comma-separated. */
  readonly scope: string;
  readonly api_domain: string;
}

/** One call of the API as the stand-in answered it. */
export interface ApiCall {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  /** Null where the token wasn't known. */
  readonly userId: number | null;
  /** 0: no answer left the stand-in. */
  readonly status: number;
  /** Tokens of the daily budget that it cost. */
  readonly cost: number;
}

export interface CallLog {
  readonly calls: readonly ApiCall[];
  /** Those of one method and path; a `*` in the path stands for one segment. */
  of(method: string, path: string): ApiCall[];
  clear(): void;
}

/** One attempt to deliver a webhook, or one event that never left. */
export interface Delivery {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly webhookId: number;
  /** Whose webhook it is. */
  readonly userId: number;
  readonly metaId: string;
  readonly action: 'create' | 'change' | 'delete';
  readonly activityId: number;
  readonly attempt: number;
  /** HTTP status; `failed` without one; `lost` by a fault, `banned` during a ban. */
  readonly outcome: number | 'failed' | 'lost' | 'banned';
}

/** Fields as a user would type them; times are UTC `HH:MM` or `HH:MM:SS`. The rest gets Pipedrive's defaults. */
export type ActivityEdit = Partial<
  Omit<SandboxActivity, 'id' | 'creator_user_id' | 'add_time' | 'update_time' | 'person_id' | 'is_deleted'>
>;

/** What a user does in the web UI: `by` is the user's id. Webhooks fire with `change_source: "app"`. */
export interface Edit {
  createActivity(by: number, fields: ActivityEdit): SandboxActivity;
  updateActivity(by: number, id: number, change: ActivityEdit): SandboxActivity;
  deleteActivity(by: number, id: number): SandboxActivity;
  restoreActivity(by: number, id: number): SandboxActivity;
}

/** Which calls of the API or of the OAuth server a fault meets. */
export interface CallMatch {
  readonly method?: string;
  /** A `*` stands for one segment. */
  readonly path?: string;
  readonly userId?: number;
  /** Default 1; Infinity until `clear`. */
  readonly times?: number;
}

export type CallFault =
  /** 429 with `x-ratelimit-reset`, and `Retry-After` where it is given. */
  | { readonly kind: 'limited'; readonly resetSeconds?: number; readonly retryAfterSeconds?: number }
  | { readonly kind: 'status'; readonly status: number }
  /** Answers rightly, but late. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** 403 with a page of HTML, as a gateway answers. */
  | { readonly kind: 'html' }
  /** The call takes effect, then the socket is destroyed. */
  | { readonly kind: 'timeout_after_effect' }
  /** The socket is destroyed and nothing has happened. */
  | { readonly kind: 'timeout_before_effect' };

export interface DeliveryMatch {
  readonly action?: 'create' | 'change' | 'delete';
  readonly activityId?: number;
  /** The user whose webhook it is. */
  readonly userId?: number;
  /** Default 1; Infinity until `clear`. */
  readonly times?: number;
}

export type DeliveryFault =
  | { readonly kind: 'lose' }
  /** Delivered twice, with the same `meta.id`. */
  | { readonly kind: 'repeat' }
  | { readonly kind: 'delay'; readonly delayMs: number }
  /** Held back until the webhook's next event has been delivered. */
  | { readonly kind: 'reorder' };

export interface Faults {
  /** Answers a function that takes the fault back. */
  fail(match: CallMatch, how: CallFault): () => void;
  misdeliver(match: DeliveryMatch, how: DeliveryFault): () => void;
  /** The user's access tokens are over; the refresh tokens live. */
  expireAccess(userId: number): void;
  /** Access and refresh tokens of the user are dead; the app isn't told. */
  revokeTokens(userId: number): void;
  /** Spends what is left of the company's daily budget. */
  exhaustBudget(): void;
  /**
   * The company takes another domain: the API and the pages move to a second origin, which it answers; the old one
   * knows no API any more and redirects pages. The OAuth server stays where it was.
   */
  renameDomain(): Promise<string>;
  /** Closes every listening socket; `comeUp` opens the same ports again. Webhooks wait meanwhile. */
  goDown(): Promise<void>;
  comeUp(): Promise<void>;
  /** Takes all `fail` and `misdeliver` faults back. */
  clear(): void;
}

export interface Sandbox {
  /** Of the OAuth server; stays through `renameDomain`. */
  readonly origin: string;
  /** Of the company: API and pages. */
  readonly apiDomain: string;
  readonly company: SandboxCompany;
  readonly app: SandboxApp;
  readonly requests: CallLog;
  readonly deliveries: readonly Delivery[];
  readonly faults: Faults;
  readonly edit: Edit;
  now(): number;

  // Origins are known once it listens: pages read them while they answer, not while they register.
  /** The user agrees: answers the URL of the app's callback, with `code` and `state`. Throws on an unknown client or redirect URI. */
  authorize(request: AuthorizeRequest): string;
  /** The user cancels: the callback with `error=user_denied`. */
  deny(request: Omit<AuthorizeRequest, 'userId'>): string;
  /** A token set as after an install, without the browser; `scopes` default to the manifest's. */
  grant(userId: number, scopes?: readonly string[]): TokenSet;
  installed(userId: number): boolean;
  /** As in the Marketplace: tokens die, the user's webhooks go, and the app's callback gets its DELETE. */
  uninstall(userId: number): Promise<void>;
  /** What the SDK's `get_signed_token` and the iframe's `token` carry: HS256, five minutes. */
  signToken(userId: number): string;

  /** Resolves when no webhook delivery is under way or due within a second. */
  settle(): Promise<void>;
  close(): Promise<void>;
}
