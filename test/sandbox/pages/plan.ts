import type { PlanName, SandboxCompany } from '../company.ts';
import { html, type Markup, trusted } from './html.ts';

/** What the company pays for, to be changed by whoever tries the app out. */

const plans: Readonly<Record<PlanName, string>> = {
  lite: 'Lite',
  growth: 'Growth',
  premium: 'Premium',
  ultimate: 'Ultimate',
};
const LEADBOOSTER = 'leadbooster_v2';

const isPlan = (name: string | undefined): name is PlanName => name !== undefined && Object.hasOwn(plans, name);

export const planCard = ({ name, plan, addons }: SandboxCompany): Markup => html`<section class="card prose">
<h2>Plan of ${name}</h2>
<form method="post" action="/plan" class="buttons start">
<label for="plan" class="visually-hidden">Plan</label>
<select id="plan" name="plan">${Object.entries(plans).map(
  ([value, label]) => html`<option value="${value}" ${value === plan && trusted('selected')}>${label}</option>`,
)}</select>
<label><input type="checkbox" name="leadbooster" value="on" ${addons.includes(LEADBOOSTER) && trusted('checked')}> LeadBooster</label>
<button>Change plan</button></form>
<p class="soft">The app looks once a week, and whenever you ask for another try on its settings page.</p></section>`;

/** False where there is no such plan. */
export const choosePlan = (
  company: SandboxCompany,
  { plan, leadbooster }: { readonly plan?: string | undefined; readonly leadbooster?: string | undefined },
): boolean => {
  if (!isPlan(plan)) return false;
  company.plan = plan;
  company.addons = [
    ...company.addons.filter(code => code !== LEADBOOSTER),
    ...(leadbooster === undefined ? [] : [LEADBOOSTER]),
  ];
  return true;
};
