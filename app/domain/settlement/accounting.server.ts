// Purchases of an organisation for its accountant: in French accounts, derived only from our own postings.
import { listLaterEntries, listPostings, type PostedLine } from '#app/domain/books/books.server.ts';
import { listInvoices } from '#app/domain/invoicing/invoices.server.ts';
import {
  firstPaidAt,
  listOrganisationOrdersIn,
  listPaidSpans,
  type TimeSpan,
} from '#app/domain/orders/organisation-orders.server.ts';
import { listOrderedByKind } from '#app/domain/orders/purchases.server.ts';
import { listRefundReasons } from '#app/domain/payments/refunds.server.ts';
import { addMinutes, type Ctx, isoUtc, localDay } from '#app/domain/shared/context.ts';
import { allocate, sum } from '#app/domain/shared/money.ts';
import { monthStart, nextMonth } from '#app/domain/shared/month.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { accounts, addShares, type PurchaseShares, purchaseAccount, splitPurchase } from './purchase-accounts.ts';

/** Entry codes that concern the buyer; entries between cooperative, suppliers and provider do not. */
const ofTheBuyer = new Set<string>(['payment', 'invoiced', 'bank-received', 'refund-agreed', 'refund-paid']);

/** Entry codes that change the purchases from a supplier. */
const ofTheSale = new Set<string>(['payment', 'invoiced', 'refund-agreed']);

/** One line of a journal: `AC` purchases, `BQ` bank. Either debit or credit is zero. */
export type JournalLine = {
  journal: 'AC' | 'BQ';
  entry: number;
  /** YYYY-MM-DD, day in the town. */
  day: string;
  account: (typeof accounts)[keyof typeof accounts];
  supplier: { slug: string; name: string };
  orderNumber: string;
  /** The supplier's invoice, of a refund its credit note; the order before there is one. */
  piece: Piece;
  vatBasisPoints: number | null;
  debitCents: number;
  creditCents: number;
};

/** Number and day (YYYY-MM-DD) of a document; without one, of the order and its entry. */
export type Piece = { number: string; day: string };

/**
 * Months (YYYY-MM) with an entry for the actor's organisations, the latest first. A payment is entered as it is made, so
 * that the orders say its month; other entries are few.
 */
export function accountingMonths(ctx: Ctx): string[] {
  const first = firstPaidAt(ctx);
  if (first === undefined) return [];
  const spans: (TimeSpan & { month: string })[] = [];
  for (let month = monthOf(ctx, first); month <= localDay(ctx.now, ctx.town).slice(0, 7); month = nextMonth(month))
    spans.push({ month, ...spanOf(ctx, month) });
  const months = new Set(listPaidSpans(ctx, spans).map(({ month }) => month));
  const later = listLaterEntries(ctx, { from: first, to: isoUtc(addMinutes(ctx.now, 1)) });
  const open = later.filter(({ at }) => !months.has(monthOf(ctx, at)));
  const own = listOrganisationOrdersIn(ctx, noTime, [...new Set(open.map(({ reference }) => reference))]);
  for (const { reference, at } of open) if (own.has(reference)) months.add(monthOf(ctx, at));
  return [...months].sort().reverse();
}

const noTime: TimeSpan = { from: '', to: '' };

function spanOf({ town }: Pick<Ctx, 'town'>, month: string): TimeSpan {
  return { from: isoUtc(monthStart(month, town)), to: isoUtc(monthStart(nextMonth(month), town)) };
}

/** Orders of the actor's organisations with an entry in a month: id -> number. */
function ordersOfMonth(ctx: Ctx, month: string): Map<string, string> {
  const span = spanOf(ctx, month);
  const later = listLaterEntries(ctx, span).map(({ reference }) => reference);
  return listOrganisationOrdersIn(ctx, span, [...new Set(later)]);
}

/**
 * Purchases and refunds of a month (YYYY-MM), by supplier and VAT rate, each entry balanced; a reversal is the entry
 * that it reverses with its sides exchanged. Unallocated payments and their refunds are not purchases.
 */
