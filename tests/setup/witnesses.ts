// A witness of a log for a test: ours over HTTP, or a server that answers as it is told.
import { mkdtempSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openWitnessLanes } from '#app/domain/ledger/ask-witnesses.server.ts';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { loadLedgerKey, verifierKey } from '#app/domain/ledger/note.server.ts';
import { activatePolicy, readPolicySettings } from '#app/domain/ledger/policy.server.ts';
import { openWitness, serveWitness } from '../../bin/witness.ts';

/** Our own witness of a log; `line` is its `KEY URL`. */
export async function startWitness(ctx: LedgerCtx, name = 'university.example') {
  const folder = mkdtempSync(join(tmpdir(), 'halle-test-witness-'));
  const witness = openWitness(folder, name, [verifierKey(ctx.ledgerKey)]);
  const { url, close } = await serveWitness(witness, 0);
  onTestFinished(() => void close());
  return { witness, url, folder, close, line: `${verifierKey(witness.keys[0]!, 'witness')} ${url}` };
}

export type StubAnswer = (request: { path: string; body: string }, response: ServerResponse) => void;

/** A server in the place of a witness. `key` signs nothing by itself; `asked` counts the requests to add a checkpoint. */
export async function startStubWitness(answer: StubAnswer, name = 'stub.example') {
  const key = loadLedgerKey(join(mkdtempSync(join(tmpdir(), 'halle-test-stub-')), 'key.pem'), name);
  const seen = { asked: 0 };
  const server = createServer((request, response) => {
    if (request.url === '/add-checkpoint') seen.asked++;
    void bodyOf(request).then((body) => answer({ path: request.url ?? '', body }, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { key, seen, url, line: `${verifierKey(key, 'witness')} ${url}` };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** Puts `KEY URL` lines in force: any one of them suffices. */
export function useWitnesses(ctx: LedgerCtx, lines: string, maxAgeSeconds = 900): void {
  const settings = { file: null, witnesses: lines, mayBeCleartext: () => true };
  activatePolicy(ctx, readPolicySettings(settings, [verifierKey(ctx.ledgerKey)]), maxAgeSeconds);
}

/** Asks the witnesses that are due, at the time of the clock or at another one; returns what was reported. */
export async function askWitnesses(ctx: LedgerCtx, now?: Date): Promise<string[]> {
  const reported: string[] = [];
  const lanes = openWitnessLanes(
    () => ({ ...ctx, now: now ?? new Date() }),
    (error) => void reported.push(error.message),
  );
  await lanes.start();
  return reported;
}
