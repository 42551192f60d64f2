import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openSqliteStore } from '../../server/adapters/sqlite/store.ts';
import { describeLinkRace } from '../contracts/link-race.ts';

const folder = mkdtempSync(join(tmpdir(), 'meeting-scheduler-links-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeLinkRace('Two instances on one SQLite file', () => openSqliteStore({ file: join(folder, 'scheduler.db') }));
