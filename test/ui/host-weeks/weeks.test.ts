import { describe, expect, it } from 'vitest';
import { createWeeks } from '../../../extension-ui/host-weeks/weeks.ts';
import { ApiFailure } from '../../../extension-ui/shared/api.ts';
import type { CalendarReply } from '../../../server/http/host/schema.ts';
import { calendarOf, meetingOf } from '../scheduler-calendar/sample.ts';

/** Weeks over a calendar whose answers the test gives. */
const opened = () => {
  let now = 0;
  const asked: {
    from: string;
    to: string;
    answer: (reply: CalendarReply) => void;
    refuse: (error: unknown) => void;
  }[] = [];
  const weeks = createWeeks({
    read: (from, to) =>
      new Promise((answer, refuse) => {
        asked.push({ from, to, answer, refuse });
      }),
    now: () => now,
  });
  return {
    weeks,
    asked,
    dates: () => asked.map(({ from }) => from),
    pass: (ms: number) => {
      now += ms;
    },
    answerAll: async (reply = calendarOf()) => {
      for (const one of asked.splice(0)) one.answer(reply);
      await new Promise(resolve => setImmediate(resolve));
    },
  };
};

describe('the weeks of an open calendar', () => {
  it('are read when they are shown, and their neighbours after them', async () => {
    const { weeks, asked, dates, answerAll } = opened();
    void weeks.show(['2026-11-30']);
    expect(asked).toMatchObject([{ from: '2026-11-30', to: '2026-12-06' }]);
    await answerAll();
    expect(weeks.of('2026-11-30').data.value).not.toBe(null);
    expect(dates()).toEqual(['2026-12-07', '2026-11-23']);
  });

  it('aren’t read again at once, but when half a minute has passed', async () => {
    const { weeks, dates, answerAll, pass } = opened();
    void weeks.show(['2026-11-30']);
    await answerAll();
    await answerAll();
    void weeks.show(['2026-12-07']);
    await answerAll();
    void weeks.show(['2026-11-30']);
    await answerAll();
    expect(dates()).toEqual([]);
    pass(30_001);
    void weeks.show(['2026-11-30']);
    expect(dates()).toEqual(['2026-11-30']);
  });

  it('are kept when they can’t be read again, and the failure is said', async () => {
    const { weeks, asked, answerAll } = opened();
    void weeks.show(['2026-11-30']);
    await answerAll(calendarOf({ meetings: [meetingOf()] }));
    void weeks.refresh();
    for (const one of asked.splice(0)) one.refuse(new ApiFailure('offline'));
    await expect.poll(() => weeks.of('2026-11-30').failure.value?.code).toBe('offline');
    expect(weeks.of('2026-11-30').data.value?.meetings).toHaveLength(1);
  });

  it('take the answer that was asked for last', async () => {
    const { weeks, asked } = opened();
    void weeks.show(['2026-11-30']);
    void weeks.refresh();
    const [first, second] = asked;
    second?.answer(calendarOf({ meetings: [meetingOf()] }));
    first?.answer(calendarOf());
    await expect.poll(() => weeks.of('2026-11-30').data.value?.meetings.length).toBe(1);
  });

  it('show a changed meeting in its new week before they are read again', async () => {
    const { weeks, answerAll } = opened();
    void weeks.show(['2026-11-30']);
    await answerAll(calendarOf({ meetings: [meetingOf()] }));
    await answerAll();
    weeks.put(meetingOf({ start: '2026-12-09T03:15:00.000Z', end: '2026-12-09T03:45:00.000Z' }));
    expect(weeks.of('2026-11-30').data.value?.meetings).toEqual([]);
    expect(weeks.of('2026-12-07').data.value?.meetings).toHaveLength(1);
  });

  it('are read once where a form looks at another date', async () => {
    const { weeks, dates, answerAll } = opened();
    void weeks.want('2027-01-04');
    void weeks.want('2027-01-04');
    expect(dates()).toEqual(['2027-01-04']);
    await answerAll();
    void weeks.want('2027-01-04');
    expect(dates()).toEqual([]);
  });
});
