// Turns an uploaded photograph into the files that we serve: re-encoded (so that only pixels survive), cropped, in
// three widths and three formats. Refuses a file that is not a picture, is too heavy, too large or too small.

import { and, eq } from 'drizzle-orm';
import { type ClaimContext, judgeText } from '#app/domain/claims/judge-text.ts';
import { holdText, isShowable } from '#app/domain/claims/pending-texts.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { type Locale, perLocale } from '#app/domain/shared/locale.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { type Storage, storeOnce } from '#app/domain/shared/storage.server.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { type SourceText, translated } from '#app/domain/shared/translated.ts';
import { preparedSql } from '#db/client.ts';
import { offerImages } from '#db/schema/catalogue.ts';
import { offerClaimContext } from './guarded-texts.server.ts';
import { imageFormats, imageWidths, listImages, maxImages } from './images.server.ts';
import { recordChange } from './offer-changes.server.ts';
import type { Offer } from './offers.server.ts';

export const maxImageBytes = 8 * 1024 * 1024;
const maxPixels = 40_000_000;
const minWidth = 320;
const accepted = new Set(['jpeg', 'png', 'webp', 'avif', 'heif', 'gif']);

/** The part of the picture that the crop keeps: all, centre, top, bottom, or the region that sharp finds salient. */
export const crops = ['whole', 'centre', 'attention', 'top', 'bottom'] as const;
export type Crop = (typeof crops)[number];
export type ImageRefusal = {
  reason: 'not-a-picture' | 'too-heavy' | 'too-large' | 'too-small' | 'too-many' | 'no-alt' | 'claim';
};

/** Adds a photograph to an offer. A refused photograph leaves no row. */
export async function addImage(
  ctx: Ctx & { storage: Storage },
  offer: Offer,
  { bytes, alt, crop }: { bytes: Buffer; alt: SourceText; crop: Crop },
): Promise<Result<{ id: string }, ImageRefusal>> {
  if (!alt.fr) return refused('no-alt');
  const context = offerClaimContext(ctx, offer);
  const written = writtenAlt(alt);
  if (Object.values(written).some((text) => judgeText(text, context).verdict === 'refused')) return refused('claim');
  if (bytes.length === 0) return refused('not-a-picture');
  if (bytes.length > maxImageBytes) return refused('too-heavy');
  if (listImages(ctx, offer.id).length >= maxImages) return refused('too-many');
  const made = await encode(bytes, crop);
  if (!made.ok) return made;
  const id = newId('img');
  for (const file of made.files)
    await storeOnce(ctx.storage, `images/${id}-${file.width}.${file.format}`, file.bytes, typeOf(file.format));
  const kept = inTransaction(ctx, ({ db }) => {
    const others = listImages(ctx, offer.id);
    if (others.length >= maxImages) return false;
    const position = (others.at(-1)?.position ?? -1) + 1;
    db.insert(offerImages)
      .values({
        id,
        offerId: offer.id,
        position,
        alt: shownAlt(ctx, offer, written, context),
        width: made.width,
        height: made.height,
        createdAt: isoUtc(ctx.now),
      })
      .run();
    for (const field of ['altFr', 'altEn'] as const) {
      const text = field === 'altFr' ? written.fr : written.en;
      if (!isShowable(ctx, offer.supplierId, text, context))
        holdText(ctx, { supplierId: offer.supplierId, offerId: offer.id, imageId: id, field }, text, context);
    }
    recordChange(ctx, offer.id, 'image', { image: [null, alt.fr] });
    return true;
  });
  return kept ? done({ id }) : refused('too-many');
}

/** The alternative text in every language: what is not translated is said in French. */
function writtenAlt(alt: SourceText): Readonly<Record<Locale, string>> {
  return perLocale((locale) => alt[locale] || alt.fr);
}

