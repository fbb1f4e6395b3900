// Sales as tests need them: paid, handed over, made shorter, over suppliers whose accounts are ready.
import { fulfil } from '#app/domain/checkout/fulfil.server.ts';
import type { Mode } from '#app/domain/impact/terms.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { listRefunds } from '#app/domain/payments/refunds.server.ts';
import { handOver } from '#app/domain/preparing/hand-over.server.ts';
import { answerProposal, propose } from '#app/domain/preparing/proposals.server.ts';
import { rememberPayments } from '#seeds/past-payments.ts';
import { camille, openTown, placeAndStart, press, type TestTown } from './test-town.ts';

export const carrots = 'carottes-de-plein-champ-cagette-de-10-kg';
export const now = () => Math.floor(Date.now() / 1000);

export async function openSettledTown(faults?: Parameters<typeof openTown>[0]): Promise<TestTown> {
  const town = await openTown(faults);
  town.db.$client.exec('update suppliers set minimum_order_cents = 0');
  rememberPayments(town.db, town.standIn.store);
  return town;
}

export async function paid(town: TestTown, quantities: Record<string, number>) {
  const { orderId, sessionId } = await placeAndStart(town, quantities);
  await press(town, sessionId, 'pay');
  await fulfil(town.ctx(), sessionId);
  return { orderId, sessionId, charge: `ch_${sessionId.slice(8)}` };
}

export function deliver(town: TestTown, orderId: string, supplierId: string): void {
  const { mode, trip } = findOrder(town, orderId)!.parts.find((part) => part.supplierId === supplierId)!;
  handOver(town.ctx(), supplierId, orderId, { mode: mode as Mode, trip });
}

export function shorten(town: TestTown, orderId: string, line: number, quantity: number): string | null {
  const { supplierId } = findOrder(town, orderId)!.lines.find((one) => one.line === line)!;
  const asked = propose(town.ctx(), supplierId, orderId, { line, quantity, offerId: null, note: '' });
  if (!asked.ok || !answerProposal(town.ctx(camille), orderId, asked.proposalId, true).ok) return null;
  return listRefunds(town, orderId).at(-1)!.id;
}

/** Goods of suppliers other than the one that grows carrots. */
export function others(town: TestTown): string[] {
  return fiveSuppliers(town).filter((slug) => slug !== carrots);
}

/** Slugs of goods in stock, each of another supplier whose account is ready. */
export function fiveSuppliers(town: TestTown): string[] {
  return town.db.$client
    .prepare(
      `select min(o.slug) from offers o join suppliers s on s.id = o.supplier_id join payment_accounts a on a.party = s.id
       where a.transfers = 1 and s.status = 'live' and o.status = 'live' and not o.on_quote and o.min_quantity = 1 and o.order_step = 1
       and o.stock > 5 and o.kind = 'new' group by o.supplier_id order by 1 limit 5`,
    )
    .pluck()
    .all() as string[];
}

export function supplierOf(town: TestTown, slug: string): string {
  return town.db.$client.prepare('select supplier_id from offers where slug = ?').pluck().get(slug) as string;
}
