import type { Deal, OrganizationItem } from 'pipedrive/v2';
import type { SandboxCompany, SandboxDeal, SandboxOrganization } from './company.ts';
import { type Endpoint, listed, ok, reading } from './endpoint.ts';
import { choice, idsOf, isUpdatedWithin, pageOf, paging, parameter, readQuery } from './listing.ts';
import { isVisible } from './visibility.ts';
import { notFound, type Wire } from './wire.ts';

/** Deals and organisations, which this app only reads. */

const companyBegan = '2025-02-03T08:00:00Z';

const dealItem = (deal: SandboxDeal): Wire<Deal> => ({
  id: deal.id,
  title: deal.title,
  owner_id: deal.owner_id,
  person_id: deal.person_id,
  org_id: deal.org_id,
  pipeline_id: 1,
  stage_id: 1,
  value: deal.value,
  currency: deal.currency,
  add_time: deal.add_time ?? companyBegan,
  update_time: deal.add_time ?? companyBegan,
  stage_change_time: null,
  is_deleted: false,
  is_archived: false,
  status: deal.status,
  probability: null,
  lost_reason: null,
  visible_to: 3,
  close_time: null,
  won_time: null,
  lost_time: null,
  expected_close_date: null,
  label_ids: [],
  origin: 'ManuallyCreated',
  origin_id: null,
  channel: null,
  channel_id: null,
  source_lead_id: null,
  arr: null,
  mrr: null,
  acv: null,
  custom_fields: {},
});

const organizationItem = (organization: SandboxOrganization, ownerId: number): Wire<OrganizationItem> => ({
  id: organization.id,
  name: organization.name,
  owner_id: ownerId,
  add_time: companyBegan,
  update_time: companyBegan,
  is_deleted: false,
  visible_to: 3,
  address: null,
  label_ids: [],
  website: null,
  linkedin: null,
  industry: null,
  annual_revenue: null,
  employee_count: null,
  custom_fields: {},
});

const listQuery = {
  ...paging,
  ids: parameter.ids,
  owner_id: parameter.whole,
  person_id: parameter.whole,
  org_id: parameter.whole,
  status: choice('open', 'won', 'lost', 'deleted'),
  updated_since: parameter.instant,
  updated_until: parameter.instant,
  sort_by: choice('id', 'update_time', 'add_time'),
};

export const dealEndpoints = ({ deals, organizations, users }: SandboxCompany): Endpoint[] => [
  {
    method: 'GET',
    path: '/v2/deals',
    scopes: reading('deals'),
    cost: 10,
    answer({ query, user }) {
      const asked = readQuery(listQuery, query);
      const ids = asked.ids === undefined ? null : idsOf(asked.ids);
      const found = [...deals.values()].filter(
        deal =>
          isVisible(deal, user.id) &&
          (ids === null || ids.has(deal.id)) &&
          (asked.owner_id === undefined || asked.owner_id === String(deal.owner_id)) &&
          (asked.person_id === undefined || asked.person_id === String(deal.person_id)) &&
          (asked.org_id === undefined || asked.org_id === String(deal.org_id)) &&
          (asked.status === undefined || asked.status === deal.status) &&
          isUpdatedWithin(deal.add_time ?? companyBegan, asked),
      );
      const sortBy = asked.sort_by ?? 'id';
      const page = pageOf(found, sortBy, deal => (sortBy === 'id' ? deal.id : (deal.add_time ?? companyBegan)), asked);
      return listed(page.items.map(dealItem), page.next);
    },
  },
  {
    method: 'GET',
    path: '/v2/deals/:id',
    scopes: reading('deals'),
    cost: 1,
    answer({ params, user }) {
      const deal = deals.get(Number(params.id));
      if (!deal || !isVisible(deal, user.id)) throw notFound('Deal');
      return ok(dealItem(deal));
    },
  },
  {
    method: 'GET',
    path: '/v2/organizations/:id',
    scopes: reading('contacts'),
    cost: 1,
    answer({ params }) {
      const organization = organizations.get(Number(params.id));
      if (!organization) throw notFound('Organization');
      return ok(organizationItem(organization, users[0]?.id ?? 0));
    },
  },
];
