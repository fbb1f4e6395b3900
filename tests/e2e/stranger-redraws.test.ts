// The stranger's notebook against the built server: every figure comes out again, and a changed one is named.
import { execFile } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { python } from '../setup/python.ts';
import { openTestApp, type TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
  python('--version'); // installed if it is missing
});
afterAll(() => app.close());

const redraw = (origin: string) =>
  new Promise<{ status: number; text: string }>((resolve) => {
    execFile('python3', ['docs/observatory.py', origin], (error, stdout, stderr) =>
      resolve({ status: error ? Number(error.code) : 0, text: stdout + stderr }),
    );
  });

/** Runs the notebook against a server that changes one answer on its way. */
async function redrawChanged(path: string, change: (text: string) => string) {
  const pass = async (request: IncomingMessage, response: ServerResponse) => {
    const answer = await fetch(app.origin + request.url);
    const bytes = Buffer.from(await answer.arrayBuffer());
    const changed = request.url?.startsWith(path) ? Buffer.from(change(bytes.toString('utf8'))) : bytes;
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' }).end(changed);
  };
  const proxy = createServer((request, response) => void pass(request, response));
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
  const result = await redraw(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
  await new Promise((closed) => proxy.close(closed));
  return result;
}

test('every figure of the observatory comes out again from public files', async () => {
  const { status, text } = await redraw(app.origin);
  expect([status, text]).toEqual([0, expect.stringMatching(/^\d+ figures agree, 0 differ\n$/)]);
  expect(Number.parseInt(text, 10)).toBeGreaterThan(200);
});

test('a changed file, page or ledger is named, with exit status 1', async () => {
  const file = await redrawChanged('/open-data/categories.csv', (text) =>
    text.replace(/^(other,\d+,\d+,)(\d)/m, '$19'),
  );
  expect([file.status, file.text]).toEqual([1, expect.stringContaining('hash of categories.csv in the ledger')]);
  const page = await redrawChanged('/observatory', (text) => text.replace(/<td class="n">€1/, '<td class="n">€7'));
  expect([page.status, page.text]).toEqual([1, expect.stringMatching(/differs: page: /)]);
  const ledger = await redrawChanged('/ledger/checkpoint', (text) => text.replace(/^.{44}$/m, `${'A'.repeat(43)}=`));
  expect([ledger.status, ledger.text]).toEqual([1, expect.stringContaining('root of the ledger')]);
});
