import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openSqliteStore } from '../../server/adapters/sqlite/store.ts';
import { describeStore } from '../contracts/store.ts';

const folder = mkdtempSync(join(tmpdir(), 'sqlite-store-'));
let files = 0;

afterAll(() => rmSync(folder, { recursive: true }));

describeStore('SQLite store', () => openSqliteStore({ file: join(folder, `${files++}.db`) }));
