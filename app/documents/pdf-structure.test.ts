import { expect, test } from 'vitest';
import { loader as receiptRoute } from '#app/buyer/pages/orders.$orderId.receipt[.]pdf.ts';
import { loader as statementRoute } from '#app/buyer/pages/statement.$year.$file.ts';
import { type InvoiceContent, operationNature } from '#app/domain/invoicing/invoice.ts';
import { findInvoice } from '#app/domain/invoicing/invoices.server.ts';
import { catalogues } from '#app/i18n/messages.ts';
import { listElements, readPdfStructure, textsOf } from '#tests/setup/pdf-structure.ts';
import { camille, openTown, type TestTown } from '#tests/setup/test-town.ts';
import { renderInvoice } from './invoice-pdf.server.ts';

const value = (town: TestTown, sql: string) => town.db.$client.prepare(sql).pluck().get() as string;
const invoiceContent = (town: TestTown) => findInvoice(town, value(town, 'select min(id) from invoices'))!.content;

async function ask(town: TestTown, path: string, params: Record<string, string>, loader: typeof receiptRoute) {
  const request = new Request(`http://halle.test${path}`, { headers: { cookie: await town.cookie(camille) } });
  const answer: Response = await loader({ request, params, context: {} } as never);
  return Buffer.from(await answer.arrayBuffer());
}

async function receiptAndStatement(town: TestTown) {
  const paid = `from orders o join users u on u.id = o.user_id where u.email = '${camille}' and o.paid_at is not null`;
  const [orderId, year] = [
    value(town, `select min(o.id) ${paid}`),
    value(town, `select max(substr(o.paid_at, 1, 4)) ${paid}`),
  ];
  return [
    await ask(town, `/orders/${orderId}/receipt.pdf`, { orderId }, receiptRoute),
    await ask(town, `/statement/${year}/statement.pdf`, { year, file: 'statement.pdf' }, statementRoute),
  ];
}

test('puts everything printed into an element or an artifact of one document', async () => {
  const town = await openTown();
  const [receipt, statement] = await receiptAndStatement(town);
  const again = await receiptAndStatement(town);
  expect([receipt, statement].map((pdf, i) => pdf!.equals(again[i]!))).toEqual([true, true]);
  for (const pdf of [await renderInvoice(invoiceContent(town)), receipt!, statement!]) {
    const { catalog, elements, untagged, strays, metadata } = readPdfStructure(pdf);
    expect(elements.map(({ tag }) => tag)).toEqual(['Document']);
    expect(untagged).toEqual([]);
    expect(strays).toBe(0);
    expect(catalog).toContain('/Lang (fr)');
    expect(metadata).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
    expect(metadata).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(Buffer.from(pdf).toString('latin1')).toContain('/Marked true');
    expect(listElements(elements, 'H1')).toHaveLength(1);
    for (const row of listElements(elements, 'TR')) expect(row.children.length).toBeGreaterThan(1);
    for (const head of listElements(elements, 'TH')) expect(head.scope).toMatch(/Column|Row/);
    for (const picture of listElements(elements, 'Figure')) expect(picture.alt).toMatch(/ligne \d/);
  }
});

test('makes the same file from the same content, byte for byte', async () => {
  const town = await openTown();
  const content = invoiceContent(town);
  const [first, second] = [await renderInvoice(content), await renderInvoice(content)];
  expect(Buffer.from(first).equals(second)).toBe(true);
  const other = await renderInvoice({ ...content, number: `${content.number}0` });
  expect(readPdfStructure(other).id).not.toBe(readPdfStructure(first).id);
});

test('reads the head of an invoice, then its parties, goods and totals', async () => {
  const town = await openTown();
  const content = invoiceContent(town);
  const t = catalogues.fr.invoices;
  const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
  const read = readPdfStructure(await renderInvoice(content))
    .elements.flatMap(textsOf)
    .map(plain);
  const order = [
    ...[t.kinds.invoice, content.number, content.seller.name, t.billedTo, content.buyer.name, t.about],
    ...[t.columns[0]!, content.lines[0]!.nameFr, t.totalVat, t.nature[operationNature(content.lines)]],
  ];
  const places = order.map((text) => read.indexOf(plain(text)));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test('keeps a table one table over several sheets', async () => {
  const town = await openTown();
  const content = invoiceContent(town);
  const long: InvoiceContent = { ...content, lines: Array.from({ length: 60 }, () => content.lines[0]!) };
  const { elements, untagged } = readPdfStructure(await renderInvoice(long));
  expect(untagged).toEqual([]);
  const [goods] = listElements(elements, 'Table');
  expect(listElements([goods!], 'TR')).toHaveLength(61);
  expect(listElements([goods!], 'TH').flatMap(textsOf)).toEqual(catalogues.fr.invoices.columns);
});

test('writes a name with signs of XML into both kinds of metadata', async () => {
  const town = await openTown();
  const content = invoiceContent(town);
  const pdf = await renderInvoice({ ...content, seller: { ...content.seller, name: 'Fer & <Fils>' } });
  expect(readPdfStructure(pdf).metadata).toContain('<rdf:li>Fer &amp; &lt;Fils&gt;</rdf:li>');
  expect(Buffer.from(pdf).toString('latin1')).toContain('(Fer & <Fils>)');
});
