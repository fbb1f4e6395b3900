// The pages of an offer and of a supplier as other sites show them: a sentence, a picture, and the facts as data.
import type { OfferPageData } from '#app/domain/basket/offer-page.server.ts';
import { findFirstThings } from '#app/domain/catalogue/listed-offers.server.ts';
import type { Offer } from '#app/domain/catalogue/offers.server.ts';
import { seesPlaces } from '#app/domain/scoring/audience.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { listLabels, type Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { type LinkPreview, shortDescription } from '#app/http/link-preview.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { pictureOfThing, shareSize } from '#app/ui/share-picture.ts';
import { type Certificate, familyData, offerData, supplierData } from './linked-data.ts';

type Picture = LinkPreview['picture'];

/** The width in pixels of the photographs that are shown with a link. */
const photographWidth = 960;

export function offerLinkPreview(ctx: RequestContext, offer: Offer, page: OfferPageData): LinkPreview {
  const { origin } = ctx.services.env;
  const photographs = page.images.map(
    ({ id, alt, width, height }): Picture => ({
      href: `/images/${id}-${photographWidth}.jpg`,
      alt,
      width: Math.min(width, photographWidth),
      height: Math.round((height * Math.min(width, photographWidth)) / width),
    }),
  );
  const picture = photographs[0] ?? drawing(ctx, offer.thing, page.name);
  const pictures = photographs.length > 0 ? photographs : [picture];
  const { name, description, seller } = page;
  const facts = {
    name,
    description,
    pictures: pictures.map(({ href }) => origin + href),
    attributes: page.offer.attributes,
    supplier: seller,
    certificates: validCertificates(ctx, listLabels(ctx, offer.supplierId)),
  };
  return {
    description: shortDescription(description || ctx.t.sharing.feedEntry(name, seller.name)),
    kind: 'product',
    picture,
    linkedData: [
      page.family && page.family.chosen === null
        ? familyData(ctx, offer, facts, page.family)
        : offerData(ctx, offer, facts),
    ],
  };
}

/** With the drawing of its first offer's thing. */
export function supplierLinkPreview(
  ctx: RequestContext,
  supplier: Supplier,
  labels: readonly Certificate[],
): LinkPreview {
  const thing = findFirstThings(ctx, [supplier.id]).get(supplier.id) ?? null;
  return {
    description: shortDescription(translated(supplier.headline, ctx.locale) || supplier.name),
    picture: drawing(ctx, thing, supplier.name),
    linkedData: [supplierData(ctx, supplier, validCertificates(ctx, labels), seesPlaces(ctx.audience))],
  };
}

function drawing({ t }: RequestContext, thing: string | null, name: string): Picture {
  return { href: pictureOfThing(thing), alt: t.sharing.drawing(name), ...shareSize };
}

/** A label whose last day has passed is no certification. */
function validCertificates({ now, town }: RequestContext, labels: readonly Certificate[]): Certificate[] {
  const today = localDay(now, town);
  return labels.filter(({ validFrom, validUntil }) => validUntil >= today && (validFrom ?? '') <= today);
}
