import { Failure } from '../../failure.ts';
import { CrmFailure } from '../../ports.ts';

/** What kept the CRM from answering, as a host is told it: connecting again mends it, or waiting does. */
export const asHostIsTold = (failure: unknown): unknown => {
  if (!(failure instanceof CrmFailure)) return failure;
  const isLost = failure.kind === 'grant_lost' || failure.kind === 'unauthorised';
  return new Failure(isLost ? 'paused' : 'busy', { detail: failure.message, cause: failure });
};