export function buyerJournal(ctx: Ctx, month: string): JournalLine[] {
  const numbers = ordersOfMonth(ctx, month);
  const all = listPostings(ctx, [...numbers.keys()]);
  const suppliers = new Map(
    findSuppliers(ctx, [...new Set(all.map(({ party }) => party).filter(Boolean))]).map(({ id, slug, name }) => [
      id,
      { slug, name },
    ]),
  );
  const agreed = Map.groupBy(
    all.filter(({ code, party }) => code === 'refund-agreed' && party !== ''),
    ({ key }) => refundOf(key),
  );
  const pieceOf = findPieces(ctx, [...numbers.keys()]);
  const purchases = followPurchases(ctx, [...numbers.keys()]);
  const lines: JournalLine[] = [];
  const open: Open = new Map();
  const transfers = new Map<string, Map<string, number>>();
  for (const postings of Map.groupBy(all, ({ entryId }) => entryId).values()) {
    const { subjectCode: code, subjectKey, key, at, entryId, reference } = postings[0]!;
    let paidNow = new Map<string, number>();
    if (code === 'bank-received') {
      // A reversal takes from each supplier what its transfer brought it.
      const before = key === subjectKey ? undefined : transfers.get(subjectKey);
      paidNow = before ? takeBack(open, reference, before) : payFrom(open, reference, postings);
      transfers.set(key, paidNow);
    }
    if (code === 'invoiced' || code === 'refund-agreed') owe(open, reference, postings);
    const bought = purchases(postings);
    if (monthOf(ctx, at) !== month || !ofTheBuyer.has(code)) continue;
    const line = (
      party: string,
      of: Pick<JournalLine, 'journal' | 'account' | 'debitCents' | 'creditCents'>,
      rate: number | null = null,
    ) => {
      const day = localDay(new Date(at), ctx.town);
      const orderNumber = numbers.get(reference)!;
      lines.push({
        ...of,
        entry: entryId,
        day,
        supplier: suppliers.get(party) ?? { slug: party, name: party },
        orderNumber,
        piece: pieceOf(postings[0]!, party) ?? { number: orderNumber, day },
        vatBasisPoints: rate,
      });
    };
    if (code === 'refund-paid') {
      // Paid in the bank's books, or come back from it: of the suppliers that agreed to it.
      const cents = creditedCents(postings.filter(({ account }) => account === 'provider'));
      for (const [party, own] of shareAmong(agreed.get(refundOf(subjectKey)) ?? [], cents)) {
        line(party, { journal: 'BQ', account: accounts.bank, ...sidesOf(own) });
        line(party, { journal: 'BQ', account: accounts.supplier, ...sidesOf(-own) });
      }
      continue;
    }
    if (code === 'bank-received') {
      for (const [party, cents] of paidNow) {
        const [out, back] = [Math.max(0, cents), Math.max(0, -cents)];
        line(party, { journal: 'BQ', account: accounts.supplier, debitCents: out, creditCents: back });
        line(party, { journal: 'BQ', account: accounts.bank, debitCents: back, creditCents: out });
      }
      continue;
    }
    for (const [party, own] of Map.groupBy(
      postings.filter(({ account, party: whose }) => whose !== '' && account !== 'receivables'),
      (one) => one.party,
    )) {
      // A credit to the supplier in our books is a purchase of the buyer, so the sides are swapped.
      const put = (
        account: JournalLine['account'],
        journal: 'AC' | 'BQ',
        cents: number,
        rate: number | null = null,
      ) => {
        if (cents !== 0) line(party, { journal, account, ...sidesOf(cents) }, rate);
      };
      for (const [account, cents] of bought.get(party) ?? []) put(account, 'AC', cents);
      for (const [rate, at] of Map.groupBy(
        own.filter(({ account }) => account === 'vat'),
        (one) => one.vatBasisPoints,
      ))
        put(accounts.vat, 'AC', creditedCents(at), rate);
      put(accounts.supplier, 'AC', -creditedCents(own));
      if (code === 'payment') {
        put(accounts.supplier, 'BQ', creditedCents(own));
        put(accounts.bank, 'BQ', -creditedCents(own));
      }
    }
  }
  return lines;
}

/**
 * Splits what each supplier sold in an entry by account; to be asked of all entries in their order. A reversal gives
 * back what the entry that it reverses took.
 */
function followPurchases(ctx: Ctx, orderIds: readonly string[]) {
  const ordered = new Map<string, PurchaseShares>();
  for (const { orderId, supplierId, kind, htCents } of listOrderedByKind(ctx, orderIds)) {
    const part = `${orderId} ${supplierId}`;
    const own = new Map([[purchaseAccount(kind), htCents]]);
    ordered.set(part, addShares(ordered.get(part) ?? new Map(), own));
  }
  const left = new Map<string, PurchaseShares>();
  const taken = new Map<string, Map<string, PurchaseShares>>();
  return (postings: readonly PostedLine[]): Map<string, PurchaseShares> => {
    const { subjectCode, subjectKey, key, reference } = postings[0]!;
    const shares = new Map<string, PurchaseShares>();
    if (!ofTheSale.has(subjectCode)) return shares;
    const sold = Map.groupBy(
      postings.filter(({ account }) => account === 'supplier'),
      ({ party }) => party,
    );
    for (const [party, own] of sold) {
      const part = `${reference} ${party}`;
      const before = key === subjectKey ? undefined : taken.get(subjectKey)?.get(party);
      const is = before
        ? new Map([...before].map(([account, cents]) => [account, 0 - cents]))
        : splitPurchase(ordered.get(part) ?? new Map(), left.get(part) ?? new Map(), creditedCents(own));
      left.set(part, addShares(left.get(part) ?? new Map(), is));
      shares.set(party, is);
    }
    taken.set(key, shares);
    return shares;
  };
}

