import { describe, expect, it } from 'vitest';
import {
  personalBody,
  type RecordInView,
  recordData,
  recordIn,
  recordInData,
} from '../../../extension-ui/shared/record-in-view.ts';

const inAddress = (query: string): RecordInView | null => recordIn(new URLSearchParams(query));

describe('what a surface stands beside', () => {
  it.each(['deal', 'person', 'organization'])('is the one %s of a detail view', resource => {
    expect(inAddress(`id=x&resource=${resource}&view=details&selectedIds=12`)).toEqual({ resource, id: 12 });
  });

  it.each([
    ['a floating window', 'id=x&userId=1&companyId=2'],
    ['what is ticked in a list', 'resource=deal&view=list&selectedIds=12'],
    ['several', 'resource=deal&view=details&selectedIds=12,13'],
    ['none', 'resource=deal&view=details&selectedIds='],
    ['zero', 'resource=deal&view=details&selectedIds=0'],
    ['what is no id', 'resource=deal&view=details&selectedIds=1e3'],
    ['more than a number holds', 'resource=deal&view=details&selectedIds=9999999999999999'],
    ['an activity', 'resource=activity&view=details&selectedIds=12'],
    ['a name of every object', 'resource=constructor&view=details&selectedIds=12'],
  ])('is nothing for %s', (_, query) => {
    expect(inAddress(query)).toBeNull();
  });

  it('gets to a modal by what is passed on, and nothing else that stands there does', () => {
    const record: RecordInView = { resource: 'deal', id: 12 };
    expect(recordInData(recordData(record))).toEqual(record);
    for (const passed of [{}, { record: '' }, { record: 'deal' }, { record: 'deal x' }, { record: 'lead 12' }])
      expect(recordInData(passed)).toBeNull();
  });

  it('is asked for by its kind', () => {
    expect(personalBody({ resource: 'organization', id: 12 })).toEqual({ organization: 12 });
  });
});
