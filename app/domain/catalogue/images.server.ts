// Owns offer_images: the photographs of an offer, their order and their alternative texts.
import { asc, eq, inArray, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/shared/context.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { preparedQuery } from '#db/client.ts';
import { getValue, integer, listRows, type Row, sourceText, text } from '#db/rows.ts';
import { offerImages } from '#db/schema/catalogue.ts';

/** Widths in pixels in which every photograph is stored. */
export const imageWidths = [480, 960, 1600] as const;
export const imageFormats = ['avif', 'webp', 'jpg'] as const;
export const maxImages = 6;

export type OfferImage = typeof offerImages.$inferSelect;

export function listImages({ db }: Pick<Ctx, 'db'>, offerId: number): OfferImage[] {
  return imagesOf(db).all({ id: offerId });
}

/** The photographs of an offer, then those of the other variants of its family: at most twice as many as one may have. */
export function listFamilyImages(ctx: Pick<Ctx, 'db'>, offerId: number, family: readonly number[]): OfferImage[] {
  if (family.length === 0) return listImages(ctx, offerId);
  const all = ctx.db
    .select()
    .from(offerImages)
    .where(inArray(offerImages.offerId, [...family]))
    .orderBy(asc(offerImages.offerId), asc(offerImages.position), asc(offerImages.id))
    .all();
  const [own, others] = [
    all.filter((image) => image.offerId === offerId),
    all.filter((image) => image.offerId !== offerId),
  ];
  return [...own, ...others].slice(0, 2 * maxImages);
}

const imagesOf = preparedQuery((db) =>
  db
    .select()
    .from(offerImages)
    .where(eq(offerImages.offerId, sql.placeholder('id')))
    .orderBy(asc(offerImages.position), asc(offerImages.id))
    .prepare(),
);

const firstImage = { offerId: integer, id: text, width: integer, height: integer, alt: sourceText };
export type FirstImage = Row<typeof firstImage>;

/** The first photograph of each of the offers that has one, by offer id; of a variant without any the first of its family. */
export function findFirstImages({ db }: Pick<Ctx, 'db'>, offerIds: readonly number[]): Map<number, FirstImage> {
  const rows = listRows(
    db,
    firstImage,
    `select j.value as offerId, i.id, i.width, i.height, i.alt
     from json_each(?) j
     join offer_images i on i.id = coalesce(
       (select id from offer_images where offer_id = j.value order by position, id limit 1),
       (
         select other.id
         from offers o
         join offers m on m.supplier_id = o.supplier_id and m.family = o.family
         join offer_images other on other.offer_id = m.id
         where o.id = j.value and o.family is not null
         order by m.id, other.position, other.id
         limit 1
       )
     )`,
    JSON.stringify(offerIds),
  );
  return new Map(rows.map((row) => [row.offerId, row]));
}

/** Writes the alternative text of a photograph in one language; nothing if the photograph is gone. */
export function setImageAlt({ db }: Pick<Ctx, 'db'>, imageId: string, locale: Locale, text: string): void {
  const image = db.select().from(offerImages).where(eq(offerImages.id, imageId)).get();
  if (!image) return;
  db.update(offerImages)
    .set({ alt: { ...image.alt, [locale]: text } })
    .where(eq(offerImages.id, imageId))
    .run();
}

/** Number of photographs of all offers of a supplier. */
export function countImages({ db }: Pick<Ctx, 'db'>, supplierId: string): number {
  return getValue(
    db,
    integer,
    'select count(*) from offers o join offer_images i on i.offer_id = o.id where o.supplier_id = ?',
    supplierId,
  );
}
