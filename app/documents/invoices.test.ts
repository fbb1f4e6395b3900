import { extractXml, Profile, validateXsd } from '@stackforge-eu/factur-x';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { loader as pdfRoute } from '#app/buyer/pages/invoices.$invoiceId[.]pdf.ts';
import { loader as zipRoute } from '#app/buyer/pages/orders.month[.]zip.ts';
import { listPostings } from '#app/domain/books/books.server.ts';
import type { InvoiceContent } from '#app/domain/invoicing/invoice.ts';
import { findInvoice, issueInvoice, listInvoices } from '#app/domain/invoicing/invoices.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { getSupplierPart } from '#app/domain/orders/parts.server.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { carrots, deliver, fiveSuppliers, openPaidTown, paid } from '#tests/setup/sales.ts';
import { camille, karim, openTown, type TestTown } from '#tests/setup/test-town.ts';
import { facturXml } from './factur-x.server.ts';
import { invoiceFile } from './invoice-file.server.ts';
import { printedPrice, renderInvoice } from './invoice-pdf.server.ts';

const all = (town: TestTown) =>
  (town.db.$client.prepare('select id from invoices order by id').pluck().all() as string[]).map(
    (id) => findInvoice(town, id)!,
  );

test('numbers invoices per supplier and year without gaps, as in the books', async () => {
  const town = await openPaidTown();
  const { orderId } = await paid(town, Object.fromEntries(fiveSuppliers(town).map((slug) => [slug, 2])));
  const { parts } = findOrder(town, orderId)!;
  for (const { supplierId } of parts) deliver(town, orderId, supplierId);
  const issued = listInvoices(town, [orderId]);
  expect(new Set(issued.map(({ supplierId }) => supplierId)).size).toBe(5);
  for (const invoice of issued) {
    const owed = listPostings(town, [orderId])
      .filter(({ code, party }) => code === 'payment' && party === invoice.supplierId)
      .reduce((sum, { amountCents }) => sum + amountCents, 0);
    expect(invoice.totalCents).toBe(owed);
  }
  const supplierPart = getSupplierPart(town, parts[0]!.supplierId, orderId);
  expect(() => inTransaction(town.ctx(), () => issueInvoice(town.ctx(), supplierPart))).toThrow('UNIQUE');
  for (const own of Map.groupBy(all(town), ({ supplierId, year }) => `${supplierId} ${year}`).values())
    expect(own.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(own.map((_, i) => i + 1));
  for (const change of ['update invoices set total_cents = 1', 'delete from invoices'])
    expect(() => town.db.$client.exec(change)).toThrow('never changed');
});

test('carries the references of the buyer where receivers look for them, and ours as the number of the seller', async () => {
  const town = await openTown();
  const { content } = all(town).find(({ kind }) => kind === 'invoice')!;
  const references = { orderNumber: 'BC-14', engagement: '', serviceCode: 'CANTINE', costCentre: 'A<1' };
  const xmlOf = (of: Partial<typeof references>) =>
    facturXml({ ...content, buyer: { ...content.buyer, references: { ...references, ...of } } });
  const read = (xml: string, path: string) =>
    new RegExp(`<ram:${path.split('/').join('>\\s*<ram:')}>([^<]*)<`).exec(xml)?.[1];
  const xml = xmlOf({});
  expect(await validateXsd(xml, Profile.EN16931)).toEqual({ valid: true, errors: [] });
  const own = 'BuyerOrderReferencedDocument/IssuerAssignedID';
  expect(read(xml, 'BuyerReference')).toBe('CANTINE');
  expect(read(xml, own)).toBe('BC-14');
  expect(read(xmlOf({ engagement: 'EJ-2027-9' }), own)).toBe('EJ-2027-9');
  expect(read(xml, 'SellerOrderReferencedDocument/IssuerAssignedID')).toBe(content.orderNumber);
  expect(read(xml, 'ReceivableSpecifiedTradeAccountingAccount/ID')).toBe('A&lt;1');
  const { references: _, ...buyer } = content.buyer;
  const none = facturXml({ ...content, buyer });
  expect([read(none, 'BuyerReference'), read(none, own)]).toEqual([undefined, undefined]);
});

test('issues valid EN 16931 invoices whose totals follow the rules', async () => {
  const town = await openTown();
  const invoices = all(town);
  expect(invoices.length).toBeGreaterThan(80);
  const regimes = new Set(invoices.map(({ content }) => content.vatRegime));
  expect(regimes.size).toBeGreaterThan(1);
  for (const { content, totalCents } of invoices) {
    const xml = facturXml(content);
    expect(await validateXsd(xml, Profile.EN16931), content.number).toEqual({ valid: true, errors: [] });
    const amounts = (name: string) =>
      [...xml.matchAll(new RegExp(`<ram:${name}(?: [^>]*)?>([^<]+)<`, 'g'))].map(([, value]) =>
        Math.round(Number(value) * 100),
      );
    const sum = (of: number[]) => of.reduce((a, b) => a + b, 0);
    const lines = amounts('LineTotalAmount');
    const total = lines.pop()!; // the document total comes after the line totals
    expect(sum(lines)).toBe(total); // BR-CO-10
    expect(sum(amounts('BasisAmount'))).toBe(total); // BR-CO-13, BR-S-08
    expect(sum(amounts('CalculatedAmount'))).toBe(amounts('TaxTotalAmount')[0]); // BR-CO-14
    expect(amounts('GrandTotalAmount')).toEqual([totalCents]); // BR-CO-15
    expect(total + amounts('TaxTotalAmount')[0]!).toBe(totalCents);
    expect(amounts('DuePayableAmount')).toEqual([totalCents - amounts('TotalPrepaidAmount')[0]!]); // BR-CO-16
    const buyer = /<ram:BuyerTradeParty>.*<\/ram:BuyerTradeParty>/s.exec(xml)![0];
    expect(buyer).not.toContain('schemeID="FC"'); // FX-SCH-A-000031: that scheme is for sellers
    const rates = xml.match(/<ram:RateApplicablePercent>/g)!.length;
    expect(rates).toBeGreaterThan(lines.length); // each line and each group states its rate
    if (xml.includes('<ram:CategoryCode>E</ram:CategoryCode>')) expect(xml).toContain('<ram:ExemptionReason>'); // BR-E-10
  }
});

test('embeds the same XML in a PDF/A-3, also over several pages', async () => {
  const town = await openTown();
  const { content } = all(town)[0]!;
  // Sixty lines whose VAT was each rounded up: a quarter of a euro more than rate times sum.
  const rounded = { ...content.lines[0]!, htCents: 1683, vatCents: 337, vatBasisPoints: 2000, quantity: 1 };
  const long: InvoiceContent = { ...content, lines: Array.from({ length: 60 }, () => rounded) };
  const wrong: InvoiceContent = { ...content, lines: [{ ...rounded, vatCents: 537 }] };
  await expect(renderInvoice(wrong)).rejects.toThrow('BR-CO-17');
  for (const one of [content, long, { ...content, locale: 'en' as const, vatRegime: 'margin' as const }]) {
    const pdf = await renderInvoice(one);
    const found = await extractXml(Buffer.from(pdf));
    expect(found.xml).toBe(facturXml(one));
    expect(found.filename).toBe('factur-x.xml');
    const text = Buffer.from(pdf).toString('latin1');
    expect(text).toContain('<pdfaid:part>3</pdfaid:part>');
    expect(text).toContain('<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>');
  }
});

test('prints the exact price of a unit, as the data have it', () => {
  const of = (htCents: number, quantity: number) => printedPrice({ htCents, quantity }, 'fr').replace(/\s/g, ' ');
  expect([of(1000, 4), of(1000, 3), of(1001, 2)]).toEqual(['2,50 €', '10,00 € pour 3', '10,01 € pour 2']);
});

test('stores an invoice file once and refuses a stranger', async () => {
  const town = await openPaidTown();
  const { orderId } = await paid(town, { [carrots]: 4 });
  deliver(town, orderId, findOrder(town, orderId)!.parts[0]!.supplierId);
  const [invoice] = listInvoices(town, [orderId]);
  const ctx = { ...town.ctx(), storage: town.storage };
  const first = await invoiceFile(ctx, invoice!);
  expect((await invoiceFile(ctx, invoice!)).equals(first)).toBe(true);
  const ask = async (email: string) => {
    const request = new Request(`http://halle.test/invoices/${invoice!.id}.pdf`, {
      headers: { cookie: await town.cookie(email) },
    });
    return pdfRoute({ request, params: { invoiceId: invoice!.id }, context: {} } as never).catch(
      (error: Response) => error,
    );
  };
  const own = await ask(camille);
  expect(Buffer.from(await own.arrayBuffer()).equals(first)).toBe(true);
  expect((await ask(karim)).status).toBe(404);
});

test('zips only the entries and invoices of the buyer for the month', async () => {
  const town = await openTown();
  const rows = town.db.$client
    .prepare(
      `select substr(issued_at, 1, 7) as month, count(*) as n from invoices i join orders o on o.id = i.order_id
       join memberships m on m.organisation_id = o.organisation_id join users u on u.id = m.user_id where u.email = ? group by 1 order by n limit 1`,
    )
    .get(camille) as { month: string; n: number };
  const request = new Request(`http://halle.test/orders/month.zip?month=${rows.month}`, {
    headers: { cookie: await town.cookie(camille) },
  });
  const answer = await zipRoute({ request, params: {}, context: {} } as never);
  const files = Object.keys(unzipSync(new Uint8Array(await answer.arrayBuffer())));
  expect(files.filter((name) => name.endsWith('.csv'))).toEqual([`achats-${rows.month}.csv`]);
  expect(files.filter((name) => name.endsWith('.pdf'))).toHaveLength(rows.n);
});
