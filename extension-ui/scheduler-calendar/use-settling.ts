import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { MeetingReply } from '../../server/http/host/schema.ts';
import { useSession } from '../shared/session.ts';
import { isUnsettled } from './calendar-items.ts';
import type { Period } from './period.ts';

const FIRST_LOOK_MS = 700;
const LONGEST_LOOK_MS = 15_000;

/** How long to wait before looking again at what isn’t settled: ever longer, in ms. */
export const lookAfter = (looks: number): number => Math.min(LONGEST_LOOK_MS, FIRST_LOOK_MS * 2 ** looks);

/** Reads the meetings of a period again, ever more rarely, as long as something of one of them waits. */
export const useSettling = (
  meetings: readonly MeetingReply[],
  { from, to }: Period,
  onMeeting: (meeting: MeetingReply) => void,
): void => {
  const { api, bridge } = useSession();
  const looks = useSignal(0);
  const latest = useRef(onMeeting);
  latest.current = onMeeting;
  const unsettled = meetings
    .filter(isUnsettled)
    .map(({ id }) => id)
    .sort()
    .join(' ');
  useEffect(() => {
    looks.value = 0;
  }, [unsettled, from, to]);
  useEffect(() => {
    if (unsettled === '' || !bridge.visible.value) return;
    const waiting = new Set(unsettled.split(' '));
    let left = false;
    const look = async () => {
      const reply = await api.meetings(from, to).catch(() => null);
      if (left) return;
      for (const meeting of reply?.meetings ?? []) if (waiting.has(meeting.id)) latest.current(meeting);
      looks.value += 1;
    };
    const timer = setTimeout(() => void look(), lookAfter(looks.value));
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [api, unsettled, from, to, looks.value, bridge.visible.value]);
};
