import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { expect, inject, onTestFinished, test } from 'vitest';
import { loader as zipRoute } from '#app/buyer/pages/orders.month[.]zip.ts';
import { fileHashOf, findInvoiceFile, invoiceFileKey } from '#app/domain/invoicing/invoice-files.server.ts';
import { listInvoices } from '#app/domain/invoicing/invoices.server.ts';
import { auditLedger } from '#app/domain/ledger/audit.server.ts';
import { entriesOf } from '#app/domain/ledger/log.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { listCases } from '#app/domain/payments/cases.server.ts';
import { openDb } from '#db/client.ts';
import { carrots, deliver, openPaidTown, paid } from '#tests/setup/sales.ts';
import { camille, openTown, type TestTown } from '#tests/setup/test-town.ts';
import { invoiceFile } from './invoice-file.server.ts';

/** A handed-over part whose invoice has no file yet. */
async function openInvoice() {
  const town = await openPaidTown();
  const { orderId } = await paid(town, { [carrots]: 4 });
  deliver(town, orderId, findOrder(town, orderId)!.parts[0]!.supplierId);
  const invoice = listInvoices(town, [orderId])[0]!;
  const read = () => invoiceFile({ ...town.ctx(), storage: town.storage }, invoice);
  const stored = () => invoiceFileKey(invoice.id, findInvoiceFile(town, invoice.id)!);
  return { town, invoice, read, stored };
}

const pathOf = (town: TestTown, key: string) => join(town.env.dataDir, 'files', key);
const casesOf = (town: TestTown) => listCases(town).filter(({ reason }) => reason === 'invoice-remade');

test('six readers at once and all later ones get the same bytes', async () => {
  const { town, invoice, read, stored } = await openInvoice();
  const pdfs = await Promise.all(Array.from({ length: 6 }, read));
  pdfs.push(await read());
  expect(new Set(pdfs.map(fileHashOf))).toEqual(new Set([findInvoiceFile(town, invoice.id)!.sha256]));
  expect(await town.storage.get(stored())).toEqual(pdfs[0]);
  expect(casesOf(town)).toEqual([]);
});

test('the hash of a file enters the ledger once, behind a salted commitment', async () => {
  const { town, invoice, read } = await openInvoice();
  await Promise.all([read(), read()]);
  const entries = entriesOf(town, invoice.orderId).filter(({ kind }) => kind === 'invoice.issued');
  expect(entries).toHaveLength(1);
  const kept = 'select unpacked(canonical) from ledger_private where event = ?';
  expect(JSON.parse(town.db.$client.prepare(kept).pluck().get(entries[0]!.event) as string)).toEqual({
    number: invoice.number,
    sha256: findInvoiceFile(town, invoice.id)!.sha256,
  });
  expect(entries[0]!.bytes.toString()).not.toContain(invoice.number);
  expect(auditLedger(town.db, town.ctx().ledgerKey)).toMatchObject({ ok: true });
});

test('two processes that make the same files get the same bytes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'halle-invoices-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'halle.sqlite');
  copyFileSync(inject('seededImage'), file);
  const db = openDb(file);
  const ids = db.$client.prepare('select id from invoices order by id limit 8').pluck().all() as string[];
  const maker = () => makeFiles(file, join(folder, 'files'), ids);
  const [one, other] = await Promise.all([maker(), maker()]);
  expect(other).toEqual(one);
  expect(ids.map((id) => findInvoiceFile({ db }, id)!.sha256)).toEqual(one);
  expect(readdirSync(join(folder, 'files', 'invoices')).filter((name) => name.endsWith('.part'))).toEqual([]);
  db.$client.close();
}, 60_000);

function makeFiles(file: string, folder: string, ids: readonly string[]): Promise<string[]> {
  const child = spawn(
    process.execPath,
    ['tests/setup/invoice-process.ts', file, folder, inject('ledgerKeyFile'), ids.join(',')],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let output = '';
  child.stdout.on('data', (data) => (output += data));
  return new Promise((resolve, reject) =>
    child.on('exit', (code) =>
      code === 0 ? resolve(JSON.parse(output)) : reject(new Error(`a maker failed: ${output}`)),
    ),
  );
}

test('a damaged or lost file is made again, and the stewards are told', async () => {
  const { town, invoice, read, stored } = await openInvoice();
  const first = await read();
  writeFileSync(pathOf(town, stored()), '%PDF-else');
  const again = await read();
  expect(again).toEqual(first);
  expect(findInvoiceFile(town, invoice.id)).toEqual({ making: 2, sha256: fileHashOf(again) });
  expect(casesOf(town)).toMatchObject([
    {
      subject: invoice.id,
      reference: invoice.orderId,
      facts: { detail: expect.stringContaining('was damaged; the new one has the same bytes') },
    },
  ]);
  expect(fileHashOf(await read())).toBe(fileHashOf(again));
  await town.storage.remove(stored());
  const third = await Promise.all([read(), read(), read()]);
  expect(new Set(third.map(fileHashOf)).size).toBe(1);
  expect(casesOf(town)[0]!.facts.detail).toContain('was missing');
});

test('the month as ZIP names the document that it could not include', async () => {
  const town = await openTown();
  const { id, number, month } = town.db.$client
    .prepare(
      `select i.id, i.number, substr(i.issued_at, 1, 7) as month
       from invoices i
       join orders o on o.id = i.order_id
       join memberships m on m.organisation_id = o.organisation_id
       join users u on u.id = m.user_id
       where u.email = ?
       limit 1`,
    )
    .get(camille) as Record<'id' | 'number' | 'month', string>;
  const cookie = await town.cookie(camille);
  const ask = async () => {
    const request = new Request(`http://halle.test/orders/month.zip?month=${month}`, { headers: { cookie } });
    const answer = await zipRoute({ request, params: {}, context: {} } as never);
    return unzipSync(new Uint8Array(await answer.arrayBuffer()));
  };
  const whole = Object.keys(await ask());
  expect(whole.filter((name) => name.endsWith('.txt'))).toEqual([]);
  const { get } = town.storage;
  town.storage.get = async (key) => {
    if (key.includes(id)) throw new Error('storage: 503');
    return get(key);
  };
  const files = await ask();
  expect(Object.keys(files)).toHaveLength(whole.length); // one document less, one list more
  expect(strFromU8(files['documents-manquants.txt']!)).toContain(number);
});
