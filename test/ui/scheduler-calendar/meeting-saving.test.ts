import { expect, it } from 'vitest';
import { saveMeeting } from '../../../extension-ui/scheduler-calendar/meeting-saving.ts';
import { ApiFailure } from '../../../extension-ui/shared/api.ts';
import { meetingOf } from './sample.ts';

const change = { sequence: 2, description: 'Other' };
const saveWith = (thrown: ApiFailure, now = async () => meetingOf({ sequence: 3 })) =>
  saveMeeting({ changeMeeting: () => Promise.reject(thrown), meeting: now }, 'A1', change);

it('answers what was saved', async () => {
  const reply = { meeting: meetingOf({ sequence: 3 }), overlaps: [] };
  expect(
    await saveMeeting({ changeMeeting: async () => reply, meeting: async () => meetingOf() }, 'A1', change),
  ).toEqual({ kind: 'saved', reply });
});

it('tells of a change by others what the meeting says now', async () => {
  expect(await saveWith(new ApiFailure('stale'))).toEqual({ kind: 'stale', theirs: meetingOf({ sequence: 3 }) });
  expect(await saveWith(new ApiFailure('stale'), async () => meetingOf({ state: 'cancelled' }))).toMatchObject({
    kind: 'over',
    theirs: { state: 'cancelled' },
  });
});

it('tells of a meeting that is over, or has gone', async () => {
  expect(await saveWith(new ApiFailure('booking_over'))).toMatchObject({ kind: 'over', theirs: { sequence: 3 } });
  const gone = () => Promise.reject(new ApiFailure('not_found'));
  expect(await saveWith(new ApiFailure('not_found'), gone)).toEqual({ kind: 'over', theirs: null });
});

it('tells at which field a change was refused', async () => {
  const refused = new ApiFailure('invalid', { problem: { field: 'place.text' } });
  expect(await saveWith(refused)).toEqual({ kind: 'refused', field: 'place' });
});

it('leaves open what became of a change whose answer was lost', async () => {
  expect(await saveWith(new ApiFailure('timeout'))).toMatchObject({ kind: 'failed', failure: { code: 'timeout' } });
  const offline = () => Promise.reject(new ApiFailure('offline'));
  expect(await saveWith(new ApiFailure('stale'), offline)).toMatchObject({ kind: 'failed' });
});
