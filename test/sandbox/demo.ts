import { startDemo } from './assembly.ts';

const starting = startDemo({ ports: { standIn: 4400, inbox: 4401, smtp: 4402, app: 4403, website: 4404 } });

const fail = (error: unknown): void => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
};

let closing = false;
const end = async (): Promise<void> => {
  if (closing) return;
  closing = true;
  await (await starting).close();
  process.exit(0);
};
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end().catch(fail));

starting
  .then(async demo => {
    console.log(`The meeting scheduler runs beside a stand-in of Pipedrive. Begin here: ${demo.url}`);
    console.log('Nothing leaves this machine, and nothing is kept. Ctrl+C ends it.');
    await demo.ended.catch(async (error: unknown) => {
      await demo.close();
      throw error;
    });
  })
  .catch(fail);
