// A real Meilisearch of a test's own, from a program on this machine, with the key that docs/scale.md makes.
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { HarmedServer } from '../search-recovery.ts';

const masterKey = 'a-master-key-of-a-test';

/** `close` ends it and removes its folder. */
export async function openMeilisearch(
  program: string,
): Promise<HarmedServer & { pid: () => number; close: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'halle-meilisearch-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let running: ChildProcess | null = null;

  async function start(): Promise<void> {
    if (running) return;
    const flags = ['--no-analytics', '--max-indexing-memory', '64Mb', '--max-indexing-threads', '1'];
    const places = ['--http-addr', `127.0.0.1:${port}`, '--db-path', join(folder, 'data')];
    running = spawn(program, [...flags, ...places, '--master-key', masterKey], { cwd: folder, stdio: 'ignore' });
    running.on('error', (error) => console.error(error));
    for (let i = 0; i < 300 && !(await isWell(url)); i++) await setTimeout(50);
  }
  async function kill(): Promise<void> {
    const ended = running && new Promise((resolve) => running!.once('exit', resolve));
    running?.kill('SIGKILL');
    await ended;
    running = null;
  }
  const ask = async (method: string, path: string, body?: unknown) => {
    const headers = { authorization: `Bearer ${masterKey}`, 'content-type': 'application/json' };
    const response = await fetch(`${url}/${path}`, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return (await response.json()) as Record<string, unknown>;
  };
  const done = async (asked: Promise<Record<string, unknown>>) => {
    const { taskUid } = await asked;
    while (/enqueued|processing/.test(String((await ask('GET', `tasks/${taskUid}`)).status))) await setTimeout(20);
  };
  await start();
  return {
    ...{ url, masterKey, prefix: 'halle_test_', start, kill },
    apiKey: String((await ask('POST', 'keys', documentedKey())).key),
    hang: async () => void running?.kill('SIGSTOP'),
    goOn: async () => void running?.kill('SIGCONT'),
    removeDocuments: (uid) => done(ask('DELETE', `indexes/${uid}/documents`)),
    removeIndex: (uid) => done(ask('DELETE', `indexes/${uid}`)),
    async keep() {
      const [data, kept] = [join(folder, 'data'), join(folder, 'kept')];
      await kill();
      cpSync(data, kept, { recursive: true });
      await start();
      return async () => {
        await kill();
        rmSync(data, { recursive: true });
        cpSync(kept, data, { recursive: true });
        await start();
      };
    },
    indexes: async () => ((await ask('GET', 'indexes?limit=1000')).results as { uid: string }[]).map(({ uid }) => uid),
    pid: () => running!.pid!,
    async close() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The key as the document tells operators to make it. */
function documentedKey(): unknown {
  const [, json] = /MEILI_URL\/keys"[^']*'content-type: application\/json' -d '(\{[^']*\})'/.exec(
    readFileSync('docs/scale.md', 'utf8'),
  )!;
  return JSON.parse(json!);
}

async function isWell(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`)).ok;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
