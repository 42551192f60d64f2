import { describe, expect, it } from 'vitest';
import type { SandboxActivity } from './company.ts';
import { sampleCompany } from './sample.ts';

const wednesday = Date.parse('2026-11-04T09:15:00Z');

const minutesOf = (duration: string | null): number => {
  const [hours = 0, minutes = 0] = (duration ?? '00:00:00').split(':').map(Number);
  return hours * 60 + minutes;
};

const isBusy = ({ busy, due_time }: SandboxActivity): boolean => busy ?? due_time !== null;

describe('the sample company', () => {
  it('is the same for the same moment, and never shared', () => {
    expect(sampleCompany(wednesday)).toEqual(sampleCompany(wednesday));
    expect(sampleCompany(wednesday).activities).not.toBe(sampleCompany(wednesday).activities);
  });

  it('has the users, persons, deals and about two hundred activities', () => {
    const { users, persons, deals, activities } = sampleCompany(wednesday);
    expect(users.map(user => user.timezone_name)).toEqual(['Europe/Warsaw', 'America/New_York', 'Asia/Kathmandu']);
    expect([persons.size, deals.size]).toEqual([60, 20]);
    expect(activities.size).toBeGreaterThan(180);
    expect(activities.size).toBeLessThan(230);
    expect(new Set([...persons.values()].map(({ emails }) => emails[0]?.value)).size).toBe(60);
  });

  it('has activities of every kind', () => {
    const all = [...sampleCompany(wednesday).activities.values()];
    const some = (is: (activity: SandboxActivity) => boolean): boolean => all.some(is);
    expect(some(({ due_time, busy }) => due_time === null && busy === true)).toBe(true);
    expect(some(({ due_time, busy }) => due_time === null && busy === null)).toBe(true);
    expect(some(({ due_time, busy }) => due_time !== null && busy === false)).toBe(true);
    expect(some(({ due_time, duration }) => due_time !== null && duration === null)).toBe(true);
    expect(some(({ duration }) => minutesOf(duration) >= 480)).toBe(true);
    expect(some(({ done }) => done)).toBe(true);
    expect(some(({ due_date }) => (due_date ?? '') < '2026-11-04')).toBe(true);
  });

  it('keeps times in UTC: 15:30 in Kathmandu is 09:45', () => {
    const { activities, users } = sampleCompany(wednesday);
    const mine = [...activities.values()].filter(({ owner_id }) => owner_id === users[2]?.id);
    expect(mine.find(({ subject }) => subject === 'Ring the forwarder')?.due_time).toBe('09:45:00');
  });

  it.each(['2026-11-02T09:15:00Z', '2026-11-04T09:15:00Z', '2026-11-06T22:30:00Z', '2026-11-08T09:15:00Z'])(
    'leaves the first user room in the next ten working days, seen from %s',
    now => {
      const { activities, users } = sampleCompany(Date.parse(now));
      const mine = [...activities.values()].filter(activity => activity.owner_id === users[0]?.id && isBusy(activity));
      const today = Temporal.PlainDate.from(now.slice(0, 10));
      const days = Array.from({ length: 14 }, (_, index) => today.add({ days: index + 1 })).filter(
        day => day.dayOfWeek <= 5,
      );
      const roomy = days.filter(day => {
        const ofDay = mine.filter(({ due_date }) => due_date === day.toString());
        const isAway = ofDay.some(({ due_time }) => due_time === null);
        return !isAway && ofDay.reduce((sum, { duration }) => sum + minutesOf(duration), 0) <= 180;
      });
      expect(days).toHaveLength(10);
      expect(roomy.length).toBeGreaterThanOrEqual(7);
      expect(roomy[0]?.toString()).toBe(days[0]?.toString());
    },
  );
});
