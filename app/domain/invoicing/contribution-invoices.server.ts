// Owns contribution_invoices: the cooperative's own invoice to each supplier for the contributions of a month, from the
// books. One series, numbered without gaps; a month in which more was returned than taken has a credit note.
import { desc, eq } from 'drizzle-orm';
import {
  type ContributionSum,
  firstContributionAt,
  sumContributions,
} from '#app/domain/books/contribution-sums.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { type Ctx, isoUtc, localDay } from '#app/domain/shared/context.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { newId } from '#app/domain/shared/ids.ts';
import type { LegalParty } from '#app/domain/shared/legal-party.ts';
import { sourceLocale } from '#app/domain/shared/locale.ts';
import { sum } from '#app/domain/shared/money.ts';
import { lastDayOf, monthStart, nextMonth } from '#app/domain/shared/month.ts';
import type { Operator, Town } from '#app/domain/shared/town.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { frozenSeller } from '#app/domain/suppliers/frozen-seller.server.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { findValue, getValue, integer, nullable, text } from '#db/rows.ts';
import { contributionInvoices } from '#db/schema/invoices.ts';
import { type InvoiceContent, type InvoiceLine, invoiceTotals } from './invoice.ts';

export type ContributionInvoice = typeof contributionInvoices.$inferSelect;

/**
 * Issues the invoices of each month that has ended and has none yet, the earliest month first: a month is one
 * transaction, so that it is complete or not begun. Returns how many were issued. Throws where the town names no
 * operator: an invoice must name its seller.
 */
export function issueContributionInvoices(ctx: Ctx): number {
  const first = firstContributionAt(ctx);
  if (first === undefined) return 0;
  const thisMonth = localDay(ctx.now, ctx.town).slice(0, 7);
  const last = findValue(ctx.db, nullable(text), 'select max(month) from contribution_invoices');
  let issued = 0;
  let month = last ? nextMonth(last) : localDay(new Date(first), ctx.town).slice(0, 7);
  for (; month < thisMonth; month = nextMonth(month)) issued += issueMonth(ctx, month);
  return issued;
}

function issueMonth(ctx: Ctx, month: string): number {
  const from = isoUtc(monthStart(month, ctx.town));
  const to = isoUtc(monthStart(nextMonth(month), ctx.town));
  const bySupplier = Map.groupBy(sumContributions(ctx, from, to), ({ supplierId }) => supplierId);
  if (bySupplier.size === 0) return 0;
  const { operator } = ctx.town;
  if (!operator)
    throw new Error(`the town's record names no operator, who would invoice the contributions of ${month}`);
  const suppliers = findSuppliers(ctx, [...bySupplier.keys()]);
  return inTransaction(ctx, () => {
    let issued = 0;
    for (const supplier of suppliers) {
      const { vatRegime: _, ...buyer } = frozenSeller(supplier);
      const sums = bySupplier.get(supplier.id) ?? [];
      const cents = sum(sums.map(({ htCents, vatCents }) => htCents + vatCents));
      if (cents === 0) continue;
      const seller = operatorParty(operator, ctx.town);
      insertInvoice(ctx, supplier.id, month, { seller, buyer, ...amounts(ctx, supplier.id, sums, cents) });
      issued++;
    }
    return issued;
  });
}

/** The kind by the sign of the month, its lines, and the invoice that a credit note corrects. */
function amounts(ctx: Ctx, supplierId: string, sums: readonly ContributionSum[], cents: number) {
  const sign = Math.sign(cents);
  const lines = sums.map(
    ({ vatBasisPoints, htCents, vatCents }): InvoiceLine => ({
      kind: 'contribution',
      nameFr: '',
      nameEn: '',
      quantity: 1,
      unitCode: 'C62',
      vatBasisPoints,
      htCents: sign * htCents,
      vatCents: sign * vatCents,
    }),
  );
  if (sign > 0) return { kind: 'invoice' as const, corrects: null, lines };
  const [before] = listContributionInvoices(ctx, supplierId).filter(({ kind }) => kind === 'invoice');
  const corrects = before ? { number: before.number, issuedOn: before.content.issuedOn } : null;
  return { kind: 'credit-note' as const, corrects, lines };
}

type Parts = Pick<InvoiceContent, 'kind' | 'corrects' | 'lines' | 'seller' | 'buyer'>;

function insertInvoice(ctx: Ctx, supplierId: string, month: string, parts: Parts): void {
  const issuedOn = localDay(ctx.now, ctx.town);
  const issuedAt = isoUtc(ctx.now);
  const year = Number(issuedOn.slice(0, 4));
  const next = 'select coalesce(max(seq), 0) + 1 from contribution_invoices where year = ?';
  const seq = getValue(ctx.db, integer, next, year);
  const number = `HALLE-C-${year}-${String(seq).padStart(5, '0')}`;
  const lastDay = lastDayOf(month);
  const content: InvoiceContent = {
    ...parts,
    number,
    issuedOn,
    issuedAt,
    deliveredOn: lastDay,
    period: { from: `${month}-01`, to: lastDay },
    orderNumber: '',
    locale: sourceLocale,
    deliveredTo: null,
    issuer: { town: ctx.town.name, iban: ctx.town.bankIban ?? null },
    mandate: null,
    vatRegime: 'standard',
    paidOn: issuedOn, // it was kept from the payouts of the month
    dueOn: issuedOn,
  };
  const { totalCents } = invoiceTotals(content);
  invariant(totalCents > 0, `contribution invoice of ${month} for ${supplierId}: ${totalCents}`);
  const id = newId('cin');
  const row = { id, supplierId, month, kind: parts.kind, year, seq, number, totalCents, content, issuedAt };
  ctx.db.insert(contributionInvoices).values(row).run();
  enqueue(ctx, 'document', `document:${id}`, { invoiceId: id });
}

function operatorParty({ legalName, legalForm, siret, vatNumber }: Operator, { address, contact }: Town): LegalParty {
  return {
    name: legalName,
    legalForm,
    siret,
    vatNumber,
    address: address.street,
    postcode: address.postcode,
    city: address.city,
    email: contact.email,
    invoiceRoute: null,
  };
}

/** Invoices and credit notes of the cooperative to a supplier, the latest first. */
export function listContributionInvoices({ db }: Pick<Ctx, 'db'>, supplierId: string): ContributionInvoice[] {
  return db
    .select()
    .from(contributionInvoices)
    .where(eq(contributionInvoices.supplierId, supplierId))
    .orderBy(desc(contributionInvoices.month))
    .all();
}

export function findContributionInvoice({ db }: Pick<Ctx, 'db'>, id: string): ContributionInvoice | undefined {
  return db.select().from(contributionInvoices).where(eq(contributionInvoices.id, id)).get();
}