/** A text that waits for a steward is stood in for by the name of the offer: a picture never goes without one. */
function shownAlt(
  ctx: Ctx,
  offer: Offer,
  written: Readonly<Record<Locale, string>>,
  context: ClaimContext,
): SourceText {
  const shown = (locale: Locale) =>
    isShowable(ctx, offer.supplierId, written[locale], context) ? written[locale] : translated(offer.name, locale);
  return perLocale(shown);
}

/** Puts a photograph before the others of its offer: lists show it. */
export function putImageFirst(ctx: Ctx, offer: Offer, imageId: string): void {
  inTransaction(ctx, ({ db }) => {
    const images = listImages(ctx, offer.id);
    const chosen = images.find((one) => one.id === imageId);
    if (!chosen || chosen === images[0]) return;
    const order = [chosen, ...images.filter((one) => one !== chosen)];
    const move = preparedSql(db, 'update offer_images set position = ? where id = ?');
    for (const [position, { id }] of order.entries()) move.run(position, id);
    recordChange(ctx, offer.id, 'image', { image: [images[0]!.alt.fr, chosen.alt.fr] });
  });
}

/** Removes a photograph from an offer, with its files. A cached address may still show it for a while. */
export async function removeImage(ctx: Ctx & { storage: Storage }, offer: Offer, imageId: string): Promise<void> {
  const image = listImages(ctx, offer.id).find((one) => one.id === imageId);
  if (!image) return;
  inTransaction(ctx, ({ db }) => {
    db.delete(offerImages)
      .where(and(eq(offerImages.id, imageId), eq(offerImages.offerId, offer.id)))
      .run();
    recordChange(ctx, offer.id, 'image', { image: [image.alt.fr, null] });
    recordAudit(ctx, 'removeImage', imageId);
  });
  for (const width of imageWidths)
    for (const format of imageFormats) await ctx.storage.remove(`images/${imageId}-${width}.${format}`);
}

type Encoded = {
  width: number;
  height: number;
  files: { width: number; format: (typeof imageFormats)[number]; bytes: Buffer }[];
};

async function encode(bytes: Buffer, crop: Crop): Promise<Result<Encoded, ImageRefusal>> {
  const options = { limitInputPixels: maxPixels, failOn: 'error', pages: 1 } as const;
  const { default: sharp } = await import('sharp'); // takes 20 MiB, so it is loaded only for an upload
  const read = await sharp(bytes, options)
    .metadata()
    .catch((error: Error) => (/pixel/i.test(error.message) ? 'too-large' : null));
  if (read === 'too-large') return refused('too-large');
  if (!read?.format || !accepted.has(read.format) || !read.width || !read.height) return refused('not-a-picture');
  if (read.width * read.height > maxPixels) return refused('too-large');
  if (Math.min(read.width, read.height) < minWidth) return refused('too-small');
  try {
    const files: Encoded['files'] = [];
    const resized = (width: number) => {
      const upright = sharp(bytes, options).rotate(); // applies the EXIF orientation, then drops all tags
      return crop === 'whole'
        ? upright.resize({ width, withoutEnlargement: true })
        : upright.resize({ width, height: Math.round((width * 3) / 4), fit: 'cover', position: crop });
    };
    let shape = { width: 0, height: 0 };
    for (const width of imageWidths) {
      const { data, info } = await resized(width)
        .jpeg({ quality: 78, mozjpeg: true })
        .toBuffer({ resolveWithObject: true });
      shape = { width: info.width, height: info.height };
      files.push({ width, format: 'jpg', bytes: data });
      files.push({ width, format: 'webp', bytes: await resized(width).webp({ quality: 74 }).toBuffer() });
      files.push({ width, format: 'avif', bytes: await resized(width).avif({ quality: 52, effort: 3 }).toBuffer() });
    }
    return done({ ...shape, files });
  } catch {
    return refused('not-a-picture'); // a valid picture header with a broken body
  }
}

export function typeOf(format: string): string {
  const types = { avif: 'image/avif', webp: 'image/webp', jpg: 'image/jpeg' };
  return findOwnValue(types, format) ?? 'application/octet-stream';
}
