import type { BaseUser, GetCurrentUserResponseAllOfData } from 'pipedrive/v1';
import { activityTypes } from './activity-types.ts';
import type { SandboxCompany, SandboxUser } from './company.ts';
import { type Endpoint, ok, reading } from './endpoint.ts';
import type { Wire } from './wire.ts';

/** API v1: who calls, who else is there, and what the company has. */

const offsetOf = (zone: string, at: number): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offset;

const userItem = (user: SandboxUser, callerId: number, at: number): Wire<BaseUser> => ({
  id: user.id,
  name: user.name,
  default_currency: 'EUR',
  // The format of dates and numbers; every user of the sample has kept the account's.
  locale: 'et_EE',
  lang: 1,
  email: user.email,
  phone: null,
  activated: true,
  last_login: '2026-01-05 07:55:00',
  created: '2025-02-03 08:00:00',
  modified: '2026-01-05 07:55:00',
  has_created_company: user.is_admin,
  access: [
    { app: 'sales', admin: user.is_admin, permission_set_id: '3f0a4d0c-9c1f-4a52-8d0b-6f1f3c6f2a11' },
    { app: 'global', admin: user.is_admin, permission_set_id: '5b8e9a9e-2f6d-4d6a-9b2e-0c9a1d7e4f22' },
  ],
  active_flag: true,
  timezone_name: user.timezone_name,
  timezone_offset: offsetOf(user.timezone_name, at),
  role_id: 1,
  icon_url: null,
  is_you: user.id === callerId,
  is_deleted: false,
});

export const accountEndpoints = (company: SandboxCompany, now: () => number): Endpoint[] => [
  {
    method: 'GET',
    path: '/v1/users/me',
    scopes: ['base'],
    cost: 2,
    answer({ user }) {
      const me: Wire<GetCurrentUserResponseAllOfData> = {
        ...userItem(user, user.id, now()),
        company_id: company.id,
        company_name: company.name,
        company_domain: company.domain,
        company_country: 'PL',
        company_industry: 'Manufacturing',
        language: user.language,
      };
      return ok(me);
    },
  },
  {
    method: 'GET',
    path: '/v1/users',
    scopes: ['users:read'],
    cost: 20,
    answer: ({ user: caller }) => ok(company.users.map(user => userItem(user, caller.id, now()))),
  },
  {
    method: 'GET',
    path: '/v1/activityTypes',
    scopes: reading('activities'),
    cost: 20,
    answer: () => ok(activityTypes),
  },
  {
    method: 'GET',
    path: '/v1/billing/subscriptions/addons',
    scopes: ['users:read'],
    cost: 20,
    answer: () => ok(company.addons.map(code => ({ code }))),
  },
];
