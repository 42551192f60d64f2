import type { Language } from './link.ts';
import type { HostSettings } from './settings.ts';

/** Tokens of one installation, sealed; `apiDomain` is followed from every token reply. */
export interface Grant {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresAt: number;
  readonly refreshedAt: number;
  readonly apiDomain: string;
  readonly scopes: readonly string[];
}

/** An installation: one Pipedrive user in one company. */
export interface Host {
  /** `company:user`, both Pipedrive's ids. */
  readonly id: string;
  readonly company: number;
  readonly user: number;
  readonly status: 'active' | 'paused';
  /** `uninstalled`: leaving; once the guests are told, or can't be, it is erased by a sweep, or by the next installation. */
  readonly pausedBecause: 'authorisation_lost' | 'scope_missing' | 'uninstalled' | null;
  readonly name: string;
  readonly email: string;
  readonly zone: string;
  readonly language: Language;
  /** Both tokens sealed. */
  readonly grant: Grant;
  /** `path` is the unguessable part of the webhook's URL, `password` sealed; `id` is Pipedrive's, null until subscribed. */
  readonly webhook: {
    readonly id: number | null;
    readonly path: string;
    readonly password: string;
  };
  /** When the last webhook came. */
  readonly webhookAt: number | null;
  readonly installedAt: number;
  /** When a guest last looked at or booked one of the host's links: decides how often we reconcile. */
  readonly wantedAt: number | null;
  /** Since when changes may have been missed; null: nothing known to be missing. */
  readonly gapSince: number | null;
  readonly reconciledAt: number | null;
  /** Until when the CRM wants no calls for this host: its limits are kept by everybody who would call. */
  readonly retryAt: number | null;
  /** When webhook, plan and grant were last looked after. */
  readonly checkedAt: number | null;
  /** When it was uninstalled or disconnected; hosts who stay, and were stored before there was this field, have none. */
  readonly leavingSince?: number | null;
  /** Read by `settingsOf`. */
  readonly settings?: HostSettings;
  /** Sessions of full pages that were begun before this instant are over: signing out ends them all. */
  readonly sessionsSince?: number;
}

/** Pipedrive's user id of a host. */
export const userOf = (host: string): number => Number(host.slice(host.indexOf(':') + 1));

/** Pipedrive's company id of a host. */
export const companyOf = (host: string): number => Number(host.slice(0, host.indexOf(':')));

export const hostId = (company: number, user: number): string => `${company}:${user}`;

/** What is known of the company that a host belongs to. */
export interface Company {
  readonly id: number;
  readonly name: string;
  /** Sub-domain of pipedrive.com, for links back into the CRM. */
  readonly domain: string;
  readonly plan: 'lite' | 'growth' | 'premium' | 'ultimate' | null;
  readonly addons: readonly string[];
  readonly addonsReadAt: number | null;
}
