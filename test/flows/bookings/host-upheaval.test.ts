import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../server/domain/interval.ts';
import { settingsOf } from '../../../server/domain/settings.ts';
import { openFakeStore } from '../../fakes/store.ts';
import { startProduct, type TestProduct, WARSAW } from '../../product.ts';
import { createDice } from '../../sandbox/sample-calendar.ts';
import { expectAgreement } from '../stopped.ts';
import { type Act, clocks, losses, settleDown, upkeep } from '../stories.ts';
import { calendarLine, expectWritten, type HostSide, hostSide } from './host-side.ts';

/**
 * Host and guest at one meeting, here and in the CRM, while processes die at any write, answers, webhooks and mails are lost, and the time
 * for reminders comes: in the end all agree, and nobody was told or reminded twice.
 */

let at: TestProduct;
let slug: string;
let host: HostSide;
let owner: string;

beforeAll(async () => {
  at = await startProduct({ store: openFakeStore() });
  owner = (await at.install(WARSAW)).id;
  slug = await at.slugOf(owner);
  host = hostSide(at);
});
afterAll(() => at.close());

const people = ['ola@ferns.example', 'jan@ferns.example', 'iga@ferns.example'];
const texts = ['Rynek 3', 'Online', ''];

/** Mondays and Thursdays from 2026-03-30 on. */
const dateOf = (index: number): string =>
  Temporal.PlainDate.from('2026-03-30')
    .add({ days: Math.floor(index / 2) * 7 + (index % 2) * 3 })
    .toString();

const wantReminders = async (reminders: boolean): Promise<void> => {
  const found = await at.store.hosts.find(owner);
  if (found) await at.store.hosts.update(owner, { settings: { ...settingsOf(found), reminders } });
};

const ALL_THE_TIME = { kind: 'refuse', code: 451 } as const;

interface Played {
  readonly id: string;
  readonly email: string;
}

/** `steps`: what was done, for whoever has to find out. */
const play = async (seed: number, steps: string[]): Promise<Played> => {
  const dice = createDice(seed + 5_000);
  const date = dateOf(seed);
  at.advance(Math.max(0, Date.parse(`${date}T08:00:00Z`) - 26 * HOUR - at.now()));
  await at.reconcile();
  const email = `upheaval-${seed}@ferns.example`;
  const booked = await at.book(slug, `${date}T08:00:00Z`, { email, colleagues: people.slice(0, dice(3)) });
  expect(booked.status).toBe(201);
  const { id, manageUrl } = booked.body;
  const one = (of: readonly string[]) => of[dice(of.length)] ?? '';
  const invited = () => people.filter(() => dice(2) === 0);
  const underWay: Promise<unknown>[] = [];
  const begin = (work: Promise<unknown>) => void underWay.push(work.catch(() => {}));
  const change = async (body: object) => {
    const { sequence } = await at.booking(id);
    begin(host.change(id, { sequence, ...body }));
    return `host: ${JSON.stringify(body)}`;
  };
  const activity = () => [...at.sandbox.company.activities.values()].findLast(({ note }) => note.includes(id));
  const edit = (changed: Parameters<typeof at.sandbox.edit.updateActivity>[2]) => {
    const found = activity();
    if (found && !found.is_deleted) at.sandbox.edit.updateActivity(WARSAW, found.id, changed);
    return `in the CRM: ${JSON.stringify(changed)}`;
  };
  const revive = async () => {
    if (!at.process.stopped) return;
    await at.restart();
    // What the dead process holds is free again: otherwise who needs it waits, in real time.
    at.advance(MINUTE);
  };

  const acts: readonly Act[] = [
    () => change({ colleagues: invited(), place: { kind: 'other', text: one(texts) } }),
    () => change({ colleagues: invited(), start: `${date}T${one(clocks)}:00Z` }),
    () => change({ start: `${date}T${one(clocks)}:00Z`, description: one(texts) }),
    () => change({ end: `${date}T${one(clocks)}:00Z` }),
    () => {
      const to = one(clocks);
      begin(at.act(manageUrl, 'move', `${date}T${to}:00Z`));
      return `guest moves to ${to}`;
    },
    () => {
      if (dice(3) > 0) return 'nobody cancels';
      const byHost = dice(2) === 0;
      begin(byHost ? host.cancel(id, 'Ill') : at.act(manageUrl, 'cancel'));
      return `${byHost ? 'host' : 'guest'} cancels`;
    },
    () => {
      begin(at.act(manageUrl, 'undo'));
      return 'guest undoes';
    },
    () => edit({ due_time: one(clocks) }),
    () => edit({ location: { value: one(texts) }, public_description: one(texts) }),
    () => edit({ duration: dice(2) === 0 ? '00:45' : '01:00' }),
    () => {
      const found = activity();
      if (!found || found.is_deleted || dice(2) === 0) return 'nobody deletes';
      at.sandbox.edit.deleteActivity(WARSAW, found.id);
      return 'in the CRM: deleted';
    },
    async () => {
      // Restored while a new one is being written, there would be two, by the host’s own hand.
      await Promise.all(underWay);
      await revive();
      await at.quiet();
      const { state, effects } = await at.booking(id);
      const found = activity();
      const isIdle = effects.every(effect => effect.kind !== 'activity' || effect.state === 'done');
      if (!found?.is_deleted || state !== 'cancelled' || !isIdle) return 'nothing to restore';
      at.sandbox.edit.restoreActivity(WARSAW, found.id);
      return 'in the CRM: restored';
    },
    ...losses(at, dice),
    () => {
      const isDown = dice(2) === 0;
      at.mailbox.fail(isDown ? ALL_THE_TIME : null);
      return isDown ? 'no mail' : 'mail';
    },
    async () => {
      const isWanted = dice(2) === 0;
      await wantReminders(isWanted);
      return isWanted ? 'reminders on' : 'reminders off';
    },
    () => {
      const write = 1 + dice(12);
      const when = dice(2) === 0 ? 'before' : 'after';
      at.process.stopAt(write, when);
      return `dies ${when} the write ${write} from now`;
    },
    () => {
      at.advance(2 * HOUR);
      return 'two hours';
    },
    ...upkeep(at),
  ];
  for (let step = 0; step < 24; step += 1) {
    at.advance(3_000);
    await revive();
    const act = acts[dice(acts.length)];
    // The process may die while it is at this.
    steps.push(await Promise.resolve(act?.()).then(String, String));
  }
  await Promise.all(underWay);
  await at.restart();
  at.advance(MINUTE);
  at.mailbox.fail(null);
  at.sandbox.faults.clear();
  return { id, email };
};

