// An order as the checkout page shows it, before it is placed. The page renders this value alone, and its hash is what
// the buyer confirms. Pure.
import { z } from 'zod';
import { maxTimeLength } from '#app/domain/calendar/booked-time.ts';
import { orderUnits, units } from '#app/domain/catalogue/offer.ts';
import { priceBases } from '#app/domain/shared/price.ts';
import { deliveryChoices } from '#app/domain/suppliers/supplier.ts';

const cents = z.int();

const previewLine = z.object({
  offerId: z.int(),
  /** As `writeTime` writes it; empty for what has no time. */
  time: z.string().max(maxTimeLength),
  /** Until when a booking can be cancelled, and what is kept; empty for what has no time. */
  cancellation: z.array(
    z.object({ day: z.iso.date(), quarter: z.int().min(0).max(95), percentKept: z.int().min(0).max(100) }),
  ),
  /** The place of a session; empty: at its supplier's. */
  place: z.string().max(200),
  name: z.string(),
  unit: z.enum(units),
  orderUnit: z.enum(orderUnits),
  packMilli: z.int(),
  /** Of a piece that is priced by the kilogram; its `kiloCents` are excl. VAT. */
  pieceWeight: z.object({ minGrams: z.int(), maxGrams: z.int(), kiloCents: cents }).nullable(),
  quantity: z.int(),
  /** Whether the two amounts are excl. or incl. VAT. */
  basis: z.enum(priceBases),
  priceCents: cents,
  amountCents: cents,
  vatBasisPoints: z.int(),
  /** The page asks what the buyer would have bought instead. */
  reuse: z.boolean(),
});

const previewPart = z.object({
  supplierId: z.string(),
  supplierName: z.string(),
  choice: z.enum(deliveryChoices),
  /** Null where no day can be promised: then the order is blocked. */
  arrivesOn: z.iso.date().nullable(),
  /** Between which hours, `09:00-12:00`; empty where that is not promised. */
  hours: z.string().max(11),
  basis: z.enum(priceBases),
  feeCents: cents,
  lines: z.array(previewLine),
});

/** The page posts it back, so that what changed since can be said line by line: it is read as anything from outside. */
const orderPreview = z.object({
  /** Of the prices of whoever pays. */
  basis: z.enum(priceBases),
  parts: z.array(previewPart).max(100),
  /** The organisation that pays; empty when the actor does. */
  buyers: z.array(z.object({ id: z.string(), name: z.string(), address: z.string(), insee: z.string() })).max(200),
  totals: z.object({
    goodsCents: cents,
    deliveryCents: cents,
    deliveryVatCents: cents,
    vatCents: cents,
    totalCents: cents,
    vatByRate: z.record(z.string().regex(/^\d{1,5}$/), cents),
  }),
  depositCents: cents,
  /** Version of the terms of sale on the page. */
  terms: z.string(),
});

export type PreviewLine = z.output<typeof previewLine>;
export type PreviewPart = z.output<typeof previewPart>;
export type OrderPreview = z.output<typeof orderPreview>;

/** Reads a preview that a form brought back; null if it is none of ours. */
export function parseOrderPreview(json: string): OrderPreview | null {
  try {
    return orderPreview.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null; // written by hand
  }
}

/** A change from one preview to the next; `was` is the page that the buyer saw. */
export type OrderChange =
  | { what: 'line-added' | 'line-removed'; line: PreviewLine }
  | { what: 'name' | 'pack' | 'quantity' | 'price' | 'line-vat' | 'cancellation'; was: PreviewLine; now: PreviewLine }
  | { what: 'delivery'; was: PreviewPart; now: PreviewPart }
  | { what: 'supplier'; was: string; now: string }
  | { what: 'buyer'; was: string | null; now: string | null }
  | { what: 'vat'; basisPoints: number; was: number; now: number }
  | { what: 'deposit' | 'total'; was: number; now: number }
  | { what: 'terms' };

/** The changes in the order of the page; none for two equal previews. */
export function listOrderChanges(was: OrderPreview, now: OrderPreview): OrderChange[] {
  return [
    ...lineChanges(was, now),
    ...partChanges(was, now),
    ...buyerChanges(was, now),
    ...totalChanges(was, now),
    ...(was.terms === now.terms ? [] : [{ what: 'terms' as const }]),
  ];
}

