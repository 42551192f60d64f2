import { describe, expect, it } from 'vitest';
import { openStage, type Reply } from './stage.ts';

const activities = '/api/v2/activities';

const openFor = async (who: 'warsaw' | 'newYork' | 'kathmandu', options = {}) => {
  const stage = await openStage(options);
  const token = stage.sandbox.grant(stage.users[who]).access_token;
  return {
    ...stage,
    token,
    api: (method: string, path: string, body?: unknown) => stage.call(token, method, path, body),
  };
};

const idsOf = (reply: Reply): number[] => reply.body.data.map(({ id }: { id: number }) => id);

describe('an activity', () => {
  it('is created with seconds, its primary participant as person, and whole-second stamps', async () => {
    const { api, users, clock } = await openFor('kathmandu');
    clock.now += 789;
    const made = await api('POST', activities, {
      subject: 'Demo',
      type: 'meeting',
      owner_id: users.kathmandu,
      due_date: '2026-11-05',
      due_time: '04:15',
      duration: '00:30',
      location: { value: 'https://video.example/1' },
      participants: [
        { person_id: 41, primary: false },
        { person_id: 42, primary: true },
      ],
      note: '<a href="https://app.example/m/1">Booking</a>',
    });
    expect(made.status).toBe(201);
    expect(made.body.data).toMatchObject({
      creator_user_id: users.kathmandu,
      due_date: '2026-11-05',
      due_time: '04:15:00',
      duration: '00:30:00',
      busy: null,
      done: false,
      is_deleted: false,
      person_id: 42,
      location: { value: 'https://video.example/1' },
      add_time: '2026-11-04T09:15:00Z',
      update_time: '2026-11-04T09:15:00Z',
    });
    expect(made.body.data).not.toHaveProperty('attendees');
    const read = await api('GET', `${activities}/${made.body.data.id}`);
    expect(read.body).toEqual({ success: true, data: made.body.data, additional_data: null });
  });

  it('lasts all day without a time, and the empty string takes a time away', async () => {
    const { api } = await openFor('warsaw');
    const made = await api('POST', activities, { subject: 'Leave', type: 'task', due_date: '2026-11-05' });
    expect(made.body.data).toMatchObject({ due_time: null, duration: null });
    const { id } = made.body.data;
    await api('PATCH', `${activities}/${id}`, { due_time: '10:00:00', duration: '01:00' });
    const back = await api('PATCH', `${activities}/${id}`, { due_time: '', duration: null });
    expect(back.body.data).toMatchObject({ due_time: null, duration: null });
  });

  it('shows its attendees only on request', async () => {
    const { api } = await openFor('warsaw');
    const attendees = [{ email: 'guest@example.com', name: 'Guest' }];
    const { id } = (await api('POST', activities, { subject: 'Demo', type: 'meeting', attendees })).body.data;
    const read = await api('GET', `${activities}/${id}?include_fields=attendees`);
    expect(read.body.data.attendees).toMatchObject(attendees);
  });

  it.each([
    [{ person_id: 7 }, 'person_id'],
    [{ due_time: '9:00' }, 'due_time: This value is not a valid datetime.'],
    [{ due_time: '24:00' }, 'due_time'],
    [{ due_date: '2026-02-30' }, 'due_date'],
    [{ duration: '30' }, 'duration'],
    [{ owner_id: '15204101' }, 'owner_id'],
    [{ owner_id: 99 }, 'owner_id'],
    [{ done: 1 }, 'done'],
    [{ busy: 'true' }, 'busy'],
    [{ type: 'fax' }, 'type'],
    [{ location: 'Room 1' }, 'location'],
    [{ participants: [{ person_id: 1, primary_flag: true }] }, 'participants: primary_flag'],
    [{ participants: [{ person_id: 9999, primary: true }] }, 'participants'],
    [{ deal_id: 9999 }, 'deal_id'],
    [{ note: 'x'.repeat(102_401) }, 'note'],
    [{ conference_meeting_url: 'https://video.example/1' }, 'conference_meeting_url'],
    [{ busy_flag: true }, 'busy_flag'],
  ])('refuses the body %j', async (fault, named) => {
    const { api, sandbox } = await openFor('warsaw');
    const before = sandbox.company.activities.size;
    const reply = await api('POST', activities, { subject: 'Demo', type: 'meeting', ...fault });
    expect(reply.status).toBe(400);
    expect(reply.body).toMatchObject({ success: false, data: null, additional_data: null });
    expect(reply.body.error).toContain(`Validation failed: ${named}`);
    expect(sandbox.company.activities.size).toBe(before);
  });

  it('is deleted softly: gone from lists, shown alone, and not to be changed', async () => {
    const { api, users } = await openFor('warsaw');
    const { id } = (await api('POST', activities, { subject: 'Demo', type: 'meeting' })).body.data;
    expect((await api('DELETE', `${activities}/${id}`)).body).toEqual({ success: true, data: { id } });
    expect(idsOf(await api('GET', `${activities}?ids=${id},1`))).toEqual([1]);
    expect(idsOf(await api('GET', `${activities}?owner_id=${users.warsaw}&limit=500`))).not.toContain(id);
    expect((await api('GET', `${activities}/${id}`)).body.data.is_deleted).toBe(true);
    expect((await api('PATCH', `${activities}/${id}`, { subject: 'Again' })).status).toBe(404);
    expect((await api('DELETE', `${activities}/${id}`)).status).toBe(404);
  });

  it('can be gone altogether after its deletion, where a test wants that', async () => {
    const { api } = await openFor('warsaw', { deletedActivities: 'not_found' });
    const { id } = (await api('POST', activities, { subject: 'Demo', type: 'meeting' })).body.data;
    await api('DELETE', `${activities}/${id}`);
    expect((await api('GET', `${activities}/${id}`)).status).toBe(404);
  });

  it('is seen by colleagues, unless it is private', async () => {
    const { api, sandbox, users } = await openFor('newYork');
    const open = sandbox.edit.createActivity(users.warsaw, { subject: 'Open' });
    const hidden = sandbox.edit.createActivity(users.warsaw, { subject: 'Hidden', private: true });
    expect((await api('GET', `${activities}/${open.id}`)).status).toBe(200);
    expect((await api('GET', `${activities}/${hidden.id}`)).status).toBe(404);
    expect(idsOf(await api('GET', `${activities}?ids=${open.id},${hidden.id}`))).toEqual([open.id]);
  });

  it('keeps its update_time when a change changes nothing', async () => {
    const { api, clock } = await openFor('warsaw');
    const { id, update_time: made } = (await api('POST', activities, { subject: 'Demo', type: 'meeting' })).body.data;
    clock.now += 5000;
    expect((await api('PATCH', `${activities}/${id}`, { subject: 'Demo' })).body.data.update_time).toBe(made);
    const renamed = await api('PATCH', `${activities}/${id}`, { subject: 'Other' });
    expect(renamed.body.data.update_time).toBe('2026-11-04T09:15:05Z');
  });
});

