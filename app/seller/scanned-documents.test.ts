// A stand-in for clamd, of its protocol INSTREAM: it reads the pieces, and finds the word EICAR.
import { existsSync, readdirSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { clamdScanner, type MalwareScanner } from '#app/domain/shared/malware-scanner.server.ts';
import { lucie } from '#tests/setup/evidence.ts';
import { openTown, type TestTown } from '#tests/setup/test-town.ts';
import { action } from './pages/proofs.$criterion.tsx';

const word = 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE';

async function openClamd(answer = (bytes: Buffer): string => (bytes.includes(word) ? 'Eicar FOUND' : 'OK')) {
  const server = createServer((socket) => {
    let read = Buffer.alloc(0);
    socket.on('data', (piece) => {
      read = Buffer.concat([read, piece]);
      const start = 'zINSTREAM\0'.length;
      const pieces: Buffer[] = [];
      for (let at = start; at + 4 <= read.length; ) {
        const length = read.readUInt32BE(at);
        if (length === 0) return void socket.end(`stream: ${answer(Buffer.concat(pieces))}\0`);
        pieces.push(read.subarray(at + 4, at + 4 + length));
        at += 4 + length;
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  return clamdScanner({ host: '127.0.0.1', port: (server.address() as AddressInfo).port });
}

/** Files of proofs in the data folder. */
function countProofs(town: TestTown): number {
  const folder = join(town.env.dataDir, 'files', 'proofs');
  return existsSync(folder) ? readdirSync(folder).length : 0;
}

/** Hands a PDF with this text in; what the form answers, and how many files are kept. */
async function handIn(malwareScanner: MalwareScanner | null, text: string) {
  const town = await openTown();
  town.malwareScanner = malwareScanner;
  const form = new FormData();
  const today = new Date().toISOString().slice(0, 10);
  const fields = {
    intent: 'submit',
    from: '2025-01-01',
    to: '2025-12-31',
    'quantity.returned': '780',
    'quantity.units': '1000',
    dated: today,
    kind: 'file',
    title: 'Suivi',
    link: '',
    level: 'L2',
    sign: 'on',
  };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', new File([`%PDF-1.7\n${text}\n%%EOF\n`], 'suivi.pdf', { type: 'application/pdf' }));
  const path = '/supplier/jardins-de-la-vesle/proofs/env.packaging_reuse';
  const headers = { cookie: await town.cookie(lucie) };
  const request = new Request(`http://halle.test${path}`, { method: 'POST', body: form, headers });
  const params = { slug: 'jardins-de-la-vesle', criterion: 'env.packaging_reuse' };
  const answer = await action({ request, params, context: {} });
  return { error: answer instanceof Response ? null : answer.data?.errors.file, kept: countProofs(town) };
}

test('a document in which the scanner finds malware is refused and not kept', async () => {
  const clamd = await openClamd();
  expect(await handIn(clamd, word), 'V5.4.3').toEqual({ error: expect.stringMatching(/refuse ce fichier/), kept: 0 });
  expect(await handIn(clamd, 'x'.repeat(200_000)), 'V5.4.3').toEqual({ error: null, kept: 1 });
});

test('a scanner that does not answer, or not as it should, lets nothing pass', async () => {
  const closed = clamdScanner({ host: '127.0.0.1', port: 1 });
  expect(await handIn(closed, 'x')).toEqual({ error: expect.stringMatching(/ne répond pas/), kept: 0 });
  const small = await openClamd(() => 'INSTREAM size limit exceeded. ERROR');
  expect(await handIn(small, 'x')).toEqual({ error: expect.stringMatching(/ne répond pas/), kept: 0 });
});

test('without a scanner documents are taken as before', async () => {
  expect(await handIn(null, word)).toEqual({ error: null, kept: 1 });
});
