import { expect, test } from 'vitest';
import { findSuppliers, type Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { header, importSetup, offersBySku, readIn, row, writeIn } from '#tests/setup/imports.ts';
import { cancelImport, confirmImport, getImport, receiveFile } from './imports.server.ts';
import { runImports } from './run.server.ts';

test('a stopped import continues where it stopped, each row once', async () => {
  const d = await importSetup();
  const text = header + Array.from({ length: 1234 }, (_, i) => row(`r${i}`)).join('');
  const received = await receiveFile(d.ctx, d.supplier, { name: 'f.csv', bytes: Buffer.from(text) });
  if (!received.ok) throw new Error(received.reason);
  const current = () => getImport(d.ctx, d.supplier.id, received.importId);
  let calls = 0;
  const stumbling = { stop: () => ++calls % 3 === 0 };
  while (current().state === 'reading') await runImports(d.ctx, stumbling);
  expect(current()).toMatchObject({ state: 'preview', rowsRead: 1234, toCreate: 1234, refused: 0 });
  confirmImport(d.ctx, current());
  while (current().state === 'writing') await runImports(d.ctx, stumbling);
  const count = d.town.db.$client
    .prepare(`select count(*), count(distinct sku) from offers where sku glob 'r[0-9]*'`)
    .raw()
    .get();
  expect(count).toEqual([1234, 1234]);
});

test('skips a row whose reference changed since the preview', async () => {
  const d = await importSetup();
  await writeIn(d, header + row('p1') + row('p2'));
  const read = await readIn(d, 'sku;price\np1;3\np2;4\n', { sku: 'sku', price: 'price' });
  if (!read.ok) throw new Error(read.reason);
  d.town.db.$client.prepare(`update offers set sku = 'p1-bis' where sku = 'p1'`).run();
  confirmImport(d.ctx, read.current());
  await runImports(d.ctx);
  expect(read.current().state).toBe('done');
  expect(offersBySku(d.town, 'p1')).toEqual([]);
  expect(offersBySku(d.town, 'p1-bis')).toMatchObject([{ price_cents: 250 }]);
  expect(offersBySku(d.town, 'p2')).toMatchObject([{ price_cents: 400 }]);
});

test('a broken import is reported and failed, and the next one runs', async () => {
  const d = await importSetup();
  const read = await readIn(d, header + row('p1') + row('p2'));
  if (!read.ok) throw new Error(read.reason);
  confirmImport(d.ctx, read.current());
  d.town.db.$client.prepare(`update offer_import_rows set offer = '{}' where import_id = ? and row = 2`).run(read.id);
  const reports: unknown[] = [];
  await runImports(d.ctx, { onError: (error) => reports.push(error) });
  expect(reports).toHaveLength(1);
  expect(read.current()).toMatchObject({ state: 'failed', problem: 'broken' });
  expect(await d.ctx.storage.get(read.current().fileKey)).toBeNull();
  expect((await writeIn(d, header + row('p3'))).current().state).toBe('done');
});

test('two concurrent runs validate each row once', async () => {
  const d = await importSetup();
  const text = header + Array.from({ length: 900 }, (_, i) => row(`r${i}`)).join('');
  const received = await receiveFile(d.ctx, d.supplier, { name: 'f.csv', bytes: Buffer.from(text) });
  if (!received.ok) throw new Error(received.reason);
  await Promise.all([runImports(d.ctx), runImports(d.ctx)]);
  expect(getImport(d.ctx, d.supplier.id, received.importId)).toMatchObject({
    rowsRead: 900,
    toCreate: 900,
    refused: 0,
  });
});

test('an import that is cancelled while it runs does not hold up the next one', async () => {
  const d = await importSetup();
  const id = d.town.db.$client.prepare('select id from suppliers where id <> ?').pluck().get(d.supplier.id) as string;
  const [other] = findSuppliers(d.ctx, [id]);
  const receive = async (supplier: Supplier, text: string) => {
    const received = await receiveFile(d.ctx, supplier, { name: 'f.csv', bytes: Buffer.from(text) });
    if (!received.ok) throw new Error(received.reason);
    return () => getImport(d.ctx, supplier.id, received.importId);
  };
  const long = await receive(d.supplier, header + Array.from({ length: 600 }, (_, i) => row(`r${i}`)).join(''));
  const next = await receive(other!, header + row('p1'));
  const cancelling = () => {
    if (long().rowsRead > 0) void cancelImport(d.ctx, long());
    return false;
  };
  await runImports(d.ctx, { stop: cancelling });
  expect([long().state, next().state]).toEqual(['cancelled', 'preview']);
});
