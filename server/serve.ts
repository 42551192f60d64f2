import { join } from 'node:path';
import pino from 'pino';
import { createMailer } from './adapters/mail/mailer.ts';
import { createCrm } from './adapters/pipedrive/crm.ts';
import { createSealer } from './adapters/seal.ts';
import { assemble } from './assembly.ts';
import { loadBuilt } from './built.ts';
import { type Config, ConfigurationFault, readConfig } from './config.ts';
import { startSchedule } from './jobs/schedule.ts';
import type { Store } from './ports.ts';

const DIST = join(import.meta.dirname, '../dist');
/** After a signal: what isn't drained by then is left to the sweeps of whoever starts next. */
const GRACE = 20_000;

const configuration = (): Config => {
  try {
    return readConfig(process.env);
  } catch (fault) {
    if (!(fault instanceof ConfigurationFault)) throw fault;
    console.error(fault.message);
    process.exit(78);
  }
};

/** Loads the driver of the store that is used, and of no other. */
const openStore = async ({ mongodbUri, dataDir }: Config['store']): Promise<Store> => {
  if (mongodbUri) {
    const { openMongoStore } = await import('./adapters/mongo/store.ts');
    return openMongoStore({ uri: mongodbUri });
  }
  const { openSqliteStore } = await import('./adapters/sqlite/store.ts');
  return openSqliteStore({ file: join(dataDir, 'scheduler.db') });
};

/** The server as a process: from the environment to the signal that ends it. */
export const serve = async (): Promise<void> => {
  const config = configuration();
  const log = pino({ level: config.logLevel });
  const clock = { now: Date.now };
  const store = await openStore(config.store);
  const mailer = createMailer({ ...config.mail, publicUrl: config.publicUrl, clock });
  const crm = createCrm(config.pipedrive);
  const sealer = createSealer({ keys: config.secretKeys });
  const product = await assemble(config, {
    store,
    crm,
    mailer,
    sealer,
    clock,
    log,
    dist: DIST,
    built: await loadBuilt(DIST),
  });
  const { app, delivery, events, upkeep } = product;

  await upkeep.beat();
  const schedule = startSchedule({ store, clock, log, ...product });
  await app.listen({ host: config.listen.host, port: config.listen.port });

  const close = async (): Promise<void> => {
    await app.close();
    await Promise.all([schedule.stop(), upkeep.close(), events.close(), delivery.close()]);
    await mailer.close();
    await store.close();
  };
  const stop = (signal: NodeJS.Signals): void => {
    log.info({ signal }, 'stopping');
    const giveUp = setTimeout(() => process.exit(1), GRACE);
    giveUp.unref();
    close().then(
      () => process.exit(0),
      failure => {
        log.error({ err: failure }, 'not stopped cleanly');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
};
