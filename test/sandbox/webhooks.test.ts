import { describe, expect, it } from 'vitest';
import { openStage, until } from './stage.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** Short delays; the policy's counts are what is looked at. */
const quick = { webhookDelays: [5, 10, 15] };

describe('an event', () => {
  it('of a web user’s create, change and delete has Pipedrive’s shapes', async () => {
    const { sandbox, receiver, users, hook } = await openStage();
    const webhookId = await hook(users.kathmandu);
    const { id } = sandbox.edit.createActivity(users.kathmandu, {
      subject: 'Demo',
      type: 'meeting',
      due_date: '2026-11-05',
      due_time: '04:15',
      duration: '00:30',
      participants: [{ person_id: 41, primary: true }],
    });
    await sandbox.settle();
    sandbox.edit.updateActivity(users.newYork, id, { due_time: '05:00' });
    await sandbox.settle();
    sandbox.edit.deleteActivity(users.kathmandu, id);
    await sandbox.settle();

    expect(receiver.received.map(({ path, authorization }) => [path, authorization])).toEqual(
      Array(3).fill([`/hook/${users.kathmandu}`, `Basic ${btoa('pipedrive:pass')}`]),
    );
    const [create, change, remove] = receiver.received.map(({ body }) => body);
    expect(create.previous).toBeNull();
    expect(create.data).toMatchObject({
      id,
      active_flag: true,
      busy_flag: null,
      due_date: '2026-11-05',
      due_time: { timezone_id: null, value: '04:15:00' },
      duration: { timezone_id: null, value: '00:30:00' },
      person_id: 41,
      update_user_id: users.kathmandu,
    });
    for (const field of ['is_deleted', 'busy', 'note', 'participants', 'attendees']) {
      expect(create.data).not.toHaveProperty(field);
    }
    expect(create.meta).toMatchObject({
      action: 'create',
      company_id: String(sandbox.company.id),
      entity: 'activity',
      entity_id: String(id),
      id: expect.any(String),
      timestamp: '2026-11-04T09:15:00.000Z',
      user_id: String(users.kathmandu),
      version: '2.0',
      webhook_id: String(webhookId),
      webhook_owner_id: String(users.kathmandu),
      change_source: 'app',
      attempt: 1,
      permitted_user_ids: [users.warsaw, users.newYork, users.kathmandu].map(String),
    });
    expect(change.previous).toEqual({ due_time: { timezone_id: null, value: '04:15:00' } });
    expect(change.data.due_time.value).toBe('05:00:00');
    expect(change.meta).toMatchObject({ action: 'change', user_id: String(users.newYork) });
    expect(remove.data).toBeNull();
    expect(remove.previous).toMatchObject({ id, active_flag: true, due_time: { value: '05:00:00' } });
    expect(new Set([create, change, remove].map(({ meta }) => meta.id)).size).toBe(3);
  });

  it('of the API says so, and a restored activity is a change', async () => {
    const { sandbox, receiver, users, hook, call } = await openStage();
    await hook(users.warsaw);
    const { access_token: token } = sandbox.grant(users.warsaw);
    const made = await call(token, 'POST', '/api/v2/activities', { subject: 'Demo', type: 'meeting' });
    sandbox.edit.deleteActivity(users.warsaw, made.body.data.id);
    sandbox.edit.restoreActivity(users.warsaw, made.body.data.id);
    await sandbox.settle();
    expect(receiver.received.map(({ body }) => [body.meta.action, body.meta.change_source]).toSorted()).toEqual([
      ['change', 'app'],
      ['create', 'api'],
      ['delete', 'app'],
    ]);
  });

  it('goes to every user’s webhook that may see it and asks for it', async () => {
    const { sandbox, receiver, users, hook } = await openStage();
    await hook(users.warsaw);
    await hook(users.newYork);
    await hook(users.kathmandu, 'delete');
    const open = sandbox.edit.createActivity(users.warsaw, { subject: 'Open' });
    const hidden = sandbox.edit.createActivity(users.warsaw, { subject: 'Hidden', private: true });
    await sandbox.settle();
    const got = receiver.received.map(({ path, body }) => [path, body.data.id]);
    expect(got.toSorted()).toEqual(
      [
        [`/hook/${users.warsaw}`, open.id],
        [`/hook/${users.warsaw}`, hidden.id],
        [`/hook/${users.newYork}`, open.id],
      ].toSorted(),
    );
  });

  it('isn’t made where nothing changed', async () => {
    const { sandbox, receiver, users, hook } = await openStage();
    await hook(users.warsaw);
    sandbox.edit.updateActivity(users.warsaw, 1, { subject: sandbox.company.activities.get(1)?.subject ?? '' });
    await sandbox.settle();
    expect(receiver.received).toEqual([]);
  });
});

