// An independent client reads the log as it is served: the Go packages of Go's checksum database.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { afterAll, expect, test } from 'vitest';
import { latestSignedCheckpoint, receiptOf } from '#app/domain/ledger/checkpoints.server.ts';
import { appendEntries, ledgerSize } from '#app/domain/ledger/log.server.ts';
import { verifierKey } from '#app/domain/ledger/note.server.ts';
import { loader as checkpoint } from '#app/town/pages/ledger.checkpoint._index.ts';
import { loader as tile } from '#app/town/pages/ledger.tile.$.ts';
import { openWitness, serveWitness } from '../../bin/witness.ts';
import { lineDrafts } from '../setup/ledger.ts';
import { openTown } from '../setup/test-town.ts';
import { askWitnesses, useWitnesses } from '../setup/witnesses.ts';

const folder = mkdtempSync(join(tmpdir(), 'halle-log-client-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const saved = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

test('a Go checksum-database client reads tiles, proofs and receipts', async () => {
  const client = buildClient();
  const town = await openTown();
  const ctx = town.ctx();
  const first = ledgerSize(ctx);
  appendEntries(ctx, lineDrafts(0, 700));
  const kept = saved('kept', latestSignedCheckpoint(ctx)!.note);
  for (let from = 700; from < 66_000; from += 1000) appendEntries(ctx, lineDrafts(from, 1000));
  const size = ledgerSize(ctx);
  const key = verifierKey(ctx.ledgerKey);
  const witness = openWitness(join(folder, 'witness'), 'university.example', [key]);
  const { url, close } = await serveWitness(witness, 0);
  useWitnesses(ctx, `${verifierKey(witness.keys[0]!, 'witness')} ${url}`);
  await askWitnesses(ctx);

  const hono = new Hono();
  const answer = (loader: typeof tile, request: Request, path = '') =>
    loader({ request, params: { '*': path }, context: {} } as never).catch((thrown) => thrown as Response);
  let spoil: (path: string, hashes: Response) => Promise<Response> = async (_path, hashes) => hashes;
  hono.get('/ledger/checkpoint', ({ req }) => answer(checkpoint as typeof tile, req.raw));
  hono.get('/ledger/tile/*', async ({ req }) => {
    const path = req.path.slice('/ledger/tile/'.length);
    return spoil(path, await answer(tile, req.raw, path));
  });
  const server = serve({ fetch: hono.fetch, port: 0 });
  try {
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ledger`;
    const indexes = [first, first + 255, 40_000, 65_535, 65_536, size - 1];
    const receipts = indexes.map((index) => saved(`receipt-${index}`, receiptOf(ctx, index)));
    const read = (...args: string[]) => run(client, base, key, ...args);
    const result = await read(kept, ...receipts);
    expect(result.stderr).toBe('');
    expect(JSON.parse(result.stdout)).toMatchObject({
      size,
      leaves: size,
      cosigned: 1,
      kept: first + 700,
      receipts: indexes,
    });
    // The client also refuses a wrong receipt and a changed tile.
    const moved = saved('moved', receiptOf(ctx, 40_000).replace('index 40000', 'index 40001'));
    expect((await read(kept, moved)).status).toBe(1);
    expect((await read(saved('other', receiptOf(ctx, 3)))).status).toBe(1);
    spoil = async (path, hashes) => {
      if (path !== '0/100') return hashes;
      const bytes = new Uint8Array(await hashes.arrayBuffer());
      bytes[77]! ^= 1;
      return new Response(bytes);
    };
    expect(await read('-')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/inconsistent tile|do not make the signed root/),
    });
  } finally {
    server.close();
    close();
  }
}, 600_000);

function buildClient(): string {
  const out = join(folder, 'log_client');
  const build = () =>
    spawnSync('go', ['build', '-o', out, 'tests/long/log_client.go'], {
      encoding: 'utf8',
      env: {
        ...process.env,
        GO111MODULE: 'off',
        GOPATH: process.env.GOPATH ?? '/usr/share/gocode',
        GOCACHE: join(folder, 'go'),
      },
    });
  if (build().status !== 0 && process.getuid?.() === 0)
    spawnSync('apt-get', ['install', '-y', '-qq', 'golang-go', 'golang-golang-x-mod-dev'], { stdio: 'ignore' });
  const { status, stderr, error } = build();
  if (status !== 0)
    throw new Error(
      `Go with golang.org/x/mod is wanted (on Debian: apt-get install golang-go golang-golang-x-mod-dev; elsewhere set GOPATH). ${error?.message ?? stderr}`,
    );
  return out;
}

async function run(command: string, ...args: string[]) {
  const child = spawn(command, args);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  const status = await new Promise<number>((done) => child.on('close', (code) => done(code ?? -1)));
  return { status, stdout, stderr };
}
