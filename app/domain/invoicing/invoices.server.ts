// Owns invoices. Issued in a supplier's name under its mandate. An issued invoice is never
// corrected in place: a credit note corrects it.
import { and, asc, eq } from 'drizzle-orm';
import { findOrganisation, requireUserId } from '#app/domain/accounts/accounts.server.ts';
import { latestSignedCheckpoint } from '#app/domain/ledger/checkpoints.server.ts';
import { getOwnOrder, type Order, type OrderLine, type OrderPart } from '#app/domain/orders/orders.server.ts';
import type { SupplierPart } from '#app/domain/orders/parts.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { findOfficialCommune } from '#app/domain/shared/communes.server.ts';
import { type Ctx, isoUtc, localDay } from '#app/domain/shared/context.ts';
import { invariant, NotFound } from '#app/domain/shared/errors.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { isSupplierMember } from '#app/domain/suppliers/members.server.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { inIds, preparedQuery, preparedSql } from '#db/client.ts';
import { getValue, integer } from '#db/rows.ts';
import { invoices } from '#db/schema/invoices.ts';
import {
  type InvoiceContent,
  type InvoiceLine,
  type InvoiceParty,
  invoiceNumber,
  invoiceTotals,
  unitCode,
} from './invoice.ts';

export type Invoice = typeof invoices.$inferSelect;

/**
 * Issues the invoice of a handed-over part, once, in the caller's transaction; its file is made after commit.
 * Null when nothing was delivered.
 */
export function issueInvoice(ctx: Ctx, supplierPart: SupplierPart): string | null {
  const { order, part } = supplierPart;
  const lines = deliveredLines(supplierPart);
  if (lines.length === 0) return null;
  const facts = { kind: 'invoice' as const, corrects: null, lines, deliveredOn: localDay(ctx.now, ctx.town) };
  return issue(ctx, order, part, 'hand-over', null, facts);
}

/** Corrects a part's invoice by the refunded lines, once per occasion. Null when the part has no invoice. */
export function issueCreditNote(
  ctx: Ctx,
  supplierPart: SupplierPart,
  occasion: string,
  lines: InvoiceLine[],
): string | null {
  const { order, part } = supplierPart;
  const corrected = findInvoiceOf(ctx, order.id, part.supplierId);
  if (!corrected) return null;
  const { number, issuedOn, deliveredOn } = corrected.content;
  const facts = { kind: 'credit-note' as const, corrects: { number, issuedOn }, lines, deliveredOn };
  return issue(ctx, order, part, occasion, corrected.id, facts);
}

type Facts = Pick<InvoiceContent, 'kind' | 'corrects' | 'lines' | 'deliveredOn'>;

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
  const year = Number(issuedOn.slice(0, 4));
  const next = 'select coalesce(max(seq), 0) + 1 from invoices where supplier_id = ? and year = ?';
  const seq = getValue(ctx.db, integer, next, supplierId, year);
  const number = invoiceNumber(year, seq);
  const [supplier] = findSuppliers(ctx, [supplierId]);
  invariant(supplier, `invoice of a supplier that is not there: ${supplierId}`);
  const paidOn = order.paidAt && order.payment === 'online' ? localDay(new Date(order.paidAt), ctx.town) : null;
  const content: InvoiceContent = {
    ...facts,
    number,
    issuedOn,
    orderNumber: order.number,
    locale: order.locale,
    seller: {
      name: supplier.legalName,
      legalForm: supplier.legalForm,
      siret: supplier.siret,
      vatNumber: supplier.vatNumber,
      address: supplier.address,
      ...placeOf(supplier.insee),
      email: supplier.email,
    },
    buyer: buyerOf(ctx, order),
    vatRegime: supplier.vatRegime,
    paidOn,
    dueOn: paidOn ?? order.dueOn ?? issuedOn,
    checkpoint: latestSignedCheckpoint(ctx)?.note ?? null,
  };
  const id = newId('inv');
  const { totalCents } = invoiceTotals(content);
  const row = {
    id,
    supplierId,
    orderId: order.id,
    kind: facts.kind,
    year,
    seq,
    number,
    corrects,
    occasion,
    totalCents,
  };
  ctx.db
    .insert(invoices)
    .values({ ...row, content, issuedAt: isoUtc(ctx.now) })
    .run();
  enqueue(ctx, 'document', `document:${id}`, { invoiceId: id });
  return id;
}

