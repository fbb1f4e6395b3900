// Owns invoices. Issued in a supplier's name under its mandate. An issued invoice is never
// corrected in place: a credit note corrects it.
import { and, asc, eq, gte, lt } from 'drizzle-orm';
import { requireUserId } from '#app/domain/accounts/accounts.server.ts';
import { checkpointAt, latestCopiedCheckpoint } from '#app/domain/ledger/checkpoints.server.ts';
import { getOwnOrder, type Order, type OrderPart } from '#app/domain/orders/orders.server.ts';
import type { SupplierPart } from '#app/domain/orders/parts.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { placeOfCommune } from '#app/domain/shared/communes.server.ts';
import { type Ctx, isoUtc, localDay } from '#app/domain/shared/context.ts';
import { invariant, NotFound } from '#app/domain/shared/errors.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { erasedParty } from '#app/domain/shared/legal-party.ts';
import { isSupplierMember } from '#app/domain/suppliers/members.server.ts';
import { inIds, preparedQuery, preparedSql } from '#db/client.ts';
import { getValue, integer, listValues, nullable, text } from '#db/rows.ts';
import { invoices } from '#db/schema/invoices.ts';
import { type InvoiceContent, type InvoiceLine, invoiceNumber, invoiceTotals, type KeptContent } from './invoice.ts';
import { deliveredLines, lateLine } from './invoice-lines.ts';

type StoredInvoice = typeof invoices.$inferSelect;
export type Invoice = Omit<StoredInvoice, 'content' | 'buyer'> & { content: InvoiceContent };

function wholeInvoice({ content, buyer, ...row }: StoredInvoice): Invoice {
  const { number, kind, issuedAt } = row;
  const billed = buyer ?? { buyer: erasedParty, deliveredTo: null };
  return { ...row, content: { ...content, ...billed, number, kind, issuedAt } };
}

/**
 * Issues the invoice of a handed-over part, once, in the caller's transaction; its file is made after commit.
 * Null when nothing was delivered.
 */
export function issueInvoice(ctx: Ctx, supplierPart: SupplierPart): string | null {
  const { order, part } = supplierPart;
  const lines = deliveredLines(supplierPart);
  if (lines.length === 0) return null;
  const deliveredOn = localDay(part.handedOverAt ? new Date(part.handedOverAt) : ctx.now, ctx.town);
  const own = { kind: 'invoice' as const, corrects: null, lines, deliveredOn };
  return issue(ctx, order, part, 'hand-over', null, { ...frozenFacts(ctx, order, part), ...own });
}

/**
 * Issues the invoice of the price of being late, once a claim, in the transaction of its payment. Null when nothing was late.
 * A compensation of damage is no sale (CGI, art. 256): it has no invoice.
 */
export function issueLateInvoice(
  ctx: Ctx,
  { order, part, lines }: SupplierPart,
  claim: { id: string; line: number; lateHtCents: number; lateVatCents: number },
): string | null {
  const line = lines.find((own) => own.line === claim.line);
  if (!line || claim.lateHtCents === 0) return null;
  const today = localDay(ctx.now, ctx.town);
  return issue(ctx, order, part, `claim:${claim.id}`, null, {
    ...frozenFacts(ctx, order, part),
    ...{ kind: 'invoice', corrects: null, deliveredOn: today, paidOn: today, dueOn: today },
    lines: [lateLine(line, claim)],
  });
}

/**
 * Corrects a part's invoice by the refunded lines, once per occasion: the same seller, buyer and regime. The refund of an
 * order paid online is asked in the same transaction. Null when the part has no invoice.
 */
export function issueCreditNote(
  ctx: Ctx,
  supplierPart: SupplierPart,
  occasion: string,
  lines: InvoiceLine[],
): string | null {
  const { order, part } = supplierPart;
  const corrected = findInvoiceOf(ctx, order.id, part.supplierId);
  if (!corrected) return null;
  const { number, issuedOn, deliveredOn, seller, buyer, deliveredTo, mandate, vatRegime } = corrected.content;
  const today = localDay(ctx.now, ctx.town);
  return issue(ctx, order, part, occasion, corrected.id, {
    ...{ seller, buyer, deliveredTo, mandate, vatRegime, deliveredOn, lines },
    kind: 'credit-note',
    corrects: { number, issuedOn },
    paidOn: order.payment === 'online' ? today : null,
    dueOn: today,
  });
}

/** Facts that an invoice takes from its order, and a credit note from its invoice. */
type Frozen = Pick<InvoiceContent, 'seller' | 'buyer' | 'deliveredTo' | 'mandate' | 'vatRegime' | 'paidOn' | 'dueOn'>;
type Facts = Frozen & Pick<InvoiceContent, 'kind' | 'corrects' | 'lines' | 'deliveredOn'>;

function frozenFacts(ctx: Ctx, order: Order, part: OrderPart): Frozen {
  const today = localDay(ctx.now, ctx.town);
  const { vatRegime, ...seller } = part.seller;
  const { address, postcode, city } = order.buyer;
  const delivery = { address: order.address, ...placeOfCommune(order.insee) };
  const elsewhere = delivery.address !== address || delivery.postcode !== postcode || delivery.city !== city;
  return {
    seller,
    buyer: order.buyer,
    deliveredTo: elsewhere ? delivery : null,
    mandate: part.mandateVersion,
    vatRegime,
    paidOn: order.paidAt && order.payment === 'online' ? localDay(new Date(order.paidAt), ctx.town) : null,
    dueOn: order.dueOn !== null && order.dueOn > today ? order.dueOn : today,
  };
}