describe('the list', () => {
  const listAll = async ({ api }: { api: (method: string, path: string) => Promise<Reply> }, query: string) => {
    const found: { id: number; due_date: string | null; owner_id: number }[] = [];
    let pages = 0;
    for (let cursor: string | null = ''; cursor !== null; pages += 1) {
      const from: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const reply = await api('GET', `${activities}?${query}${from}`);
      expect(reply.status).toBe(200);
      found.push(...reply.body.data);
      cursor = reply.body.additional_data.next_cursor;
    }
    return { found, pages };
  };

  it('comes whole over its pages, sorted by due date downwards', async () => {
    const stage = await openFor('warsaw');
    const query = `owner_id=${stage.users.warsaw}&sort_by=due_date&sort_direction=desc&limit=7`;
    const { found, pages } = await listAll(stage, query);
    const mine = [...stage.sandbox.company.activities.values()].filter(
      ({ owner_id }) => owner_id === stage.users.warsaw,
    );
    expect(pages).toBe(Math.ceil(mine.length / 7));
    expect(found.map(({ id }) => id).sort((a, b) => a - b)).toEqual(mine.map(({ id }) => id).sort((a, b) => a - b));
    const dates = found.map(({ due_date }) => due_date);
    expect(dates).toEqual(dates.toSorted().toReversed());
  });

  it('takes up where it was although the last row is gone', async () => {
    const stage = await openFor('warsaw');
    const first = await stage.api('GET', `${activities}?limit=3&sort_by=id`);
    expect(idsOf(first)).toEqual([1, 2, 3]);
    stage.sandbox.edit.deleteActivity(stage.users.warsaw, 3);
    const next = `${activities}?limit=3&sort_by=id&cursor=${first.body.additional_data.next_cursor}`;
    expect(idsOf(await stage.api('GET', next))).toEqual([4, 5, 6]);
  });

  it('knows what changed since', async () => {
    const { api, sandbox, users, clock } = await openFor('warsaw');
    clock.now += 60_000;
    sandbox.edit.updateActivity(users.warsaw, 2, { subject: 'Changed' });
    expect(idsOf(await api('GET', `${activities}?updated_since=2026-11-04T09:16:00Z`))).toEqual([2]);
    expect(idsOf(await api('GET', `${activities}?updated_since=2026-11-04T15:01:00%2B05:45`))).toEqual([2]);
    expect(idsOf(await api('GET', `${activities}?updated_since=2026-11-04T09:16:01Z`))).toEqual([]);
  });

  it.each([
    'limit=501',
    'limit=0',
    'start_date=2026-11-04',
    'cursor=!',
    'owner_id=me',
    'updated_since=2026-11-04',
    'sort_by=subject',
  ])('refuses %s', async query => {
    const { api } = await openFor('warsaw');
    expect((await api('GET', `${activities}?${query}`)).status).toBe(400);
  });
});

