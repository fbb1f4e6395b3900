// Families as readers see them: the live offers that are one thing in several sizes or colours, in the order in which they
// were made. The first live one stands for its family in lists, in the search index and in feeds (the view shown_offers).
import type { Ctx } from '#app/domain/shared/context.ts';
import { integer, jsonOf, listRows, listValues, nullable, type Row, sourceText, text } from '#db/rows.ts';
import { isVariant, variantLabel } from './variants.ts';

type Reader = Pick<Ctx, 'db'>;

const familyMember = {
  /** The offer of which this is the family. */
  of: integer,
  id: integer,
  slug: text,
  name: sourceText,
  variant: jsonOf('a variant', isVariant),
  priceCents: integer,
  vatBasisPoints: integer,
  stock: nullable(integer),
  minQuantity: integer,
  orderStep: integer,
  massGrams: integer,
  leadDays: integer,
  sku: nullable(text),
  gtin: nullable(text),
};
export type FamilyMember = Row<typeof familyMember> & { label: string };

/** The live offers of the families of these offers, those themselves included, by offer id; one alone is missing. */
export function findFamilies({ db }: Reader, offerIds: readonly number[]): Map<number, FamilyMember[]> {
  const rows = listRows(
    db,
    familyMember,
    `select o.id as of, m.id, m.slug, m.name, m.variant, m.price_cents as priceCents, m.vat_basis_points as vatBasisPoints,
       m.stock, m.min_quantity as minQuantity, m.order_step as orderStep, m.mass_grams as massGrams,
       m.lead_days as leadDays, m.sku, m.gtin
     from offers o
     join offers m on m.supplier_id = o.supplier_id and m.family = o.family
     where o.id in (select value from json_each(?)) and o.family is not null and m.status = 'live'
     order by m.id`,
    JSON.stringify(offerIds),
  );
  return Map.groupBy(
    rows.map((row) => ({ ...row, label: variantLabel(row.variant) })),
    ({ of }) => of,
  );
}

/** These ids, and those of all offers of their families in any state. */
export function withFamilies({ db }: Reader, offerIds: readonly number[]): number[] {
  const others = listValues(
    db,
    integer,
    `select distinct m.id
     from offers o
     join offers m on m.supplier_id = o.supplier_id and m.family = o.family
     where o.id in (select value from json_each(?)) and o.family is not null`,
    JSON.stringify(offerIds),
  );
  return [...new Set([...offerIds, ...others])];
}

/** The address of the first live offer of a family of which this address was an offer; null when there is none. */
export function findFamilyAddress({ db }: Reader, slug: string): string | null {
  const [found] = listValues(
    db,
    text,
    `select f.slug
     from offers o
     join offers f on f.supplier_id = o.supplier_id and f.family = o.family
     where o.slug = ? and f.status = 'live'
     order by f.id
     limit 1`,
    slug,
  );
  return found ?? null;
}