interface Told {
  readonly sequence: number;
  readonly name: string;
  /** By the calendar file; reminders have none. */
  readonly start: number;
  readonly sentAt: number;
}

/** As calendar files have it: 20260330T080000Z. */
const instantOf = (text: string): number =>
  Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

/** What the guest was told, each mail once: one whose fate a crash left unknown is sent again under the same Message-ID. */
const toldOf = ({ id, email }: Played): Told[] => {
  const mails = new Map(at.mails(email).map(mail => [mail.messageId ?? '', mail]));
  return [...mails].map(([messageId, mail]) => {
    const [, sequence = '', name = ''] = new RegExp(`^<${id}\\.(\\d+)\\.(.*)\\.guest@`).exec(messageId) ?? [];
    const sentAt = Date.parse(mail.headers.find(header => header.name.toLowerCase() === 'date')?.value ?? '');
    return { sequence: Number(sequence), name, start: instantOf(calendarLine(mail, 'DTSTART')), sentAt };
  });
};

const seeds = Array.from({ length: 20 }, (_, seed) => seed);

describe('Whatever host, guest, CRM, mail server and crashes do to a meeting', () => {
  test.each(seeds)('all sides agree in the end, and nobody is told or reminded twice (%i)', async seed => {
    const steps: string[] = [];
    const played = await play(seed, steps);
    await settleDown(at);
    try {
      const booking = await at.booking(played.id);
      await expectAgreement(at, booking);
      if (booking.state === 'confirmed') await expectWritten(at, played.id);
      const changes = toldOf(played).filter(({ name }) => !name.startsWith('reminder'));
      expect(changes.map(({ sequence }) => sequence)).toEqual(
        Array.from({ length: booking.sequence + 1 }, (_, sequence) => sequence),
      );
      await wantReminders(true);
      while (at.now() < booking.end) {
        at.advance(HOUR / 4);
        await at.sweep();
      }
      const reminders = toldOf(played)
        .filter(({ name }) => name.startsWith('reminder'))
        .map(({ name, sequence, sentAt }) => ({ name, start: changes[sequence]?.start ?? 0, sentAt }));
      for (const { name, start, sentAt } of reminders) {
        const [first, last] = name === 'reminder.day' ? [DAY, DAY / 2] : [HOUR, 0];
        expect(start - sentAt, name).toBeLessThanOrEqual(first);
        expect(start - sentAt, name).toBeGreaterThan(last);
      }
      const names = reminders.map(({ name, start }) => `${name} ${start}`);
      expect(new Set(names).size, names.join()).toBe(names.length);
      const last = `reminder.hour ${booking.start}`;
      expect(names.filter(name => name === last)).toEqual(booking.state === 'confirmed' ? [last] : []);
    } catch (cause) {
      throw new Error(steps.join('\n'), { cause });
    }
  });
});
