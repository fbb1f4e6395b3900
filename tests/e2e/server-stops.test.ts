// The end of a server and the beginning of the next: a half-sent request holds up nothing, and no visitor is lost.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort, openTestApp, ready, type TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

test.each([
  ['no head', 'GET /offers HTTP/1.1\r\nHost: a'],
  ['half a body', 'POST /basket HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nhalf'],
])('a request of which %s has come does not hold up a stop', async (_, text) => {
  const socket = connect(Number(new URL(app.origin).port), '127.0.0.1');
  socket.on('error', () => {});
  socket.write(text);
  await fetch(app.origin); // the server has read what came before
  const begun = Date.now();
  app.server.kill('SIGTERM');
  const [code] = await once(app.server, 'exit');
  expect(code).toBe(0);
  expect(Date.now() - begun).toBeLessThan(7000);
  await app.restart();
});

/** Holds a listening socket as systemd does, and runs one server after another on it. */
const holder = `
import os, socket, subprocess, sys
held = socket.socket()
held.bind(('127.0.0.1', int(sys.argv[1])))
held.listen(512)
os.dup2(held.fileno(), 3, inheritable=True)
while True:
    server = subprocess.Popen(sys.argv[2:], pass_fds=[3])
    line = sys.stdin.readline()
    server.terminate()
    code = server.wait()
    print(code, flush=True)
    if line.strip() == 'end':
        break
`;

/** A visitor who comes now, on a new connection or on one that a proxy keeps open. */
function askOnce(port: number, path: string, agent: Agent | false): Promise<number | string> {
  return new Promise((resolve) => {
    const asked = get({ port, path, host: '127.0.0.1', agent }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
      answer.on('error', (error) => resolve(String(error)));
    });
    asked.on('error', (error) => resolve(String(error)));
  });
}

test('a restart on a socket that is handed over loses no visitor, on new and on kept connections', async () => {
  // As the pool of a proxy: each connection is used some times a second.
  const pool = new Agent({ keepAlive: true, maxSockets: 6, scheduling: 'fifo' });
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  app.server.kill('SIGTERM');
  await once(app.server, 'exit');
  const settings = { HALLE_DATA: app.dataDir, PORT: String(port), HALLE_ORIGIN: origin, LISTEN_FDS: '1' };
  const demonstration = {
    NODE_ENV: 'production' as const,
    PAYMENTS: 'stand-in',
    STAND_IN_PORT: '0',
    LOG_LEVEL: 'error',
  };
  const socket = spawn('python3', ['-c', holder, String(port), process.execPath, 'server.ts'], {
    env: { ...process.env, ...settings, ...demonstration },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let codes = '';
  socket.stdout.on('data', (text) => (codes += text));
  await ready(origin);
  const answers: Promise<number | string>[] = [];
  for (let n = 0; n < 120; n++) {
    answers.push(askOnce(port, `/offers?q=pain${n}`, false), askOnce(port, `/offers?q=lait${n}`, pool));
    if (n === 30) socket.stdin.write('again\n');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const found = await Promise.all(answers);
  expect(found.filter((status) => status !== 200)).toEqual([]);
  pool.destroy();
  socket.stdin.write('end\n');
  await once(socket, 'exit');
  expect(codes).toBe('0\n0\n');
  await app.restart();
}, 120_000);
