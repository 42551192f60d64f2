import { join } from 'node:path';
import pino from 'pino';
import { createMailer } from './adapters/mail/mailer.ts';
import { openMongoStore } from './adapters/mongo/store.ts';
import { createCrm } from './adapters/pipedrive/crm.ts';
import { createSealer } from './adapters/seal.ts';
import { openSqliteStore } from './adapters/sqlite/store.ts';
import { assemble } from './assembly.ts';
import { loadBuilt } from './built.ts';
import { type Config, ConfigurationFault, readConfig } from './config.ts';
import { startSchedule } from './jobs/schedule.ts';

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

const run = async (): Promise<void> => {
  const config = configuration();
  const log = pino({ level: config.logLevel });
  const clock = { now: Date.now };
  const { mongodbUri, dataDir } = config.store;
  const store = mongodbUri
    ? await openMongoStore({ uri: mongodbUri })
    : openSqliteStore({ file: join(dataDir, 'scheduler.db') });
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

  await upkeep.markDowntime();
  const schedule = startSchedule({ store, clock, log, ...product });
  await app.listen({ host: config.listen.host, port: config.listen.port });

  const close = async (): Promise<void> => {
    await app.close();
    await schedule.stop();
    await events.drained();
    await delivery.drained();
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

await run();