describe('access', () => {
  it('needs a token that Pipedrive knows', async () => {
    const { call } = await openStage();
    const reply = await call('v1u:never-was', 'GET', '/api/v1/users/me');
    expect(reply.status).toBe(401);
    expect(reply.body).toMatchObject({ success: false, error: 'unauthorized access', errorCode: 401 });
  });

  it.each([
    ['GET', activities, []],
    ['POST', activities, ['activities:read']],
    ['GET', '/api/v2/persons/search?term=abc', []],
    ['POST', '/api/v2/persons', ['contacts:read']],
    ['GET', '/api/v2/deals', ['contacts:full']],
    ['GET', '/api/v1/users', []],
    ['GET', '/api/v1/billing/subscriptions/addons', []],
    ['POST', '/api/v1/webhooks', ['webhooks:read']],
  ])('needs the scope of %s %s', async (method, path, scopes) => {
    const { call, sandbox, users } = await openStage();
    const { access_token: token } = sandbox.grant(users.warsaw, ['base', ...scopes]);
    const reply = await call(token, method, path, method === 'POST' ? {} : undefined);
    expect(reply.status).toBe(403);
    expect(reply.body).toMatchObject({ success: false, error: 'Scope and URL mismatch' });
  });

  it('answers unknown addresses and broken JSON in the API’s shape', async () => {
    const { api, send, sandbox, token } = await openFor('warsaw');
    const unknown = await api('GET', '/api/v1/activities');
    expect(unknown.status).toBe(404);
    expect(unknown.body.success).toBe(false);
    const broken = await send(sandbox.apiDomain + activities, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{"subject":',
    });
    expect(broken.status).toBe(400);
    expect(broken.body.success).toBe(false);
  });
});

it('keeps a log of the calls that it answered', async () => {
  const { api, sandbox, users } = await openFor('warsaw');
  await api('GET', `${activities}?ids=1`);
  await api('GET', `${activities}/1`);
  expect(sandbox.requests.of('GET', '/api/v2/activities/*')).toMatchObject([
    { userId: users.warsaw, status: 200, cost: 1, path: '/api/v2/activities/1' },
  ]);
  expect(sandbox.requests.calls.map(({ cost }) => cost)).toEqual([10, 1]);
  sandbox.requests.clear();
  expect(sandbox.requests.calls).toEqual([]);
});
