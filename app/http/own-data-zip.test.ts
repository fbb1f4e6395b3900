import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { requireUserId } from '#app/domain/accounts/accounts.server.ts';
import { listInvoices } from '#app/domain/invoicing/invoices.server.ts';
import { listOrdersOf } from '#app/domain/orders/orders.server.ts';
import { carrots, deliver, openPaidTown, paid, supplierOf } from '#tests/setup/sales.ts';
import { camille, type TestTown } from '#tests/setup/test-town.ts';
import { loader } from '../account/pages/account_.export[.]zip.ts';

async function takeAlong(town: TestTown, email: string) {
  const request = new Request('http://halle.test/account/export.zip', {
    headers: { cookie: await town.cookie(email) },
  });
  const answer = (await loader({ request, params: {}, context: {} } as never)) as Response;
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
  const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
  return new Map(Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes)]));
}

/** A buyer with an order of their own that was delivered, and its invoices. */
async function openBuyer() {
  const town = await openPaidTown();
  const { orderId } = await paid(town, { [carrots]: 2 });
  deliver(town, orderId, supplierOf(town, carrots));
  const id = requireUserId(town.ctx());
  return { town, id, invoices: listInvoices(town, listOrdersOf(town, { userId: id }).own) };
}

test('a person takes their rows and the PDFs of their invoices along as one file', async () => {
  const { town, id, invoices } = await openBuyer();
  const files = await takeAlong(town, camille);
  const data = JSON.parse(String(files.get('halle.json'))) as { format: string; person: { id: string } };
  expect([data.format, data.person.id]).toEqual(['halle-own-data/1', id]);
  const pdfs = [...files].filter(([name]) => name.endsWith('.pdf'));
  expect(pdfs).toHaveLength(invoices.length);
  expect(pdfs.length).toBeGreaterThan(0);
  for (const { number } of invoices) expect(pdfs.some(([name]) => name.includes(number))).toBe(true);
  expect(pdfs.filter(([, pdf]) => !pdf.subarray(0, 5).equals(Buffer.from('%PDF-')))).toEqual([]);
});

test('a document that cannot be read is named, and the others come', async () => {
  const { town, invoices } = await openBuyer();
  await takeAlong(town, camille); // makes the files
  const { get } = town.storage;
  town.storage.get = async () => Promise.reject(new Error('no answer'));
  const files = await takeAlong(town, camille);
  town.storage.get = get;
  const list = [...files].find(([name]) => name.endsWith('.txt'))?.[1].toString() ?? '';
  expect(files.has('halle.json')).toBe(true);
  expect(invoices.filter(({ number }) => !list.includes(number))).toEqual([]);
  expect(list).not.toBe('');
});
