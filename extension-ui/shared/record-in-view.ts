import type { PersonalBody } from '../../server/http/host/schema.ts';

/** The deal, person or organisation beside which a surface stands. A hint: only the server finds out whether this host can see it. */
export interface RecordInView {
  readonly resource: 'deal' | 'person' | 'organization';
  readonly id: number;
}

const resources: readonly RecordInView['resource'][] = ['deal', 'person', 'organization'];

const recordOf = (resource: string | null | undefined, id: string | null | undefined): RecordInView | null => {
  const known = resources.find(one => one === resource);
  const number = /^[1-9]\d{0,15}$/.test(id ?? '') ? Number(id) : Number.NaN;
  return known !== undefined && Number.isSafeInteger(number) ? { resource: known, id: number } : null;
};

/** Of the address that Pipedrive gives a surface. What is ticked in a list stands in it too, and is nobody in view. */
export const recordIn = (query: URLSearchParams): RecordInView | null =>
  query.get('view') === 'details' ? recordOf(query.get('resource'), query.get('selectedIds')) : null;

/** As it is passed on to a modal, whose own address needn't say it. */
export const recordData = ({ resource, id }: RecordInView): Record<string, string> => ({ record: `${resource} ${id}` });

export const recordInData = ({ record }: Readonly<Partial<Record<string, string>>>): RecordInView | null => {
  const [resource, id] = (record ?? '').split(' ');
  return recordOf(resource, id);
};

/** What a personal link is asked for with. */
export const personalBody = ({ resource, id }: RecordInView): PersonalBody => ({ [resource]: id });
