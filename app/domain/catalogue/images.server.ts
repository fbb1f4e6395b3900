// Owns offer_images: the photographs of an offer, their order and their alternative texts.
import { asc, eq, sql } from 'drizzle-orm';
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

/** The first photograph of each of the offers that has one, by offer id. */
export function findFirstImages({ db }: Pick<Ctx, 'db'>, offerIds: readonly number[]): Map<number, FirstImage> {
  const rows = listRows(
    db,
    firstImage,
    `select i.offer_id as offerId, i.id, i.width, i.height, i.alt
     from json_each(?) j
     join offer_images i on i.id = (
       select id from offer_images where offer_id = j.value order by position, id limit 1
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