describe('delivery', () => {
  it('is tried four times under the same id, then given up', async () => {
    const { sandbox, receiver, users, hook } = await openStage(quick);
    await hook(users.warsaw);
    receiver.answer = () => 500;
    sandbox.edit.createActivity(users.warsaw, {});
    await sandbox.settle();
    expect(receiver.received.map(({ body }) => body.meta.attempt)).toEqual([1, 2, 3, 4]);
    expect(new Set(receiver.received.map(({ body }) => body.meta.id)).size).toBe(1);
    expect(sandbox.deliveries.map(({ outcome }) => outcome)).toEqual([500, 500, 500, 500]);
  });

  it('ends with the first 2xx', async () => {
    const { sandbox, receiver, users, hook } = await openStage(quick);
    await hook(users.warsaw);
    receiver.answer = (_request, count) => (count < 3 ? 503 : 202);
    sandbox.edit.createActivity(users.warsaw, {});
    await sandbox.settle();
    expect(sandbox.deliveries.map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
      [1, 503],
      [2, 503],
      [3, 202],
    ]);
  });

  it('counts a redirect and an answer that comes too late as failures', async () => {
    const { sandbox, receiver, users, hook } = await openStage({ ...quick, webhookTimeoutMs: 50 });
    await hook(users.warsaw);
    receiver.answer = (_request, count) => {
      if (count === 1) return 302;
      return count === 2 ? new Promise(() => {}) : 200;
    };
    sandbox.edit.createActivity(users.warsaw, {});
    await sandbox.settle();
    expect(sandbox.deliveries.map(({ outcome }) => outcome)).toEqual([302, 'failed', 200]);
  });

  it('stops after ten failed first tries: half an hour’s events are lost, then it works again', async () => {
    const { sandbox, receiver, users, hook, clock } = await openStage({ webhookDelays: [] });
    await hook(users.warsaw);
    receiver.answer = () => 500;
    for (let made = 0; made < 10; made += 1) {
      sandbox.edit.createActivity(users.warsaw, {});
      await sandbox.settle();
    }
    receiver.answer = () => 200;
    sandbox.edit.createActivity(users.warsaw, { subject: 'Lost' });
    clock.now += 30 * minuteMs - 1;
    sandbox.edit.createActivity(users.warsaw, { subject: 'Lost too' });
    clock.now += 1;
    sandbox.edit.createActivity(users.warsaw, { subject: 'After the ban' });
    await sandbox.settle();
    expect(sandbox.deliveries.map(({ outcome }) => outcome)).toEqual([...Array(10).fill(500), 'banned', 'banned', 200]);
    expect(receiver.received.at(-1)?.body.data.subject).toBe('After the ban');
    expect(receiver.received.some(({ body }) => body.data.subject.startsWith('Lost'))).toBe(false);
  });

  it('forgets nine failures at a success', async () => {
    const { sandbox, receiver, users, hook } = await openStage({ webhookDelays: [] });
    await hook(users.warsaw);
    receiver.answer = (_request, count) => (count === 10 ? 200 : 500);
    for (let made = 0; made < 19; made += 1) {
      sandbox.edit.createActivity(users.warsaw, {});
      await sandbox.settle();
    }
    expect(sandbox.deliveries.some(({ outcome }) => outcome === 'banned')).toBe(false);
  });

  it('that failed for three days takes the webhook away', async () => {
    const { sandbox, receiver, users, hook, clock, call } = await openStage({ webhookDelays: [] });
    await hook(users.warsaw);
    receiver.answer = () => 500;
    sandbox.edit.createActivity(users.warsaw, {});
    await sandbox.settle();
    clock.now += 3 * dayMs;
    sandbox.edit.createActivity(users.warsaw, {});
    await sandbox.settle();
    const { access_token: token } = sandbox.grant(users.warsaw);
    expect((await call(token, 'GET', '/api/v1/webhooks')).body.data).toEqual([]);
  });

  it('waits while the stand-in is down', async () => {
    const { sandbox, receiver, users, hook } = await openStage();
    await hook(users.warsaw);
    await sandbox.faults.goDown();
    sandbox.edit.createActivity(users.warsaw, {});
    await sandbox.settle();
    expect(receiver.received).toEqual([]);
    await sandbox.faults.comeUp();
    await sandbox.settle();
    expect(receiver.received).toHaveLength(1);
  });
});

