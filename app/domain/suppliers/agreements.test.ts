import { expect, test } from 'vitest';
import { listInvoices } from '#app/domain/invoicing/invoices.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { agreements } from '#app/domain/shared/legal-text.ts';
import { getLegalText, legalTextOn } from '#app/domain/shared/legal-texts.server.ts';
import { lucie } from '#tests/setup/evidence.ts';
import { carrots, deliver, openPaidTown, paid } from '#tests/setup/sales.ts';
import { openTown, type TestTown } from '#tests/setup/test-town.ts';
import { signAgreement, withdrawAgreement } from './agreements.server.ts';
import { transitionSupplier } from './lifecycle.server.ts';
import { getOwnSupplier } from './members.server.ts';
import { findMandates, listSignatureHistory, listSignatures } from './signature-rows.server.ts';

const slug = 'jardins-de-la-vesle';
const ownOf = (town: TestTown) => getOwnSupplier(town.ctx(lucie), slug).supplier;

test('every seeded supplier has signed the texts of its day', async () => {
  const town = await openTown();
  const unsigned = town.db.$client
    .prepare(
      `select count(*) from suppliers s
       where s.status = 'live' and (
         select count(*) from supplier_signatures g where g.supplier_id = s.id and g.ended_at is null
       ) <> 2`,
    )
    .pluck()
    .get();
  expect(unsigned).toBe(0);
  const today = localDay(town.ctx().now, town.ctx().town);
  for (const { document, version, sha256 } of listSignatures(town, ownOf(town).id))
    expect(legalTextOn(document, today)).toMatchObject({ version, sha256 });
});

test('a withdrawn mandate closes the supplier, which opens again when it is signed', async () => {
  const town = await openTown();
  const ctx = town.ctx(lucie);
  const supplier = ownOf(town);
  expect(findMandates(town, [supplier.id]).get(supplier.id)).toBe('2026-01-01');
  expect(withdrawAgreement(ctx, supplier, 'invoicing-mandate')).toEqual({ ok: true });
  expect(withdrawAgreement(ctx, supplier, 'invoicing-mandate')).toEqual({ ok: false, reason: 'not-signed' });
  expect(findMandates(town, [supplier.id]).size).toBe(0);
  expect(ownOf(town).status).toBe('approved');
  expect(transitionSupplier(ctx, ownOf(town), 'open', 1)).toEqual({ ok: false, reason: 'incomplete' });
  expect(signAgreement(ctx, supplier.id, 'invoicing-mandate', '2025-01-01')).toEqual({
    ok: false,
    reason: 'not-current',
  });
  for (let i = 0; i < 2; i++)
    expect(signAgreement(ctx, supplier.id, 'invoicing-mandate', '2026-01-01')).toEqual({ ok: true });
  expect(transitionSupplier(ctx, ownOf(town), 'open', 1)).toEqual({ ok: true });
  const history = listSignatureHistory(town, supplier.id).filter(({ document }) => document === 'invoicing-mandate');
  expect(history.map(({ endedAs }) => endedAs)).toEqual([null, 'withdrawn']);
  const owner = ctx.actor.kind === 'user' && ctx.actor.userId;
  expect(history[0]).toMatchObject({ signedBy: owner, sha256: getLegalText('invoicing-mandate', '2026-01-01').sha256 });
});

test('an invoice speaks of the mandate in force when its order was placed, and of none without one', async () => {
  const town = await openPaidTown();
  const before = await paid(town, { [carrots]: 2 });
  const { supplierId } = findOrder(town, before.orderId)!.parts[0]!;
  // Withdrawn without closing, as a database might have it: what is ordered then has no mandate.
  town.db.$client.exec(`update supplier_signatures set ended_as = 'withdrawn', ended_by = 'x', ended_at = 'x'`);
  const after = await paid(town, { [carrots]: 1 });
  const mandates = [before, after].map(({ orderId }) => {
    deliver(town, orderId, supplierId);
    return listInvoices(town, [orderId])[0]!.content.mandate;
  });
  expect(mandates).toEqual(['2026-01-01', null]);
});

test('both agreements say the rate of the contribution that is taken', () => {
  const text = JSON.stringify(legalTextOn('seller-terms', '2026-12-01'));
  expect(agreements).toContain('seller-terms');
  expect(text).toContain('3\u00a0% du prix hors taxe');
  expect(text).toContain('3% of the price excl. VAT');
});