function issue(
  ctx: Ctx,
  order: Order,
  { supplierId }: OrderPart,
  occasion: string,
  corrects: string | null,
  facts: Facts,
): string {
  invariant(ctx.db.$client.inTransaction, 'an invoice is issued in the transaction of what it bills');
  const issuedOn = localDay(ctx.now, ctx.town);
  const issuedAt = isoUtc(ctx.now);
  const year = Number(issuedOn.slice(0, 4));
  const next = 'select coalesce(max(seq), 0) + 1 from invoices where supplier_id = ? and year = ?';
  const seq = getValue(ctx.db, integer, next, supplierId, year);
  const number = invoiceNumber(seriesOf(ctx, supplierId), year, seq);
  const { buyer, deliveredTo, kind, ...own } = facts;
  const content: KeptContent = {
    ...own,
    issuedOn,
    orderNumber: order.number,
    locale: order.locale,
    issuer: { town: ctx.town.name, iban: ctx.town.bankIban ?? null },
  };
  const id = newId('inv');
  const { totalCents } = invoiceTotals(content);
  const row = {
    id,
    supplierId,
    orderId: order.id,
    kind,
    year,
    seq,
    number,
    corrects,
    occasion,
    totalCents,
  };
  ctx.db
    .insert(invoices)
    .values({
      ...row,
      content,
      buyer: { buyer, deliveredTo },
      checkpointSize: latestCopiedCheckpoint(ctx)?.size ?? null,
      issuedAt,
    })
    .run();
  enqueue(ctx, 'document', `document:${id}`, { invoiceId: id });
  return id;
}

/** The number that stands for a seller in its documents, given in the transaction of its first one. */
function seriesOf({ db }: Pick<Ctx, 'db'>, supplierId: string): number {
  preparedSql(
    db,
    `insert into invoice_series (supplier_id, number)
     select ?, coalesce(max(number), 0) + 1
     from invoice_series
     where true
     on conflict do nothing`,
  ).run(supplierId);
  return getValue(db, integer, 'select number from invoice_series where supplier_id = ?', supplierId);
}

function findInvoiceOf({ db }: Pick<Ctx, 'db'>, orderId: string, supplierId: string): Invoice | undefined {
  const whole = and(eq(invoices.kind, 'invoice'), eq(invoices.occasion, 'hand-over'));
  const own = and(eq(invoices.orderId, orderId), eq(invoices.supplierId, supplierId), whole);
  return db.select().from(invoices).where(own).all().map(wholeInvoice)[0];
}

/** With the checkpoint that it is printed with, which lists leave out. */
export function findInvoice({ db }: Pick<Ctx, 'db'>, id: string): Invoice | undefined {
  const stored = db.select().from(invoices).where(eq(invoices.id, id)).get();
  if (!stored) return undefined;
  const invoice = wholeInvoice(stored);
  const head = stored.checkpointSize === null ? undefined : checkpointAt({ db }, stored.checkpointSize);
  return { ...invoice, content: { ...invoice.content, checkpoint: head?.note ?? null } };
}

const invoicesOf = preparedQuery((db) =>
  db
    .select()
    .from(invoices)
    .where(inIds(invoices.orderId))
    .orderBy(asc(invoices.issuedAt), asc(invoices.number))
    .prepare(),
);

/** Invoices and credit notes of the given orders, the earliest first. */
export function listInvoices({ db }: Pick<Ctx, 'db'>, orderIds: readonly string[]): Invoice[] {
  return invoicesOf(db)
    .all({ ids: JSON.stringify(orderIds) })
    .map(wholeInvoice);
}

/** Time of issue of the latest invoice or credit note up to a time, in UTC; null without one. */
export function lastInvoiceAt({ db }: Pick<Ctx, 'db'>, until: string): string | null {
  return getValue(db, nullable(text), 'select max(issued_at) from invoices where issued_at <= ?', until);
}

/** Orders with a document issued from `from` up to before `to` (UTC). */
export function listInvoicedOrders({ db }: Pick<Ctx, 'db'>, { from, to }: { from: string; to: string }): string[] {
  const issued = 'select distinct order_id from invoices where issued_at >= ? and issued_at < ?';
  return listValues(db, text, issued, from, to);
}

/** A supplier's invoices and credit notes issued from `from` up to before `to` (UTC), the earliest first. */
export function listSupplierInvoices(
  { db }: Pick<Ctx, 'db'>,
  supplierId: string,
  { from, to }: { from: string; to: string },
): Invoice[] {
  return db
    .select()
    .from(invoices)
    .where(and(eq(invoices.supplierId, supplierId), gte(invoices.issuedAt, from), lt(invoices.issuedAt, to)))
    .orderBy(asc(invoices.issuedAt), asc(invoices.seq))
    .all()
    .map(wholeInvoice);
}

/** For the buyer, the buyer's organisation and the supplier's people. Throws NotFound for all others. */
export function getOwnInvoice(ctx: Ctx, id: string): Invoice {
  const userId = requireUserId(ctx);
  const invoice = findInvoice(ctx, id);
  if (!invoice) throw new NotFound(`invoice ${id}`);
  if (!isSupplierMember(ctx, userId, invoice.supplierId)) getOwnOrder(ctx, invoice.orderId);
  return invoice;
}

/**
 * Anonymises the buyer in the rows of invoices, in the caller's transaction. The stored files keep the name for
 * as long as the law requires.
 */
export function anonymiseBuyers({ db }: Pick<Ctx, 'db'>, orderIds: readonly string[]): void {
  preparedSql(
    db,
    `update invoices
     set buyer = null
     where order_id in (select value from json_each(?))`,
  ).run(JSON.stringify(orderIds));
}
