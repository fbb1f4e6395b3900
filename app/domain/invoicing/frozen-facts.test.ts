// A supplier that changed its VAT regime, name and address between two orders rewrote both invoices and the credit note
// (found 2026-11-28): documents take what the order froze.
import { expect, test } from 'vitest';
import { facturXml } from '#app/documents/factur-x.server.ts';
import { addToBasket } from '#app/domain/basket/baskets.server.ts';
import { placeOrder } from '#app/domain/checkout/place-order.server.ts';
import { changeVatRegime } from '#app/domain/evidence/vat-regime.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { getSupplierPart } from '#app/domain/orders/parts.server.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { updateProfile } from '#app/domain/suppliers/joining.server.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { carrots, deliver, fiveSuppliers, openPaidTown, paid } from '#tests/setup/sales.ts';
import { camille, checkoutOf, offerId, type TestTown } from '#tests/setup/test-town.ts';

import { issueCreditNote, listInvoices } from './invoices.server.ts';

/** Changes the supplier as a steward does who accepts its request. */
function becomeFranchise(town: TestTown, supplierId: string): void {
  const [supplier] = findSuppliers(town, [supplierId]);
  const lucie = town.ctx('lucie@jardins-de-la-vesle.example');
  const startsOn = localDay(lucie.now, town.town);
  expect(changeVatRegime(lucie, supplier!, { regime: 'franchise', vatNumber: null, startsOn })).toEqual({
    ok: true,
    effective: true,
  });
  updateProfile(lucie, supplier!, {
    legalName: 'Vesle Primeurs',
    legalForm: 'Entrepreneur individuel',
    address: '9 rue Neuve',
  });
}

test('documents keep the seller of their order after its identity changed', async () => {
  const town = await openPaidTown();
  const [first, second] = [await paid(town, { [carrots]: 2 }), await paid(town, { [carrots]: 3 })];
  const { supplierId, seller } = findOrder(town, first.orderId)!.parts[0]!;
  expect(seller).toMatchObject({ legalForm: 'EARL', vatRegime: 'standard', vatNumber: expect.stringContaining('FR') });
  deliver(town, second.orderId, supplierId);
  const [before] = listInvoices(town, [second.orderId]);

  becomeFranchise(town, supplierId);
  deliver(town, first.orderId, supplierId);
  const [after] = listInvoices(town, [first.orderId]);
  expect(after!.content).toMatchObject({ seller: before!.content.seller, vatRegime: 'standard' });
  expect(facturXml(after!.content)).not.toContain('293 B');
  const ctx = town.ctx();
  inTransaction(ctx, () =>
    issueCreditNote(ctx, getSupplierPart(town, supplierId, second.orderId), 'return:1', before!.content.lines),
  );
  const note = listInvoices(town, [second.orderId]).at(-1)!;
  const { seller: own, buyer, vatRegime, mandate } = note.content;
  expect({ seller: own, buyer, vatRegime, mandate }).toEqual({
    seller: before!.content.seller,
    buyer: before!.content.buyer,
    vatRegime: 'standard',
    mandate: '2026-01-01',
  });

  const later = await paid(town, { [carrots]: 2 });
  deliver(town, later.orderId, supplierId);
  const [small] = listInvoices(town, [later.orderId]);
  expect(small!.content).toMatchObject({
    vatRegime: 'franchise',
    seller: {
      name: 'Vesle Primeurs EI',
      legalForm: 'Entrepreneur individuel',
      vatNumber: null,
      address: '9 rue Neuve',
    },
  });
  expect(facturXml(small!.content)).toContain('art. 293 B');
});

test('an organisation is billed at its own address and delivered elsewhere', async () => {
  const town = await openPaidTown();
  const ctx = town.ctx();
  const own = town.db.$client
    .prepare(
      `select o.id, o.address, o.name, o.siret from organisations o
       join memberships m on m.organisation_id = o.id join users u on u.id = m.user_id where u.email = ?`,
    )
    .get(camille) as Record<'id' | 'address' | 'name' | 'siret', string>;
  const place = (changes: Partial<Parameters<typeof placeOrder>[1]>) => {
    const added = addToBasket(ctx, null, offerId(ctx, carrots), 2);
    const checkout = checkoutOf(ctx, added.ok ? added.basketId : '', { organisationId: own.id });
    const placed = placeOrder(ctx, { ...checkout, place: { ...checkout.place, address: '1 rue A' }, ...changes });
    return findOrder(town, placed.ok ? placed.orderId : '')!.order;
  };
  expect(place({})).toMatchObject({
    address: '1 rue A',
    buyer: { name: own.name, siret: own.siret, address: own.address, invoiceRoute: null },
  });
  const billing = { address: 'BP 12', postcode: '75013', city: 'Paris' };
  const invoicing = { vatNumber: 'FR44732829320', invoiceRoute: null };
  expect(place({ billing, invoicing }).buyer).toMatchObject({ ...billing, vatNumber: 'FR44732829320' });
});

test('the place of delivery stands apart in the data of the invoice', async () => {
  const town = await openPaidTown();
  const { orderId } = await paid(town, { [carrots]: 2 });
  deliver(town, orderId, findOrder(town, orderId)!.parts[0]!.supplierId);
  const { content } = listInvoices(town, [orderId])[0]!;
  expect(content.deliveredTo).toBeNull();
  const elsewhere = { ...content, deliveredTo: { address: '1 rue A', postcode: '51100', city: 'Reims' } };
  const shipTo = /<ram:ShipToTradeParty>.*<\/ram:ShipToTradeParty>/s;
  expect(facturXml(content)).not.toMatch(shipTo);
  expect(shipTo.exec(facturXml(elsewhere))![0]).toContain('1 rue A');
});

test('a due date is never before its issue date, and a paid document names the day of payment', async () => {
  const town = await openPaidTown();
  const { orderId } = await paid(town, { [carrots]: 2 });
  town.db.$client.prepare("update orders set paid_at = '2026-01-02T10:00:00.000Z' where id = ?").run(orderId);
  deliver(town, orderId, findOrder(town, orderId)!.parts[0]!.supplierId);
  const { content } = listInvoices(town, [orderId])[0]!;
  expect(content.dueOn).toBe(content.issuedOn);
  expect(content.paidOn).toBe('2026-01-02');
  const all = town.db.$client.prepare('select unpacked(content) from invoices').pluck().all() as string[];
  const late = all.map((json) => JSON.parse(json)).filter(({ dueOn, issuedOn }) => dueOn < issuedOn);
  expect(late).toEqual([]);
});

test('the invoices of one buyer never share a number or a file name', async () => {
  const town = await openPaidTown();
  const { orderId } = await paid(town, Object.fromEntries(fiveSuppliers(town).map((slug) => [slug, 2])));
  for (const { supplierId } of findOrder(town, orderId)!.parts) deliver(town, orderId, supplierId);
  const numbers = listInvoices(town, [orderId]).map(({ number }) => number);
  expect([numbers.length, new Set(numbers).size]).toEqual([5, 5]);
  for (const number of numbers) expect(number).toMatch(/^[A-Za-z0-9+\-_/]{1,35}$/);
});
