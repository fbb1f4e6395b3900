import { expect, test } from 'vitest';
import { findPublishedOffers } from '#app/domain/catalogue/offers.server.ts';
import { unitPrice } from '#app/domain/invoicing/invoice.ts';
import { listInvoices } from '#app/domain/invoicing/invoices.server.ts';
import { entriesOf } from '#app/domain/ledger/log.server.ts';
import { openingsOf } from '#app/domain/ledger/openings.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { getSupplierPart } from '#app/domain/orders/parts.server.ts';
import { multiplyThousandths, sum } from '#app/domain/shared/money.ts';
import { handOverWithCode } from '#seeds/hand-over.ts';
import { onItsDay } from '#tests/setup/errands.ts';
import { expectSound, workOff } from '#tests/setup/money-work.ts';
import { openPaidTown, paid, supplierOf } from '#tests/setup/sales.ts';
import { stockOf } from '#tests/setup/test-town.ts';
import { handOverAsPlanned } from './hand-over.server.ts';
import { previewHandOver } from './hand-over-preview.server.ts';
import { effectiveLines } from './line-changes.server.ts';
import { proposeChange } from './proposals.server.ts';
import { weighingOf, weighLines } from './weighing.server.ts';

const slug = 'poulet-fermier-a-la-piece';

/** A paid order of chickens that are priced by the kilogram. */
async function sale(pieces: number) {
  const town = await openPaidTown();
  const stock = stockOf(town, slug);
  const { orderId } = await paid(town, { [slug]: pieces });
  await workOff(town);
  const supplierId = supplierOf(town, slug);
  const part = () => getSupplierPart(town, supplierId, orderId);
  const { line } = part().lines[0]!;
  const weigh = (grams: number) => weighLines(town.ctx(), supplierId, orderId, new Map([[line, grams]]));
  return { town, orderId, supplierId, line, part, weigh, stock, noon: onItsDay(town.ctx(), orderId, supplierId) };
}

test('authorises the heaviest piece and freezes the band on the basis of the line', async () => {
  const { town, orderId, part } = await sale(2);
  const [offer] = findPublishedOffers(town, [slug]);
  expect(offer!.pieceWeight).toEqual({ minGrams: 1500, maxGrams: 2000, kiloCents: 735 });
  const [line] = part().lines;
  const own = line!.priceBasis === 'net' ? 735 : 775;
  expect(line!.pieceWeight).toEqual({ minGrams: 1500, maxGrams: 2000, kiloCents: own });
  expect(line).toMatchObject({ quantity: 2, htCents: 2940, packMilli: 2000 });
  expect(findOrder(town, orderId)!.lines[0]!.impactInput.massGrams).toBe(4000);
});

test('refuses a weight outside the band, and a hand-over without one', async () => {
  const { orderId, supplierId, line, weigh, part, noon } = await sale(2);
  for (const grams of [2999, 4001, 0, -1, 3000.5])
    expect(weigh(grams)).toEqual({ ok: false, reason: 'outside', line, minGrams: 3000, maxGrams: 4000 });
  expect(weighLines(noon, supplierId, orderId, new Map([[99, 3000]]))).toEqual({ ok: false, reason: 'not-now' });
  expect(part().weights).toEqual([]);
  expect(handOverWithCode(noon, supplierId, orderId)).toEqual({ ok: false, reason: 'unweighed' });
});

test.each([3000, 3001, 3412, 3999, 4000])('charges %i grams, and gives the rest back', async (grams) => {
  const { town, orderId, supplierId, weigh, part, noon, stock } = await sale(2);
  const ordered = part().lines[0]!;
  expect(weigh(3500).ok).toBe(true);
  expect(weigh(grams).ok).toBe(true); // corrected
  const preview = previewHandOver(noon.now, part(), new Map());
  expect(handOverWithCode(noon, supplierId, orderId).ok).toBe(true);
  await workOff(town);
  const { is } = effectiveLines(part())[0]!;
  const weighed = multiplyThousandths(ordered.pieceWeight!.kiloCents, grams);
  const paidCents = ordered.htCents + ordered.vatCents;
  const charged = ordered.priceBasis === 'net' ? is.htCents : is.htCents + is.vatCents;
  expect(charged).toBe(Math.min(weighed, ordered.priceBasis === 'net' ? ordered.htCents : paidCents));
  expect(preview.refundCents).toBe(paidCents - is.htCents - is.vatCents);
  expect(preview.missing).toEqual([]);
  expect(is).toMatchObject({ quantity: 2, impactInput: { massGrams: grams, htCents: is.htCents } });
  const [invoice] = listInvoices(town, [orderId]);
  const [billed] = invoice!.content.lines;
  expect(billed).toMatchObject({ quantity: grams / 1000, unitCode: 'KGM', htCents: is.htCents });
  const price = unitPrice(billed!);
  expect(Math.round((price.cents * billed!.quantity) / price.for)).toBe(billed!.htCents);
  const entry = entriesOf(town, orderId).findLast(({ kind }) => kind === 'impact.line')!;
  const figures = openingsOf(town, entry.index).find(({ name }) => name === 'figures')!;
  expect(JSON.parse(figures.text)).toMatchObject({ mass_g: grams, qty: 2 });
  expect(stockOf(town, slug)).toBe(stock - 2);
  await expectSound(town);
});

test('charges the lightest pieces when the system closes a part that no one weighed', async () => {
  const { town, orderId, supplierId, part, noon } = await sale(3);
  expect(handOverAsPlanned({ ...noon, actor: { kind: 'system', name: 'test' } }, supplierId, orderId).ok).toBe(true);
  await workOff(town);
  expect(effectiveLines(part())[0]!.is.impactInput.massGrams).toBe(4500);
  await expectSound(town);
});

test('a missing piece goes with its share of the weight, and comes back into stock', async () => {
  const { town, orderId, supplierId, line, weigh, part, noon, stock } = await sale(3);
  weigh(5400);
  const preview = previewHandOver(noon.now, part(), new Map([[line, 2]]));
  expect(preview.missing).toMatchObject([{ quantity: 1 }]);
  expect(handOverWithCode(noon, supplierId, orderId, { delivered: new Map([[line, 2]]) }).ok).toBe(true);
  await workOff(town);
  expect(effectiveLines(part())[0]!.is).toMatchObject({ quantity: 2, impactInput: { massGrams: 3600 } });
  expect(sum(listInvoices(town, [orderId]).map(({ totalCents }) => totalCents))).toBe(preview.invoiceCents);
  expect(stockOf(town, slug)).toBe(stock - 2);
  await expectSound(town);
});

test('a weight counts for as many pieces as were weighed, and never for another offer', async () => {
  const { part, weigh } = await sale(2);
  weigh(3500);
  const { line, is } = effectiveLines(part())[0]!;
  expect(weighingOf(part(), line, is)).toEqual({ minGrams: 3000, maxGrams: 4000, grams: 3500 });
  expect(weighingOf(part(), line, { ...is, quantity: 1 })).toEqual({ minGrams: 1500, maxGrams: 2000, grams: null });
  expect(weighingOf(part(), line, { ...is, quantity: 0 })).toBeNull();
  expect(weighingOf(part(), line, { ...is, offerId: is.offerId + 1 })).toBeNull();
});

test('refuses a weighed piece as a substitute', async () => {
  const { town, orderId, supplierId, line, part } = await sale(1);
  const { offerId } = part().lines[0]!;
  const propose = { line, quantity: 1, offerId, note: '' };
  expect(proposeChange(town.ctx(), supplierId, orderId, propose)).toEqual({ ok: false, reason: 'weighed' });
});
