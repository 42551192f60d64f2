import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import manifest from '../manifest.json' with { type: 'json' };
import { calendarFile } from './adapters/mail/calendar-file.ts';
import { readTokenReply } from './adapters/pipedrive/oauth.ts';
import { buildApp } from './app.ts';
import type { Built } from './built.ts';
import type { Config } from './config.ts';
import { MINUTE } from './domain/interval.ts';
import { createBook, nearStarts } from './flows/bookings/book.ts';
import { createCancel } from './flows/bookings/cancel.ts';
import { createChange } from './flows/bookings/change.ts';
import { createHold, createRelease } from './flows/bookings/hold.ts';
import { createListing } from './flows/bookings/listing.ts';
import { createManageTokens } from './flows/bookings/manage-token.ts';
import { createMove, createUndo } from './flows/bookings/move.ts';
import { createNextFree } from './flows/bookings/next-free.ts';
import { createPreviewTokens } from './flows/bookings/preview-token.ts';
import { createTimeTokens } from './flows/bookings/time-token.ts';
import { createTryOffer } from './flows/bookings/try-offer.ts';
import { createAccess } from './flows/crm/access.ts';
import { refreshCompany } from './flows/crm/company.ts';
import { createEvents, type Events } from './flows/crm/events.ts';
import { createHostCalendar } from './flows/crm/host-calendar.ts';
import { createReconcile } from './flows/crm/reconcile.ts';
import { createUpkeep, createWanted, type Upkeep } from './flows/crm/upkeep.ts';
import { ensureWebhook } from './flows/crm/webhook.ts';
import { createDelivery, type Delivery } from './flows/delivery/deliver.ts';
import { createActivityTypes } from './flows/hosts/activity-types.ts';
import { erase, eraseLeftOvers } from './flows/hosts/erase.ts';
import { install } from './flows/hosts/install.ts';
import { createLinks, type Links } from './flows/hosts/links.ts';
import { createPersonalLinks } from './flows/hosts/personal-links.ts';
import { createRetry } from './flows/hosts/retry.ts';
import { createSessions } from './flows/hosts/session.ts';
import { createChangeSettings } from './flows/hosts/settings.ts';
import { createSigner } from './flows/signer.ts';
import { createFormKeys } from './http/guest/form-key.ts';
import { createIdentity } from './http/host/identity.ts';
import type { Clock, Crm, Mailer, Sealer, Store } from './ports.ts';

/** The adapters that the product runs on. */
export interface Parts {
  readonly store: Store;
  readonly crm: Crm;
  readonly mailer: Mailer;
  readonly sealer: Sealer;
  readonly clock: Clock;
  /** Of the flows, and of requests. */
  readonly log: FastifyBaseLogger;
  readonly built: Built;
  readonly dist: string;
}

export interface Product {
  readonly app: FastifyInstance;
  readonly delivery: Delivery;
  readonly events: Events;
  readonly upkeep: Upkeep;
  readonly links: Links;
  readonly eraseLeftOvers: () => Promise<void>;
}

/** A host who asks for the plan to be read again isn't asked to wait a week. */
const PLAN_KEPT = MINUTE / 6;

