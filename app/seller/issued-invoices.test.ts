import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { listInvoices } from '#app/domain/invoicing/invoices.server.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { hugo, lucie } from '#tests/setup/evidence.ts';
import { carrots, deliver, openPaidTown, paid, supplierOf } from '#tests/setup/sales.ts';
import { loader as listRoute } from './pages/payouts_.$month_.invoices.tsx';
import { loader as zipRoute } from './pages/payouts_.$month_.invoices[.]zip.ts';

const slug = 'jardins-de-la-vesle';

async function openMonth() {
  const town = await openPaidTown();
  const { orderId } = await paid(town, { [carrots]: 4 });
  deliver(town, orderId, supplierOf(town, carrots));
  const [invoice] = listInvoices(town, [orderId]);
  const month = localDay(new Date(), demoTown).slice(0, 7);
  const ask = async (email: string, page: 'invoices' | 'invoices.zip', of = month) => {
    const request = new Request(`http://halle.test/supplier/${slug}/payouts/${of}/${page}`, {
      headers: { cookie: await town.cookie(email), 'accept-language': 'fr' },
    });
    return { request, params: { slug, month: of }, context: {} } as never;
  };
  return { town, invoice: invoice!, month, ask };
}

test('the list names number, buyer, day and amounts, and is closed to other people', async () => {
  const { invoice, ask } = await openMonth();
  const page = await listRoute(await ask(lucie, 'invoices'));
  const row = page.rows.find(({ id }) => id === invoice.id)!;
  expect(row).toMatchObject({
    number: invoice.number,
    kind: 'Facture',
    buyer: invoice.content.buyer.name,
    issuedOn: invoice.content.issuedOn,
    totalCents: invoice.totalCents,
    order: invoice.content.orderNumber,
  });
  expect(row.state).toMatch(/^Payée le \d/);
  const refusals = [await ask(hugo, 'invoices'), await ask(lucie, 'invoices', '2026-13')].map((asked) =>
    Promise.resolve(listRoute(asked)).catch((answer: Response) => answer),
  );
  for (const answer of await Promise.all(refusals)) expect((answer as Response).status).toBe(404);
  const zip = await Promise.resolve(zipRoute(await ask(hugo, 'invoices.zip'))).catch((answer: Response) => answer);
  expect((zip as Response).status).toBe(404);
});

test('the month as ZIP has each document by day and buyer, and names the one that it could not include', async () => {
  const { town, invoice, ask } = await openMonth();
  const files = async () => {
    const answer = (await zipRoute(await ask(lucie, 'invoices.zip'))) as Response;
    return unzipSync(new Uint8Array(await answer.arrayBuffer()));
  };
  const { rows } = await listRoute(await ask(lucie, 'invoices'));
  const whole = Object.keys(await files());
  expect(whole).toHaveLength(rows.length);
  expect(whole).toContain(`${invoice.content.issuedOn} ${invoice.content.buyer.name} ${invoice.number}.pdf`);
  const { get } = town.storage;
  town.storage.get = async (key) => {
    if (key.includes(invoice.id)) throw new Error('storage: 503');
    return get(key);
  };
  const less = await files();
  expect(Object.keys(less)).toHaveLength(whole.length);
  expect(strFromU8(less['documents-manquants.txt']!)).toContain(`${invoice.content.buyer.name} Facture`);
});
