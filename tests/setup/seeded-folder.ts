import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    seededFolder: string;
  }
}

/** The data folder of the whole town, seeded once by the command; each file of the browser tests copies it. */
export default function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'halle-seeded-'));
  execFileSync(process.execPath, ['seeds/run.ts'], {
    env: { ...process.env, HALLE_DATA: folder, NODE_ENV: 'production', PAYMENTS: 'stand-in', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  project.provide('seededFolder', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