function lineChanges(was: OrderPreview, now: OrderPreview): OrderChange[] {
  const [before, after] = [linesById(was), linesById(now)];
  const removed = [...before.values()].filter((line) => !after.has(lineKey(line)));
  return [
    ...removed.map((line): OrderChange => ({ what: 'line-removed', line })),
    ...[...after.values()].flatMap((line): OrderChange[] => {
      const old = before.get(lineKey(line));
      return old ? changesOfLine(old, line) : [{ what: 'line-added', line }];
    }),
  ];
}

function linesById({ parts }: OrderPreview): Map<string, PreviewLine> {
  return new Map(parts.flatMap(({ lines }) => lines).map((line) => [lineKey(line), line]));
}

/** An offer may be ordered at several times. */
function lineKey({ offerId, time }: PreviewLine): string {
  return `${offerId} ${time}`;
}

function changesOfLine(was: PreviewLine, now: PreviewLine): OrderChange[] {
  const differs = {
    name: was.name !== now.name,
    pack:
      was.packMilli !== now.packMilli ||
      was.unit !== now.unit ||
      was.orderUnit !== now.orderUnit ||
      was.pieceWeight?.minGrams !== now.pieceWeight?.minGrams,
    quantity: was.quantity !== now.quantity,
    price: was.priceCents !== now.priceCents || was.basis !== now.basis,
    'line-vat': was.vatBasisPoints !== now.vatBasisPoints,
    cancellation: JSON.stringify(was.cancellation) !== JSON.stringify(now.cancellation),
  };
  const changed = (['name', 'pack', 'quantity', 'price', 'line-vat', 'cancellation'] as const).filter(
    (what) => differs[what],
  );
  return changed.map((what) => ({ what, was, now }));
}

function partChanges(was: OrderPreview, now: OrderPreview): OrderChange[] {
  const before = new Map(was.parts.map((part) => [part.supplierId, part]));
  return now.parts.flatMap((part): OrderChange[] => {
    const old = before.get(part.supplierId);
    if (!old) return [];
    const delivery =
      old.choice !== part.choice ||
      old.arrivesOn !== part.arrivesOn ||
      old.hours !== part.hours ||
      old.feeCents !== part.feeCents ||
      old.basis !== part.basis;
    return [
      ...(old.supplierName === part.supplierName
        ? []
        : [{ what: 'supplier' as const, was: old.supplierName, now: part.supplierName }]),
      ...(delivery ? [{ what: 'delivery' as const, was: old, now: part }] : []),
    ];
  });
}

function buyerChanges(was: OrderPreview, now: OrderPreview): OrderChange[] {
  const texts = ({ buyers }: OrderPreview) =>
    new Map(buyers.map(({ id, name, address, insee }) => [id, [name, address, insee].filter(Boolean).join(', ')]));
  const [before, after] = [texts(was), texts(now)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id): OrderChange[] => {
    const [old = null, text = null] = [before.get(id), after.get(id)];
    return old === text ? [] : [{ what: 'buyer', was: old, now: text }];
  });
}

function totalChanges(
  { totals: was, ...before }: OrderPreview,
  { totals: now, ...after }: OrderPreview,
): OrderChange[] {
  const rates = [...new Set([...Object.keys(was.vatByRate), ...Object.keys(now.vatByRate)])];
  const [vatBefore, vatNow] = [was, now].map(({ vatByRate }) => new Map(Object.entries(vatByRate)));
  const vat = rates.map((rate): OrderChange & { what: 'vat' } => ({
    what: 'vat',
    basisPoints: Number(rate),
    was: vatBefore?.get(rate) ?? 0,
    now: vatNow?.get(rate) ?? 0,
  }));
  const sums: (OrderChange & { what: 'deposit' | 'total' })[] = [
    { what: 'deposit', was: before.depositCents, now: after.depositCents },
    { what: 'total', was: was.totalCents, now: now.totalCents },
  ];
  return [...vat, ...sums].filter((one) => one.was !== one.now);
}
