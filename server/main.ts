import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Scripts are stripped of their types and compiled once, not at every start: that halves its time, and saves the memory of
// what strips them. Where the folder can't be written, each start does it anew.
enableCompileCache(join(import.meta.dirname, '../.cache/compiled'));
const { serve } = await import('./serve.ts');
await serve();
