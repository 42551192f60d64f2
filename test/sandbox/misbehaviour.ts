import { setTimeout as pause } from 'node:timers/promises';
import type { CallFault } from './sandbox.ts';
import type { Answer } from './wire.ts';

/** Null: no answer leaves, and the socket is destroyed. */
export type Outcome = Answer | null;

const gatewayPage = '<!doctype html><html><head><title>403 Forbidden</title></head><body>Access denied</body></html>';

/** Answers a call under the fault that it meets, if any. `signal` ends a slow one early. */
export const misbehave = async (
  fault: CallFault | null,
  answer: () => Promise<Answer>,
  signal: AbortSignal,
): Promise<Outcome> => {
  switch (fault?.kind) {
    case undefined:
      return answer();
    case 'limited':
      return {
        status: 429,
        body: { success: false, error: 'request over limit', errorCode: 429 },
        headers: {
          'x-ratelimit-limit': '80',
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': String(fault.resetSeconds ?? 2),
          ...(fault.retryAfterSeconds === undefined ? {} : { 'retry-after': String(fault.retryAfterSeconds) }),
        },
      };
    case 'status':
      return { status: fault.status, body: { success: false, error: 'Server error', errorCode: fault.status } };
    case 'html':
      return { status: 403, body: gatewayPage, headers: { 'content-type': 'text/html; charset=utf-8' } };
    case 'slow':
      await pause(fault.delayMs, undefined, { signal }).catch(() => undefined);
      return signal.aborted ? null : answer();
    case 'timeout_after_effect':
      await answer();
      return null;
    case 'timeout_before_effect':
      return null;
  }
};