/** Puts the product together from its configuration and its adapters: flows, then the app over them. Starts nothing by itself. */
export const assemble = async (config: Config, parts: Parts): Promise<Product> => {
  const { store, crm, sealer, clock, log, mailer } = parts;
  const { publicUrl, staleAfter, planRule, pipedrive } = config;
  const { scopes } = manifest;

  const access = createAccess({ store, crm, sealer, clock, log, scopes });
  const callCrm = access.call;
  const tokens = createManageTokens(config.secretKeys);
  const previews = createPreviewTokens(config.secretKeys);
  const times = createTimeTokens(config.secretKeys);
  const sessions = createSessions({ store, clock, secretKeys: config.secretKeys });
  const delivery = createDelivery({ store, crm, clock, log, mailer, tokens, publicUrl, callCrm });
  const deliverSoon = delivery.soon;
  const following = { store, crm, clock, log, publicUrl, callCrm, deliverSoon };
  const reconcile = createReconcile(following);
  const events = createEvents(following);
  const erasing = { store, crm, sealer, clock, log, deliver: delivery.now };
  const installing = { ...erasing, callCrm, publicUrl, scopes, planRule, reconcile };
  const upkeep = createUpkeep({
    store,
    clock,
    log,
    access,
    reconcile,
    ensureWebhook: host => ensureWebhook(installing, host),
    refreshCompany: host => callCrm(host, as => refreshCompany(installing, as, host)),
  });

  const booking = { store, clock, staleAfter, deliverSoon };
  const list = createListing({ store, clock, staleAfter });
  const nextFree = createNextFree({ list });
  const links = createLinks({ store, clock, planRule });

  const app = await buildApp({
    logger: log,
    trustProxy: config.listen.trustProxy,
    store,
    dist: parts.dist,
    frameAncestors: config.frameAncestors,
    guest: {
      store,
      clock,
      publicUrl,
      tokens,
      previews,
      times,
      list,
      nextFree,
      near: ({ link }, start) => nearStarts(booking, link, start, null),
      hold: createHold({ ...booking, visitors: createSigner(config.secretKeys, 'visitor of a hold', 22) }),
      release: createRelease(booking),
      book: createBook(booking),
      move: createMove(booking),
      cancel: createCancel(booking),
      undo: createUndo(booking),
      wanted: createWanted({ store, clock }),
      calendarFile: ({ id, meeting, sequence, start, end, state, guest, invited }, host) =>
        calendarFile({
          reader: invited?.knewEmail ? 'holder' : 'guest',
          language: guest.language,
          meeting: { id, ...meeting, sequence, start, end },
          cancelled: state === 'cancelled',
          host,
          guest,
          url: `${publicUrl}/m/${tokens.token(id)}`,
          publicUrl,
          now: clock.now(),
        }),
      render: parts.built.render,
      assets: parts.built.assets,
      countKeys: createSigner(config.secretKeys, 'count of posts', 22),
      formKeys: createFormKeys(config.secretKeys),
      limits: config.limits,
    },
    host: {
      store,
      clock,
      publicUrl,
      clientId: pipedrive.clientId,
      staleAfter,
      links,
      nextFree,
      planRule,
      previews,
      times,
      makePersonalLink: createPersonalLinks({ store, crm, callCrm, clock, secretKeys: config.secretKeys }),
      tryOffer: createTryOffer({ store, clock, staleAfter }),
      changeSettings: createChangeSettings({ store, clock }),
      activityTypes: createActivityTypes({ crm, callCrm, clock }),
      retry: createRetry({
        store,
        clock,
        log,
        deliverSoon,
        reconcileSoon: upkeep.reconcileSoon,
        refreshPlan: host => callCrm(host, as => refreshCompany(installing, as, host, PLAN_KEPT)),
      }),
      changeMeeting: createChange(booking),
      cancelMeeting: createCancel(booking),
      hostCalendar: createHostCalendar({ store, crm, clock, callCrm, publicUrl, staleAfter }),
      identity: createIdentity({ store, clock, jwtSecret: pipedrive.jwtSecret, sessions, publicUrl }),
      erase: host => erase(erasing, host, 'disconnected'),
    },
    oauth: {
      oauthUrl: pipedrive.oauthUrl,
      clientId: pipedrive.clientId,
      clientSecret: pipedrive.clientSecret,
      publicUrl,
      readTokenReply,
      log,
      install: reply => install(installing, reply),
      sessions,
      erase: host => erase(erasing, host, 'uninstalled'),
    },
    pages: { sessions, publicUrl },
    webhooks: { store, sealer, clock, events },
  });
  return { app, delivery, events, upkeep, links, eraseLeftOvers: () => eraseLeftOvers(erasing) };
};
