// Caches of others before the app: nginx, and Varnish with its built-in rules. A machine without one of them says so by a
// skipped test.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { expectOwnPages } from '#tests/setup/several-visitors.ts';
import { freePort, openTestApp, type TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  // A public name, as behind every proxy: on loopback a browser is led to the printed port.
  app = await openTestApp({ HALLE_ORIGIN: 'http://halle.example' });
});
afterAll(() => app?.close());

type Cache = {
  /** The header, and a part of its value, by which an answer tells that it was kept. */
  told: [header: string, kept: RegExp];
  start: (folder: string, port: number, appPort: string) => ChildProcess;
};

const caches: Record<string, Cache> = {
  '/usr/sbin/nginx': {
    told: ['x-cache', /HIT|STALE|UPDATING/],
    start(folder, port, appPort) {
      // As docs/operating.md prints it, with folders of its own.
      writeFileSync(
        join(folder, 'nginx.conf'),
        `user root; daemon off; pid ${folder}/pid; error_log ${folder}/error.log; events {}
http {
  access_log off; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/temp;
  proxy_cache_path ${folder}/cache keys_zone=halle:10m max_size=100m use_temp_path=off;
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://127.0.0.1:${appPort};
      proxy_cache halle; proxy_cache_lock on; proxy_cache_background_update on;
      add_header x-cache $upstream_cache_status;
    }
  }
}`,
      );
      return spawn('/usr/sbin/nginx', ['-e', `${folder}/error.log`, '-c', `${folder}/nginx.conf`], {
        stdio: 'inherit',
      });
    },
  },
  '/usr/sbin/varnishd': {
    told: ['x-varnish', /^\d+ \d+$/],
    start(folder, port, appPort) {
      const asked = ['-F', '-n', folder, '-a', `127.0.0.1:${port}`, '-b', `127.0.0.1:${appPort}`];
      return spawn('/usr/sbin/varnishd', [...asked, '-s', 'default,16m', '-j', 'none'], { stdio: 'ignore' });
    },
  },
};

const tried = Object.entries(caches).map(([program, cache]) => ({ program, cache }));
const there = tried.filter(({ program }) => existsSync(program));
const missing = tried.filter(({ program }) => !existsSync(program));

test.skip.each(missing)('$program is not on this machine', () => {});

test.each(there)('$program keeps pages, and each visitor sees their own', { timeout: 240_000 }, async ({ cache }) => {
  const folder = mkdtempSync(join(tmpdir(), 'halle-cache-'));
  const port = await freePort();
  const child = cache.start(folder, port, new URL(app.origin).port);
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('exit', resolve));
    rmSync(folder, { recursive: true, force: true });
  });
  const origin = `http://localhost:${port}`;
  await expect
    .poll(
      () =>
        fetch(origin).then(
          ({ status }) => status,
          () => 0,
        ),
      { timeout: 20_000 },
    )
    .toBe(200);
  await expectOwnPages(origin, app.origin);
  const { headers } = await fetch(`${origin}/offers`, { headers: { 'accept-language': 'fr' } });
  expect(headers.get(cache.told[0])).toMatch(cache.told[1]);
});