/** Finds the document of an entry: of a refund the credit note of its occasion, else the supplier's invoice. */
function findPieces(ctx: Ctx, orderIds: readonly string[]) {
  const pieces = new Map<string, Piece>();
  for (const { kind, orderId, supplierId, occasion, number, content } of listInvoices(ctx, orderIds))
    pieces.set(`${orderId} ${supplierId} ${kind === 'invoice' ? '' : occasion}`, { number, day: content.issuedOn });
  const reasons = listRefundReasons(ctx, orderIds);
  return ({ subjectCode, subjectKey, reference }: PostedLine, party: string): Piece | undefined => {
    const part = `${reference} ${party}`;
    const invoice = pieces.get(`${part} `);
    if (subjectCode !== 'refund-agreed' && subjectCode !== 'refund-paid') return invoice;
    // On account the key of the entry holds the occasion itself.
    const occasion = reasons.get(refundOf(subjectKey)) ?? subjectKey.slice(`${subjectCode}:`.length);
    return pieces.get(`${part} ${occasion}`) ?? invoice;
  };
}

/** Running balance that the buyer still owes, by order on account and supplier. */
type Open = Map<string, Map<string, number>>;

function owe(open: Open, reference: string, postings: readonly PostedLine[]): void {
  const order = open.get(reference) ?? new Map<string, number>();
  for (const { account, party, side, amountCents } of postings)
    if (account === 'supplier' || account === 'vat')
      order.set(party, (order.get(party) ?? 0) + (side === 'credit' ? amountCents : -amountCents));
  open.set(reference, order);
}

/** Shares a bank transfer among the suppliers of its order, in proportion to their open balances. */
function payFrom(open: Open, reference: string, postings: readonly PostedLine[]): Map<string, number> {
  const order = open.get(reference) ?? new Map<string, number>();
  const parties = [...order.keys()];
  if (parties.length === 0) return new Map();
  const cents = sum(postings.filter(({ account }) => account === 'bank').map((one) => one.amountCents));
  const paid = allocate(
    cents,
    parties.map((party) => Math.max(0, order.get(party)!)),
  );
  for (const [i, party] of parties.entries()) order.set(party, order.get(party)! - paid[i]!);
  return new Map(parties.map((party, i) => [party, paid[i]!] as const).filter(([, share]) => share !== 0));
}

/** Undoes the shares of a bank transfer; they come back as negative amounts. */
function takeBack(open: Open, reference: string, shares: ReadonlyMap<string, number>): Map<string, number> {
  const order = open.get(reference)!;
  for (const [party, cents] of shares) order.set(party, order.get(party)! + cents);
  return new Map([...shares].map(([party, cents]) => [party, 0 - cents]));
}

function monthOf({ town }: Pick<Ctx, 'town'>, at: string): string {
  return localDay(new Date(at), town).slice(0, 7);
}

/** Refund id in the key of an entry, such as `refund-paid:rfd_1:2`. */
function refundOf(key: string): string {
  return key.split(':')[1] ?? '';
}

function creditedCents(of: readonly PostedLine[]): number {
  return sum(of.map((one) => (one.side === 'credit' ? one.amountCents : -one.amountCents)));
}

/** Shares cents, also negative ones, among the parties of an agreed refund; none for a refund of no supplier. */
function shareAmong(agreed: readonly PostedLine[], cents: number): [party: string, cents: number][] {
  const parties = [...Map.groupBy(agreed, ({ party }) => party)];
  if (parties.length === 0) return [];
  const shares = allocate(
    cents,
    parties.map(([, own]) => Math.max(0, -creditedCents(own))),
  );
  return parties.map(([party], i) => [party, shares[i]!] as [string, number]).filter(([, own]) => own !== 0);
}

/** A signed amount as debit (positive) or credit (negative). */
function sidesOf(cents: number): { debitCents: number; creditCents: number } {
  return { debitCents: Math.max(0, cents), creditCents: Math.max(0, -cents) };
}