function buyerOf(ctx: Ctx, order: Order): InvoiceParty {
  const organisation = order.organisationId ? findOrganisation(ctx, order.organisationId) : undefined;
  return {
    name: order.buyerName,
    legalForm: null,
    siret: organisation?.siret ?? null,
    vatNumber: null,
    address: order.address,
    ...placeOf(order.insee),
    email: order.contactEmail,
  };
}

function placeOf(insee: string): { postcode: string; city: string } {
  const commune = findOfficialCommune(insee);
  return { postcode: commune?.postcodes[0] ?? '', city: commune?.name ?? '' };
}

function deliveredLines({ part, lines, outcomes }: SupplierPart): InvoiceLine[] {
  const became = new Map(outcomes.map((outcome) => [outcome.line, outcome]));
  const goods = lines
    .map((line) => invoiceLine(line, became.get(line.line) ?? line))
    .filter(({ quantity }) => quantity > 0);
  return goods.length === 0 ? [] : [...goods, ...deliveryLines(part)];
}

/** A part's delivery as lines of its invoice, one for each rate of the goods that it carries. */
export function deliveryLines(part: SupplierPart['part']): InvoiceLine[] {
  return part.deliveryByRate.map((share) => ({
    kind: 'delivery',
    nameFr: '',
    nameEn: '',
    quantity: 1,
    unitCode: 'C62',
    ...share,
  }));
}

/** A line for an invoice: as ordered, or its outcome. */
export function invoiceLine(
  line: Pick<OrderLine, 'offerId' | 'unit' | 'packMilli' | 'vatBasisPoints'>,
  is: Pick<OrderLine, 'offerId' | 'name' | 'quantity' | 'htCents' | 'vatCents'>,
): InvoiceLine {
  const { name, quantity, htCents, vatCents } = is;
  return {
    kind: 'goods',
    nameFr: name.fr,
    nameEn: name.en ?? '',
    quantity,
    htCents,
    vatCents,
    vatBasisPoints: line.vatBasisPoints,
    unitCode: is.offerId === line.offerId ? unitCode(line) : unitCode({ unit: 'piece', packMilli: 1000 }),
  };
}

function findInvoiceOf({ db }: Pick<Ctx, 'db'>, orderId: string, supplierId: string): Invoice | undefined {
  const own = and(eq(invoices.orderId, orderId), eq(invoices.supplierId, supplierId), eq(invoices.kind, 'invoice'));
  return db.select().from(invoices).where(own).get();
}

export function findInvoice({ db }: Pick<Ctx, 'db'>, id: string): Invoice | undefined {
  return db.select().from(invoices).where(eq(invoices.id, id)).get();
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
  return invoicesOf(db).all({ ids: JSON.stringify(orderIds) });
}

/** For the buyer, the buyer's organisation and the supplier's people. Throws NotFound for all others. */
export function getOwnInvoice(ctx: Ctx, id: string): Invoice {
  const userId = requireUserId(ctx);
  const invoice = findInvoice(ctx, id);
  if (!invoice) throw new NotFound(`invoice ${id}`);
  if (!isSupplierMember(ctx, userId, invoice.supplierId)) getOwnOrder(ctx, invoice.orderId);
  return invoice;
}

const nobody: InvoiceParty = {
  name: '',
  legalForm: null,
  siret: null,
  vatNumber: null,
  address: '',
  postcode: '',
  city: '',
  email: '',
};

/**
 * Anonymises the buyer in the rows of invoices, in the caller's transaction. The stored files keep the name for
 * as long as the law requires.
 */
export function anonymiseBuyers({ db }: Pick<Ctx, 'db'>, orderIds: readonly string[]): void {
  preparedSql(
    db,
    `update invoices
     set content = json_set(content, '$.buyer', json(?))
     where order_id in (select value from json_each(?))`,
  ).run(JSON.stringify(nobody), JSON.stringify(orderIds));
}
