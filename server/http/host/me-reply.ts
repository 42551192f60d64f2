import type { Booking } from '../../domain/booking.ts';
import { activeGeneralLimit, LEADBOOSTER } from '../../domain/entitlement.ts';
import type { Company, Host } from '../../domain/host.ts';
import { settingsOf } from '../../domain/settings.ts';
import { unfinishedEffects } from '../../flows/hosts/retry.ts';
import { iso } from '../times.ts';
import type { MeReply, SettingsBody } from './schema.ts';

export interface MeFacts {
  readonly host: Host;
  readonly company: Company | null;
  readonly planRule: 'enforce' | 'off';
  readonly calendarKnown: boolean;
  readonly waiting: readonly Booking[];
  readonly futureMeetings: number;
  readonly publicUrl: string;
  /** Of the app in the Marketplace. */
  readonly clientId: string;
  readonly now: number;
}

const settingsBody = (host: Host): SettingsBody => {
  const { place, newLink, ...switches } = settingsOf(host);
  return { language: host.language, place: { ...place }, ...switches, newLink: { ...newLink } };
};

const planOf = (company: Company | null, rule: MeFacts['planRule']): MeReply['plan'] => {
  const limit = activeGeneralLimit(company, rule);
  return {
    name: company?.plan ?? null,
    leadBooster: company?.addons.includes(LEADBOOSTER) ?? false,
    limit: Number.isFinite(limit) ? limit : null,
  };
};

const waitingOf = (booking: Booking, now: number): MeReply['sync']['waiting'] =>
  unfinishedEffects(booking, now).map(({ kind, attempts, error, state }) => ({
    booking: booking.id,
    kind,
    attempts,
    error,
    givenUp: state === 'given_up',
  }));

export const meReply = (facts: MeFacts): MeReply => {
  const { host, company, waiting, now } = facts;
  return {
    status: host.status,
    name: host.name,
    email: host.email,
    zone: host.zone,
    language: host.language,
    company: company?.name ?? '',
    companyDomain: company?.domain ?? '',
    settingsUrl: `${host.grant.apiDomain}/settings/marketplace/app/${facts.clientId}/app-settings`,
    plan: planOf(company, facts.planRule),
    settings: settingsBody(host),
    sync: {
      calendarKnown: facts.calendarKnown,
      lastWebhook: host.webhookAt === null ? null : iso(host.webhookAt),
      lastReconciliation: host.reconciledAt === null ? null : iso(host.reconciledAt),
      waiting: waiting.flatMap(booking => waitingOf(booking, now)),
    },
    futureMeetings: facts.futureMeetings,
    connectUrl: `${facts.publicUrl}/oauth/start`,
  };
};
