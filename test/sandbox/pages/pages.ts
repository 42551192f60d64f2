import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createTransport } from 'nodemailer';
import { likedLanguages, primaryLanguage } from '../../../server/http/accept-language.ts';
import type { SandboxUser } from '../company.ts';
import type { Sandbox } from '../sandbox.ts';
import { activitiesPage, periodOf } from './activities.ts';
import { activityPage, editOf } from './activity.ts';
import { readAsset } from './assets.ts';
import type { Surface } from './browser/context.ts';
import { calendarPage } from './calendar.ts';
import { isOutgoing, mailPage } from './composer.ts';
import { dealsPage, organizationsPage, personsPage } from './lists.ts';
import { consentPage, marketplacePage, settingsPage, settingsPath } from './marketplace.ts';
import { notFoundPage } from './not-found.ts';
import { choosePlan } from './plan.ts';
import { type Resource, recordPage } from './records.ts';
import { startPage } from './start.ts';
import { isDate } from './times.ts';
import type { App, Visit } from './visit.ts';

/** Where the composer's mails go and where they can be read. */
export interface Outbox {
  readonly smtpUrl: string;
  readonly inbox: string;
}

type Fields = Readonly<Record<string, string | undefined>>;

const kinds = ['custom_panel', 'floating_window', 'custom_modal', 'settings_page'] as const;

const appOf = ({ app: { clientId, origin, manifest } }: Sandbox): App => ({
  name: manifest.name,
  origin,
  clientId,
  scopes: manifest.scopes,
  installUrl: origin + manifest.installation,
  surfaces: manifest.surfaces.flatMap(({ id, kind: text, locations, path }): Surface[] => {
    const kind = kinds.find(known => known === text);
    return kind ? [{ id, name: manifest.name, kind, locations, url: origin + path }] : [];
  }),
});

const cookieOf = ({ headers }: FastifyRequest, name: string): string | undefined =>
  headers.cookie
    ?.split('; ')
    .find(pair => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/** Who is signed in at first: somebody who has set the language that the browser's user likes best, else English. */
const firstUser = (users: readonly SandboxUser[], header: string | undefined): SandboxUser | undefined =>
  [...likedLanguages(header).map(primaryLanguage), 'en']
    .map(wanted => users.find(({ language }) => language.language_code === wanted))
    .find(user => user !== undefined) ?? users[0];

const textFields = (value: unknown): Fields =>
  Object.fromEntries(
    Object.entries((value ?? {}) as Record<string, unknown>).flatMap(([name, text]) =>
      typeof text === 'string' ? [[name, text]] : [],
    ),
  );

const signIn = (reply: FastifyReply, user: number): FastifyReply =>
  reply.header('set-cookie', `standin_user=${user}; Path=/; SameSite=Lax; HttpOnly`);

/** Only a path of this site. */
const wayBack = (address: string | undefined): string => (address && /^\/(?![/\\])/.test(address) ? address : '/');

const sendPage = (reply: FastifyReply, page: string): FastifyReply =>
  reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page);

const registerMail = (
  app: FastifyInstance,
  visitOf: (request: FastifyRequest) => Visit,
  outbox: Outbox | null,
): void => {
  app.post('/mail/send', async (request, reply) => {
    if (!isOutgoing(request.body)) return reply.code(400).send({ message: 'The e-mail needs an address' });
    if (!outbox) return reply.code(503).send({ message: 'No mail server is connected' });
    const { user } = visitOf(request);
    const { to, subject, text, html } = request.body;
    const transport = createTransport(outbox.smtpUrl);
    try {
      await transport.sendMail({
        from: { name: user.name, address: user.email },
        to,
        subject,
        text,
        ...(html === undefined ? {} : { html }),
      });
      return { message: `Sent to ${to}`, inbox: outbox.inbox };
    } catch {
      return reply.code(502).send({ message: 'The mail server didn’t take it' });
    } finally {
      transport.close();
    }
  });
};

const registerInstall = (app: FastifyInstance, sandbox: Sandbox, visitOf: (request: FastifyRequest) => Visit): void => {
  app.get('/marketplace', async (request, reply) => sendPage(reply, marketplacePage(visitOf(request))));
  app.get('/oauth/consent', async (request, reply) => {
    const { client_id = '', redirect_uri = '', state } = textFields(request.query);
    return sendPage(reply, consentPage(visitOf(request), { client_id, redirect_uri, state }));
  });
  app.post('/oauth/consent', async (request, reply) => {
    const { client_id = '', redirect_uri = '', state, answer } = textFields(request.body);
    const asked = { clientId: client_id, redirectUri: redirect_uri, state };
    const userId = visitOf(request).user.id;
    const callback = answer === 'allow' ? sandbox.authorize({ ...asked, userId }) : sandbox.deny(asked);
    return reply.redirect(callback, 303);
  });
  app.post('/marketplace/uninstall', async (request, reply) => {
    await sandbox.uninstall(visitOf(request).user.id);
    return reply.redirect('/marketplace', 303);
  });
  app.get(settingsPath(':clientId'), async (request, reply) => {
    const { clientId } = request.params as { clientId: string };
    const visit = visitOf(request);
    if (clientId !== visit.app.clientId) return sendPage(reply.code(404), notFoundPage(visit));
    const { user: _, ...context } = textFields(request.query);
    return sendPage(reply, settingsPage(visit, context as Record<string, string>));
  });
};

