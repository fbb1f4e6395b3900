// A supplier that went to art. 293 B and back had all its offers at 0 %, with a false reason on its invoices (found
// 2026-11-28): a regime has its day, and rates come back with it.
import { expect, test } from 'vitest';
import { emptyDraft } from '#app/domain/catalogue/cells.ts';
import { createOffer } from '#app/domain/catalogue/listing.server.ts';
import { listChanges } from '#app/domain/catalogue/offer-changes.server.ts';
import { findOffers } from '#app/domain/catalogue/offers.server.ts';
import { vatGroups } from '#app/domain/invoicing/invoice.ts';
import { listInvoices } from '#app/domain/invoicing/invoices.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { localDay } from '#app/domain/shared/context.ts';
import type { VatRegime } from '#app/domain/suppliers/supplier.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { hasDueVatChange, listVatChanges, withdrawVatChange } from '#app/domain/suppliers/vat-changes.server.ts';
import { carrots, deliver, openPaidTown, paid } from '#tests/setup/sales.ts';
import type { TestTown } from '#tests/setup/test-town.ts';
import { changeVatRegime, enterDueRegimes } from './vat-regime.server.ts';

const lucie = 'lucie@jardins-de-la-vesle.example';
/** Noon in the town. */
const noon = (day: string) => new Date(`${day}T11:00:00Z`);
const fail = (error: unknown) => {
  throw error;
};

async function stall() {
  const town = await openPaidTown();
  const { orderId } = await paid(town, { [carrots]: 2 });
  const { supplierId } = findOrder(town, orderId)!.parts[0]!;
  const supplier = () => findSuppliers(town, [supplierId])[0]!;
  const change = (regime: VatRegime, startsOn: string, now = noon('2027-01-04')) => {
    const vatNumber = regime === 'franchise' ? null : 'FR44732829320';
    return changeVatRegime(town.ctx(lucie, now), supplier(), { regime, vatNumber, startsOn });
  };
  return { town, orderId, supplierId, supplier, change };
}

function rates(town: TestTown, supplierId: string): Map<number, number> {
  const rows = town.db.$client
    .prepare('select id, vat_basis_points from offers where supplier_id = ? order by id')
    .raw()
    .all(supplierId) as [number, number][];
  return new Map(rows);
}

test('going to art. 293 B and back restores the rate of every offer', async () => {
  const { town, supplierId, supplier, change } = await stall();
  const ctx = town.ctx(lucie, noon('2027-01-04'));
  const draft = {
    ...emptyDraft,
    category: 'food' as const,
    nameFr: 'Miel',
    descriptionFr: 'De la Vesle.',
    priceCents: 900,
  };
  const exempt = createOffer(ctx, supplier(), { ...draft, vatBasisPoints: 0 }, 'form');
  const before = rates(town, supplierId);
  expect(new Set(before.values()).size).toBeGreaterThan(1);

  expect(change('franchise', '2027-01-04')).toEqual({ ok: true, effective: true });
  expect(supplier()).toMatchObject({ vatRegime: 'franchise', vatNumber: null });
  expect(new Set(rates(town, supplierId).values())).toEqual(new Set([0]));
  const [taxed] = [...before].find(([, rate]) => rate === 550)!;
  expect(findOffers(town, [taxed])[0]).toMatchObject({ vatBasisPoints: 0 });
  expect(listChanges(town, taxed)[0]).toMatchObject({ changes: { vatBasisPoints: [550, 0] } });
  const later = createOffer(ctx, supplier(), { ...draft, nameFr: 'Cire', vatBasisPoints: 0 }, 'form');

  expect(change('standard', '2027-01-04')).toEqual({ ok: true, effective: true });
  const after = rates(town, supplierId);
  expect([...after].filter(([id]) => id !== later)).toEqual([...before]);
  expect(after.get(exempt)).toBe(0);
  expect(after.get(later)).toBe(550); // it never had a rate: that of its aisle
  expect(listChanges(town, taxed)[0]).toMatchObject({ changes: { vatBasisPoints: [0, 550] } });
});

test('a planned change comes into force at midnight in the town', async () => {
  const { town, supplierId, supplier, change } = await stall();
  const before = rates(town, supplierId);
  expect(change('franchise', '2027-02-01')).toEqual({ ok: true, effective: false });
  expect(change('margin', '2027-03-01')).toEqual({ ok: false, reason: 'planned' });
  const at = (iso: string) => {
    const ctx = town.ctx(lucie, new Date(iso));
    const isDue = hasDueVatChange(ctx);
    enterDueRegimes(ctx, fail);
    return [isDue, supplier().vatRegime];
  };
  expect(at('2027-01-31T22:59:59Z')).toEqual([false, 'standard']);
  expect(rates(town, supplierId)).toEqual(before);
  expect(at('2027-01-31T23:00:00Z')).toEqual([true, 'franchise']);
  expect(new Set(rates(town, supplierId).values())).toEqual(new Set([0]));
  expect(at('2027-02-02T11:00:00Z')).toEqual([false, 'franchise']);
});

test('a planned change can be withdrawn, once', async () => {
  const { town, supplierId, supplier, change } = await stall();
  change('franchise', '2027-02-01');
  expect(withdrawVatChange(town.ctx(lucie), supplierId)).toBe(true);
  expect(withdrawVatChange(town.ctx(lucie), supplierId)).toBe(false);
  enterDueRegimes(town.ctx(lucie, noon('2027-02-02')), fail);
  expect(supplier().vatRegime).toBe('standard');
  expect(listVatChanges(town, supplierId).map(({ state }) => state)).toEqual(['withdrawn']);
  expect(change('franchise', '2027-02-01').ok).toBe(true);
});

test.each([
  ['franchise', '2027-01-03', 'day'],
  ['franchise', '2028-02-01', 'day'],
  ['standard', '2027-02-01', 'same'],
] as const)('%s from %s is refused: %s', async (regime, startsOn, reason) => {
  const { change } = await stall();
  expect(change(regime, startsOn)).toEqual({ ok: false, reason });
});

test('an order of before keeps its regime and rates, and no invoice says a false reason', async () => {
  const { town, orderId, supplierId, change } = await stall();
  const startsOn = localDay(new Date(), town.town);
  expect(change('franchise', startsOn, new Date()).ok).toBe(true);
  const during = await paid(town, { [carrots]: 2 });
  expect(change('standard', startsOn, new Date()).ok).toBe(true);
  const after = await paid(town, { [carrots]: 2 });
  const exemptions = [orderId, during.orderId, after.orderId].map((id) => {
    deliver(town, id, supplierId);
    const { content } = listInvoices(town, [id])[0]!;
    return [
      content.vatRegime,
      ...vatGroups(content).map(({ vatBasisPoints, exemption }) => [vatBasisPoints, exemption]),
    ];
  });
  expect(exemptions).toEqual([
    ['standard', [550, null]],
    ['franchise', [0, 'franchise']],
    ['standard', [550, null]],
  ]);
});
