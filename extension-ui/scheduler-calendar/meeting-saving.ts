import type { MeetingChange, MeetingChangeReply, MeetingReply } from '../../server/http/host/schema.ts';
import { type Api, type ApiFailure, asApiFailure } from '../shared/api.ts';
import { type Field, fieldOf } from './meeting-form.ts';

export type Outcome =
  | { readonly kind: 'saved'; readonly reply: MeetingChangeReply }
  /** Somebody else changed it since: what it says now. */
  | { readonly kind: 'stale'; readonly theirs: MeetingReply }
  /** It was cancelled, or its end is past: it can't be changed any more. */
  | { readonly kind: 'over'; readonly theirs: MeetingReply | null }
  | { readonly kind: 'refused'; readonly field: Field | null }
  /** Nothing is known of what became of it: it can be asked for again, and is done once. */
  | { readonly kind: 'failed'; readonly failure: ApiFailure };

export const saveMeeting = async (
  api: Pick<Api, 'changeMeeting' | 'meeting'>,
  id: string,
  change: MeetingChange,
): Promise<Outcome> => {
  try {
    return { kind: 'saved', reply: await api.changeMeeting(id, change) };
  } catch (error) {
    const failure = asApiFailure(error);
    switch (failure.code) {
      case 'stale':
      case 'booking_over':
      case 'not_found':
        return whatItIsNow(api, id, failure);
      case 'invalid':
        return { kind: 'refused', field: fieldOf(failure.problem.field) };
      default:
        return { kind: 'failed', failure };
    }
  }
};

const whatItIsNow = async (api: Pick<Api, 'meeting'>, id: string, failure: ApiFailure): Promise<Outcome> => {
  try {
    const theirs = await api.meeting(id);
    return failure.code === 'stale' && theirs.state === 'confirmed'
      ? { kind: 'stale', theirs }
      : { kind: 'over', theirs };
  } catch (error) {
    const second = asApiFailure(error);
    return second.code === 'not_found' ? { kind: 'over', theirs: null } : { kind: 'failed', failure: second };
  }
};