describe('faults of delivery', () => {
  const subjects = (received: readonly { body: { data: { subject: string } } }[]): string[] =>
    received.map(({ body }) => body.data.subject);

  it('lose an event for one webhook', async () => {
    const { sandbox, receiver, users, hook } = await openStage();
    await hook(users.warsaw);
    await hook(users.newYork);
    sandbox.faults.misdeliver({ userId: users.warsaw, action: 'create' }, { kind: 'lose' });
    sandbox.edit.createActivity(users.warsaw, { subject: 'First' });
    await sandbox.settle();
    sandbox.edit.createActivity(users.warsaw, { subject: 'Second' });
    await sandbox.settle();
    const got = receiver.received.map(({ path, body }) => [path, body.data.subject]);
    expect(got.toSorted()).toEqual(
      [
        [`/hook/${users.newYork}`, 'First'],
        [`/hook/${users.warsaw}`, 'Second'],
        [`/hook/${users.newYork}`, 'Second'],
      ].toSorted(),
    );
  });

  it('repeat an event under one id', async () => {
    const { sandbox, receiver, users, hook } = await openStage();
    await hook(users.warsaw);
    sandbox.faults.misdeliver({}, { kind: 'repeat' });
    sandbox.edit.createActivity(users.warsaw, {});
    await sandbox.settle();
    expect(receiver.received).toHaveLength(2);
    expect(new Set(receiver.received.map(({ body }) => body.meta.id)).size).toBe(1);
  });

  it('deliver in the wrong order', async () => {
    const { sandbox, receiver, users, hook } = await openStage();
    await hook(users.warsaw);
    sandbox.faults.misdeliver({}, { kind: 'reorder' });
    sandbox.edit.createActivity(users.warsaw, { subject: 'First' });
    sandbox.edit.createActivity(users.warsaw, { subject: 'Second' });
    await sandbox.settle();
    expect(subjects(receiver.received)).toEqual(['Second', 'First']);
  });

  it('deliver late, and settling waits for what is due within a second', async () => {
    const { sandbox, receiver, users, hook } = await openStage();
    await hook(users.warsaw);
    sandbox.faults.misdeliver({}, { kind: 'delay', delayMs: 100 });
    sandbox.edit.createActivity(users.warsaw, { subject: 'Late' });
    sandbox.edit.createActivity(users.warsaw, { subject: 'In time' });
    await until(() => receiver.received.length === 1, 'the event in time');
    await sandbox.settle();
    expect(subjects(receiver.received)).toEqual(['In time', 'Late']);
  });
});
