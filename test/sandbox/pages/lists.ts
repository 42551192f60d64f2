import { html, type Markup } from './html.ts';
import { crmPage } from './layout.ts';
import { emailOf, moneyText } from './records.ts';
import type { Visit } from './visit.ts';

const table = (headings: readonly string[], rows: readonly (readonly (Markup | string)[])[]): Markup => html`<table>
<thead><tr>${headings.map(heading => html`<th scope="col">${heading}</th>`)}</tr></thead>
<tbody>${rows.map(cells => html`<tr>${cells.map(cell => html`<td>${cell}</td>`)}</tr>`)}</tbody></table>`;

const listPage = (visit: Visit, title: string, section: string, content: Markup): string =>
  crmPage(visit, {
    title,
    section,
    main: html`<div class="page-head"><h1>${title}</h1></div><div class="card flush">${content}</div>`,
  });

export const dealsPage = (visit: Visit): string => {
  const { deals, persons, organizations, users } = visit.company;
  const rows = [...deals.values()].map(deal => [
    html`<a href="/deal/${deal.id}">${deal.title}</a>`,
    moneyText(deal),
    (deal.person_id !== null && persons.get(deal.person_id)?.name) || '',
    (deal.org_id !== null && organizations.get(deal.org_id)?.name) || '',
    users.find(({ id }) => id === deal.owner_id)?.name ?? '',
    deal.status,
  ]);
  return listPage(
    visit,
    'Deals',
    '/deals',
    table(['Deal', 'Value', 'Person', 'Organisation', 'Owner', 'Status'], rows),
  );
};

export const personsPage = (visit: Visit): string => {
  const { persons, organizations } = visit.company;
  const rows = [...persons.values()].map(person => [
    html`<a href="/person/${person.id}">${person.name}</a>`,
    emailOf(person),
    (person.org_id !== null && organizations.get(person.org_id)?.name) || '',
  ]);
  return listPage(visit, 'People', '/persons', table(['Name', 'E-mail', 'Organisation'], rows));
};

export const organizationsPage = (visit: Visit): string => {
  const { persons, organizations } = visit.company;
  const rows = [...organizations.values()].map(({ id, name }) => [
    html`<a href="/organization/${id}">${name}</a>`,
    `${[...persons.values()].filter(person => person.org_id === id).length}`,
  ]);
  return listPage(visit, 'Organisations', '/organizations', table(['Name', 'People'], rows));
};
