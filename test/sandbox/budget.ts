import type { PlanName, SandboxCompany } from './company.ts';

/** Pipedrive's two limits: tokens a day and company, and calls in any two seconds and user. */

const tokensPerSeat = 30_000;
const multiplier: Readonly<Record<PlanName, number>> = { lite: 1, growth: 2, premium: 5, ultimate: 7 };
const burstLimit: Readonly<Record<PlanName, number>> = { lite: 80, growth: 160, premium: 400, ultimate: 480 };
const searchBurstLimit = 10;
const windowMs = 2000;
const dayMs = 86_400_000;

export interface Turn {
  readonly refused: 'burst' | 'daily' | null;
  readonly headers: Readonly<Record<string, string>>;
}

export const createBudget = (company: SandboxCompany, now: () => number, elapsed: () => number) => {
  const windows = new Map<string, number[]>();
  let day = 0;
  let spent = 0;

  const limit = (): number => tokensPerSeat * multiplier[company.plan] * company.users.length;
  /** The day turns at midnight of Pipedrive's servers, here UTC. */
  const turnDay = (): void => {
    const today = Math.floor(now() / dayMs);
    if (today !== day) spent = 0;
    day = today;
  };
  const secondsToMidnight = (): number => Math.ceil((dayMs - (now() % dayMs)) / 1000);

  const daily = (): Record<string, string> => ({
    'x-daily-ratelimit-token-limit': String(limit()),
    'x-daily-ratelimit-token-remaining': String(Math.max(0, limit() - spent)),
  });

  return {
    /** Takes a place in the user's window and `cost` from the day, or neither. */
    take(userId: number, cost: number, search: boolean): Turn {
      turnDay();
      if (spent >= limit()) {
        return { refused: 'daily', headers: { ...daily(), 'retry-after': String(secondsToMidnight()) } };
      }
      const allowed = search ? searchBurstLimit : burstLimit[company.plan];
      const key = `${userId} ${search}`;
      const at = elapsed();
      const recent = (windows.get(key) ?? []).filter(call => call > at - windowMs);
      const refused = recent.length >= allowed ? 'burst' : null;
      if (!refused) {
        recent.push(at);
        spent += cost;
      }
      windows.set(key, recent);
      const oldest = recent[0] ?? at;
      return {
        refused,
        headers: {
          ...daily(),
          'x-ratelimit-limit': String(allowed),
          'x-ratelimit-remaining': String(allowed - recent.length),
          'x-ratelimit-reset': String(Math.max(1, Math.ceil((oldest + windowMs - at) / 1000))),
        },
      };
    },

    exhaust(): void {
      turnDay();
      spent = limit();
    },
  };
};

export type Budget = ReturnType<typeof createBudget>;
