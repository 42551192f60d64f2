import { describe, expect, test } from 'vitest';
import { Failure } from '../../../server/failure.ts';
import type { CallCrm } from '../../../server/flows/crm/access.ts';
import { createActivityTypes } from '../../../server/flows/hosts/activity-types.ts';
import { CrmFailure } from '../../../server/ports.ts';
import { NOON } from '../../contracts/store-samples.ts';
import { createFakeCrm } from '../crm.ts';

const LOST = '42:7';
const OTHERS = ['42:8', '42:9'];
const types = [{ key: 'call', name: 'Call' }];

/** The first host who asks is answered with a failure, once the others have asked too; `asked`: who has called the CRM. */
const begin = (failure: unknown) => {
  const asked: string[] = [];
  const callCrm = (async (host: string) => {
    asked.push(host);
    if (host === LOST) throw failure;
    return types;
  }) as CallCrm;
  return { asked, typesFor: createActivityTypes({ crm: createFakeCrm().crm, callCrm, clock: { now: () => NOON } }) };
};

describe('activity types that one host of a company asks for first', () => {
  test.each([
    ['whose connection is lost', new Failure('paused'), 'paused'],
    ['whose token isn’t taken', new CrmFailure('unauthorised', '401'), 'paused'],
    ['who is erased', new Failure('not_installed'), 'not_installed'],
  ])('%s are asked for once more, by the others', async (_, failure, code) => {
    const { asked, typesFor } = begin(failure);
    const [lost, ...others] = await Promise.allSettled([LOST, ...OTHERS].map(typesFor));
    expect(lost).toMatchObject({ status: 'rejected', reason: { code } });
    expect(others).toEqual(OTHERS.map(() => ({ status: 'fulfilled', value: types })));
    expect(asked).toEqual([LOST, OTHERS[0]]);
  });

  test('in vain, since the CRM is down, aren’t asked for again by each', async () => {
    const { asked, typesFor } = begin(new CrmFailure('unavailable', '500'));
    const all = await Promise.allSettled([LOST, ...OTHERS].map(typesFor));
    expect(all).toMatchObject(all.map(() => ({ status: 'rejected', reason: { code: 'busy' } })));
    expect(asked).toEqual([LOST]);
  });
});
