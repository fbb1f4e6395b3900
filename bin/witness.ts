// A witness of transparency logs, independent of the rest: a key, a folder and one HTTP address that cosigns
// checkpoints.

import { mkdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { loadLedgerKey, loadMlDsaKey, openVerifier, verifierKey } from '#app/domain/ledger/note.server.ts';
import { addCheckpoint, readSeenCheckpoint, seenOf, type Witness } from '#app/domain/ledger/witness.server.ts';

const longest = 64 * 1024;

/** Opens the witness's folder, or creates it. Throws if one of `logs` is not the verifier key of a log. */
export function openWitness(folder: string, name: string, logs: readonly string[]): Witness {
  mkdirSync(folder, { recursive: true });
  const checkers = logs.map((line) => {
    const checker = openVerifier(line);
    if (checker?.type !== 'log') throw new TypeError(`no verifier key of a log: ${line}`);
    return checker;
  });
  const keys = [loadLedgerKey(join(folder, 'witness.pem'), name)];
  if (knowsMlDsa) keys.push(loadMlDsaKey(join(folder, 'witness-ml-dsa-44.pem'), name));
  return { keys, logs: checkers, folder };
}

/** OpenSSL 3.5, which Node 24.6 brought, signs with ML-DSA-44; a distribution's own build may not. */
const [major = 0, minor = 0] = (process.versions.openssl ?? '').split('.').map(Number);
const knowsMlDsa = major > 3 || (major === 3 && minor >= 5);

/** Listens on loopback, or on `host`. Port 0 takes a free port. */
export async function serveWitness(witness: Witness, port: number, host = '127.0.0.1') {
  const server = createServer((request, response) => void answer(witness, request, response));
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  const { port: at } = server.address() as { port: number };
  return { url: `http://${host}:${at}`, close: () => server.close() };
}

/** Answers one request; never rejects. */
async function answer(witness: Witness, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const reply = (status: number, body: string, type = 'text/plain; charset=utf-8'): void => {
    response.writeHead(status, { 'content-type': type }).end(body);
  };
  try {
    if (request.method === 'GET' && request.url === '/') return reply(200, describe(witness));
    const monitored = /^\/([0-9a-f]{64})\/checkpoint$/.exec(request.url ?? '')?.[1];
    if (monitored && (request.method === 'GET' || request.method === 'HEAD')) {
      const seen = readSeenCheckpoint(witness, monitored);
      return seen ? reply(200, seen) : reply(404, 'no checkpoint of this log was cosigned here\n');
    }
    if (request.url !== '/add-checkpoint') return reply(404, 'nothing is here\n');
    if (request.method !== 'POST') return reply(405, 'POST a checkpoint here\n');
    const text = await read(request);
    if (text === null) return reply(413, 'too long\n');
    const { status, body, type } = addCheckpoint(witness, text, new Date());
    return reply(status, body, type);
  } catch (error) {
    console.error(error);
    return reply(500, 'the witness failed\n');
  }
}

function describe(witness: Witness): string {
  const seen = witness.logs.map(({ name }) => `${name} ${seenOf(witness, name).size}\n`);
  return `${witness.keys.map((key) => `${verifierKey(key, 'witness')}\n`).join('')}${seen.join('')}`;
}

async function read(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > longest) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
