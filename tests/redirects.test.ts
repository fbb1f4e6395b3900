// Programs that the settings name are asked at that address alone: a redirect may lead a key or a file anywhere.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { latestSignedCheckpoint } from '#app/domain/ledger/checkpoints.server.ts';
import { askWitness } from '#app/domain/ledger/cosignatures.server.ts';
import { appendEntries } from '#app/domain/ledger/log.server.ts';
import { openVerifier, verifierKey } from '#app/domain/ledger/note.server.ts';
import { bucketStorage } from '#app/domain/shared/storage.server.ts';
import { lookUpCompany } from '#app/domain/suppliers/company-registry.server.ts';
import { lineDrafts, openLog } from './setup/ledger.ts';

/** A server that leads every request to `/elsewhere`, and the addresses that it was asked for. */
async function openRedirecting(): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(307, { location: '/elsewhere' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

test('storage, witnesses and the directory follow no redirect', async () => {
  const { url, asked } = await openRedirecting();
  const storage = bucketStorage({ url, region: 'auto', accessKeyId: 'KEY', secretAccessKey: 'SECRET' });
  await expect(storage.get('images/a-480.jpg')).rejects.toThrow();
  const ctx = openLog();
  appendEntries(ctx, lineDrafts(0, 3));
  expect(latestSignedCheckpoint(ctx)).not.toBeNull();
  const key = openVerifier(verifierKey(openLog('witness').ledgerKey));
  expect(await askWitness(() => ctx, { keys: [key!], url })).toMatchObject({ state: 'silent' });
  expect((await lookUpCompany(url, '73282932000074')).company).toBeNull();
  expect(asked.length).toBeGreaterThan(2);
  expect(
    asked.filter((path) => path === '/elsewhere'),
    'V15.3.2',
  ).toEqual([]);
});
