import { describe, expect, it } from 'vitest';
import { openStage } from './stage.ts';

describe('the webhooks of the API', () => {
  const body = (origin: string, change = {}) => ({
    subscription_url: `${origin}/hook`,
    event_action: '*',
    event_object: 'activity',
    name: 'mirror',
    version: '2.0',
    ...change,
  });

  it('are listed, shown and deleted for the user who made them alone', async () => {
    const { sandbox, users, hook, call } = await openStage();
    const id = await hook(users.warsaw);
    const mine = sandbox.grant(users.warsaw).access_token;
    const theirs = sandbox.grant(users.newYork).access_token;
    const list = await call(mine, 'GET', '/api/v1/webhooks');
    expect(list.body).toMatchObject({
      status: 'ok',
      success: true,
      data: [{ id, user_id: users.warsaw, is_active: 1, type: 'application', version: '2.0', last_http_status: null }],
    });
    expect((await call(theirs, 'GET', '/api/v1/webhooks')).body.data).toEqual([]);
    expect((await call(theirs, 'DELETE', `/api/v1/webhooks/${id}`)).status).toBe(404);
    expect((await call(mine, 'DELETE', `/api/v1/webhooks/${id}`)).status).toBe(200);
    expect((await call(mine, 'GET', '/api/v1/webhooks')).body.data).toEqual([]);
  });

  it.each([
    [{ version: '3.0' }, 'version'],
    [{ event_object: 'calendar' }, 'event_object'],
    [{ event_action: 'added' }, 'event_action'],
    [{ name: undefined }, 'name'],
    [{ user_id: '1' }, 'user_id'],
    [{ secret: 'x' }, 'secret'],
    [{ subscription_url: 'not an address' }, 'subscription_url'],
    [{ subscription_url: 'http://127.0.0.1:1/nobody-listens' }, 'subscription_url'],
  ])('refuse %j', async (change, field) => {
    const { sandbox, users, call, receiver } = await openStage();
    const { access_token: token } = sandbox.grant(users.warsaw);
    const reply = await call(token, 'POST', '/api/v1/webhooks', body(receiver.origin, change));
    expect(reply.status).toBe(400);
    expect(reply.body).toEqual({ status: 'error', success: false, errors: { [field]: [expect.any(String)] } });
  });

  it('refuse an address of Pipedrive’s own', async () => {
    const { sandbox, users, call } = await openStage();
    const { access_token: token } = sandbox.grant(users.warsaw);
    const reply = await call(token, 'POST', '/api/v1/webhooks', body(sandbox.origin));
    expect(reply.body.errors).toEqual({ subscription_url: ['invalid or non-reachable URL'] });
  });

  it('are forty a user at most', async () => {
    const { sandbox, users, call, receiver } = await openStage();
    const { access_token: token } = sandbox.grant(users.warsaw);
    const make = () => call(token, 'POST', '/api/v1/webhooks', body(receiver.origin));
    for (let made = 0; made < 40; made += 1) expect((await make()).status).toBe(201);
    expect((await make()).status).toBe(422);
  });
});