const registerActivities = (
  app: FastifyInstance,
  sandbox: Sandbox,
  visitOf: (request: FastifyRequest) => Visit,
): void => {
  const activityOf = ({ params }: FastifyRequest) => sandbox.company.activities.get(Number((params as Fields).id));

  app.get('/activities', async (request, reply) => {
    const { view, week, period } = textFields(request.query);
    const date = week && isDate(week) ? week : null;
    const visit = visitOf(request);
    return sendPage(reply, view === 'calendar' ? calendarPage(visit, date) : activitiesPage(visit, periodOf(period)));
  });
  app.get('/activity/:id', async (request, reply) => {
    const visit = visitOf(request);
    const activity = activityOf(request);
    return activity ? sendPage(reply, activityPage(visit, activity)) : sendPage(reply.code(404), notFoundPage(visit));
  });
  app.post('/activity/:id', async (request, reply) => {
    const visit = visitOf(request);
    const activity = activityOf(request);
    if (!activity) return sendPage(reply.code(404), notFoundPage(visit));
    const edit = editOf(visit, textFields(request.body));
    if (!edit) return reply.code(400).send({ message: 'Date, time or length can’t be read' });
    sandbox.edit.updateActivity(visit.user.id, activity.id, edit);
    return reply.redirect(`/activity/${activity.id}`, 303);
  });
  for (const [action, run] of [
    ['delete', (by: number, id: number) => sandbox.edit.deleteActivity(by, id)],
    ['restore', (by: number, id: number) => sandbox.edit.restoreActivity(by, id)],
  ] as const) {
    app.post(`/activity/:id/${action}`, async (request, reply) => {
      const visit = visitOf(request);
      const activity = activityOf(request);
      if (!activity) return sendPage(reply.code(404), notFoundPage(visit));
      run(visit.user.id, activity.id);
      return reply.redirect(`/activity/${activity.id}`, 303);
    });
  }
};

const registerRecords = (app: FastifyInstance, visitOf: (request: FastifyRequest) => Visit): void => {
  for (const resource of ['deal', 'person', 'organization'] satisfies Resource[]) {
    app.get(`/${resource}/:id`, async (request, reply) => {
      const visit = visitOf(request);
      const page = recordPage(visit, resource, Number((request.params as Fields).id));
      return page ? sendPage(reply, page) : sendPage(reply.code(404), notFoundPage(visit));
    });
  }
  for (const [path, page] of [
    ['/', startPage],
    ['/deals', dealsPage],
    ['/persons', personsPage],
    ['/organizations', organizationsPage],
    ['/mail', mailPage],
  ] as const) {
    app.get(path, async (request, reply) => sendPage(reply, page(visitOf(request))));
  }
};

/** The pages with a mail server behind their composer, or without; and with somebody's website beside them. */
export const sandboxPagesWith =
  (outbox: Outbox | null, website: string | null = null) =>
  async (fastify: FastifyInstance, sandbox: Sandbox): Promise<void> => {
    const visitOf = (request: FastifyRequest): Visit => {
      const { company } = sandbox;
      const wanted = Number(textFields(request.query).user ?? cookieOf(request, 'standin_user'));
      const user =
        company.users.find(({ id }) => id === wanted) ?? firstUser(company.users, request.headers['accept-language']);
      if (!user) throw new Error('A company needs a user');
      return {
        company,
        user,
        theme: cookieOf(request, 'standin_theme') === 'dark' ? 'dark' : 'light',
        now: sandbox.now(),
        address: request.url,
        app: appOf(sandbox),
        installed: sandbox.installed(user.id),
        inbox: outbox?.inbox ?? null,
        website,
      };
    };

    await fastify.register((pages, _options, done) => {
      if (!pages.hasContentTypeParser('application/x-www-form-urlencoded')) {
        pages.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
          done(null, Object.fromEntries(new URLSearchParams(String(body)))),
        );
      }
      /** `?user=` signs in for good, so that a link can open a page as somebody. */
      pages.addHook('onRequest', async (request, reply) => {
        const wanted = Number(textFields(request.query).user);
        if (sandbox.company.users.some(({ id }) => id === wanted)) signIn(reply, wanted);
      });
      pages.post('/sign-in', async (request, reply) => {
        const { user, back } = textFields(request.body);
        return signIn(reply, Number(user)).redirect(wayBack(back), 303);
      });
      pages.post('/plan', async (request, reply) =>
        choosePlan(sandbox.company, textFields(request.body))
          ? reply.redirect('/', 303)
          : reply.code(400).send({ message: 'There is no such plan' }),
      );
      pages.get('/host/token', async request => ({ token: sandbox.signToken(visitOf(request).user.id) }));
      pages.get('/assets/:name', async (request, reply) => {
        const asset = await readAsset((request.params as { name: string }).name);
        if (!asset) return reply.code(404).send({ message: 'No such file' });
        return reply.type(asset.type).send(asset.content);
      });
      registerRecords(pages, visitOf);
      registerActivities(pages, sandbox, visitOf);
      registerInstall(pages, sandbox, visitOf);
      registerMail(pages, visitOf, outbox);
      done();
    });
  };

export const sandboxPages = sandboxPagesWith(null);
