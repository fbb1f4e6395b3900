// The market, its suppliers and offers in the words of schema.org, for search engines. The types are those of the
// vocabulary, so that a term which it does not know does not compile. Facts alone, and never a score: schema.org would
// have it read as a rating by buyers.
import type {
  Certification,
  ItemAvailability,
  LocalBusiness,
  OfferItemCondition,
  Product,
  ProductGroup,
  Service,
  WebSite,
  WithContext,
} from 'schema-dts';
import type { OfferAttribute } from '#app/domain/catalogue/attributes.server.ts';
import { minimumQuantity, type OfferKind } from '#app/domain/catalogue/offer.ts';
import type { Offer } from '#app/domain/catalogue/offers.server.ts';
import { type SellingState, seasonToday, sellingState } from '#app/domain/catalogue/season.ts';
import type { VariantAxis } from '#app/domain/catalogue/variants.ts';
import type { OfferSummary } from '#app/domain/search/offer-summaries.server.ts';
import { placeOfCommune } from '#app/domain/shared/communes.server.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { displayEmail } from '#app/domain/shared/identifiers/display-email.server.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { priceOf } from '#app/domain/shared/price.ts';
import { translated } from '#app/domain/shared/translated.ts';
import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { attributeLabel, formatAttribute } from '#app/i18n/format-attribute.ts';
import { formatPriceUnit } from '#app/i18n/format-price-unit.ts';

/** The language, the town and the origin of the addresses. */
export type DataCtx = Pick<RequestContext, 't' | 'locale' | 'town' | 'services' | 'now'>;
/** A label of a supplier as it is recorded; only those that are valid today are given. */
export type Certificate = {
  label: string;
  certifier: string;
  validFrom: string | null;
  validUntil: string;
  number: string | null;
};

/** The market as a site with its search. */
export function marketData({ t, locale, town, services }: DataCtx): WithContext<WebSite> {
  const { origin } = services.env;
  return {
    '@context': 'https://schema.org',
    '@type': 'WebSite',
    '@id': `${origin}/#market`,
    name: 'Halle',
    description: t.sharing.market(town.name),
    url: `${origin}/`,
    inLanguage: locale,
    potentialAction: {
      '@type': 'SearchAction',
      target: { '@type': 'EntryPoint', urlTemplate: `${origin}/offers?q={search_term_string}` },
      query: 'required name=search_term_string',
    },
  };
}

/** A supplier with its legal identity, its hours and its certifications; its point where places may be shown. */
export function supplierData(
  ctx: DataCtx,
  supplier: Supplier,
  certificates: readonly Certificate[],
  places: boolean,
): WithContext<LocalBusiness> {
  const { origin } = ctx.services.env;
  const { postcode, city } = placeOfCommune(supplier.insee);
  return {
    '@context': 'https://schema.org',
    ...businessOf(origin, supplier),
    description: translated(supplier.headline, ctx.locale),
    legalName: supplier.legalName,
    identifier: { '@type': 'PropertyValue', propertyID: 'SIRET', value: supplier.siret },
    ...(supplier.vatNumber ? { vatID: supplier.vatNumber } : {}),
    email: displayEmail(supplier.email),
    telephone: supplier.phone,
    address: {
      '@type': 'PostalAddress',
      streetAddress: supplier.address,
      postalCode: postcode,
      addressLocality: city,
      addressCountry: 'FR',
    },
    ...(places ? { geo: { '@type': 'GeoCoordinates', latitude: supplier.lat, longitude: supplier.lon } } : {}),
    openingHoursSpecification: supplier.opening.map(({ day, from, to }) => ({
      '@type': 'OpeningHoursSpecification',
      dayOfWeek: weekdays[day - 1]!,
      opens: from,
      closes: to,
    })),
    hasCertification: certificationsOf(ctx, certificates),
  };
}

/** ISO weekdays from Monday on. */
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

type Business = { '@type': 'LocalBusiness'; '@id': string; name: string; url: string };

/** The supplier by its name and addresses; the `@id` is the same on its own page and on those of its offers. */
function businessOf(origin: string, { slug, name }: Pick<Supplier, 'slug' | 'name'>): Business {
  const url = `${origin}/suppliers/${slug}`;
  return { '@type': 'LocalBusiness', '@id': `${url}#supplier`, name, url };
}

function certificationsOf({ t }: DataCtx, certificates: readonly Certificate[]): Certification[] {
  return certificates.map(({ label, certifier, validFrom, validUntil, number }) => ({
    '@type': 'Certification',
    name: findOwnValue({ ...t.food.classes, ...t.labels }, label) ?? label,
    issuedBy: { '@type': 'Organization', name: certifier },
    certificationStatus: 'https://schema.org/CertificationActive',
    ...(validFrom ? { validFrom } : {}),
    expires: validUntil,
    ...(number ? { certificationIdentification: number } : {}),
  }));
}

export type OfferFacts = {
  name: string;
  description: string;
  /** Absolute addresses of its photographs, or of the drawing of its thing. */
  pictures: readonly string[];
  attributes: readonly OfferAttribute[];
  supplier: Pick<Supplier, 'slug' | 'name'>;
  certificates: readonly Certificate[];
};

/** An offer as a product with its price incl. VAT; as a service where that is what it is. */
export function offerData(ctx: DataCtx, offer: Offer, facts: OfferFacts): WithContext<Product> | WithContext<Service> {
  const { t, locale, services } = ctx;
  const url = `${services.env.origin}/offers/${offer.slug}`;
  const common = {
    '@context': 'https://schema.org' as const,
    '@id': `${url}#offer`,
    name: facts.name,
    description: facts.description,
    url,
    image: [...facts.pictures],
    category: t.categories[offer.category],
    offers: salesTerms(ctx, offer, facts),
  };
  if (offer.kind === 'service') return { '@type': 'Service', ...common };
  return {
    '@type': 'Product',
    ...common,
    ...(offer.sku ? { sku: offer.sku } : {}),
    ...(offer.gtin ? { gtin: offer.gtin } : {}),
    ...(offer.massGrams > 0
      ? { weight: { '@type': 'QuantitativeValue' as const, value: offer.massGrams / 1000, unitCode: 'KGM' } }
      : {}),
    additionalProperty: facts.attributes.map((attribute) => ({
      '@type': 'PropertyValue' as const,
      name: attributeLabel(attribute.key, attribute.type, t),
      value: formatAttribute(attribute, t, locale),
    })),
  };
}

/** Variants as a group of products, each with its address, price and stock. */
export function familyData(
  ctx: DataCtx,
  first: Offer,
  facts: OfferFacts,
  { variants, axes }: Pick<OfferSummary, 'variants' | 'axes'>,
): WithContext<ProductGroup> {
  const url = `${ctx.services.env.origin}/offers/${first.slug}`;
  return {
    '@context': 'https://schema.org',
    '@type': 'ProductGroup',
    '@id': `${url}#offer`,
    name: facts.name,
    description: facts.description,
    url,
    image: [...facts.pictures],
    category: ctx.t.categories[first.category],
    productGroupID: first.family ?? first.slug,
    variesBy: axes.flatMap((axis) => variesBy[axis] ?? []),
    hasVariant: variants.map(({ slug, label, price, stock }) => {
      const own = `${url}?${new URLSearchParams({ variant: slug })}`;
      const terms = salesTerms(ctx, { ...first, slug, priceCents: price.netCents, stock }, facts);
      return {
        '@type': 'Product',
        '@id': `${own}#offer`,
        name: `${facts.name}, ${label}`,
        url: own,
        offers: { ...terms, url: own },
      };
    }),
  };
}

/** The axes for which schema.org has a word. */
const variesBy: Partial<Record<VariantAxis, string>> = {
  size: 'https://schema.org/size',
  colour: 'https://schema.org/color',
  material: 'https://schema.org/material',
};

/** The price, whether it can be had, in which condition, how soon and from whom. */
function salesTerms(ctx: DataCtx, offer: Offer, { supplier, certificates }: OfferFacts) {
  const { origin } = ctx.services.env;
  const price = (priceOf(offer.priceCents, offer.vatBasisPoints).grossCents / 100).toFixed(2);
  const condition = conditions[offer.kind];
  return {
    '@type': 'Offer' as const,
    url: `${origin}/offers/${offer.slug}`,
    ...(offer.onQuote
      ? {}
      : {
          price,
          priceCurrency: 'EUR',
          priceSpecification: {
            '@type': 'UnitPriceSpecification' as const,
            price,
            priceCurrency: 'EUR',
            valueAddedTaxIncluded: true,
            unitText: formatPriceUnit(offer, ctx.t, ctx.locale),
          },
        }),
    availability: availabilities[sellingState(offer, localDay(ctx.now, ctx.town))],
    ...startOf(offer, localDay(ctx.now, ctx.town)),
    ...(condition ? { itemCondition: condition } : {}),
    ...(offer.kind === 'rental' ? { businessFunction: { '@id': 'http://purl.org/goodrelations/v1#LeaseOut' } } : {}),
    eligibleQuantity: { '@type': 'QuantitativeValue' as const, minValue: minimumQuantity(offer) },
    deliveryLeadTime: { '@type': 'QuantitativeValue' as const, value: offer.leadDays, unitCode: 'DAY' },
    seller: { ...businessOf(origin, supplier), hasCertification: certificationsOf(ctx, certificates) },
  };
}

/** A by-product is neither new nor used, and a service has no condition. */
const conditions: Partial<Record<OfferKind, OfferItemCondition>> = {
  new: 'https://schema.org/NewCondition',
  reused: 'https://schema.org/UsedCondition',
  repaired: 'https://schema.org/RefurbishedCondition',
  rental: 'https://schema.org/UsedCondition',
};

/** schema.org has no word for out of season: it cannot be had now, and says from when it can. */
const availabilities: Readonly<Record<SellingState, ItemAvailability>> = {
  'in-stock': 'https://schema.org/InStock',
  'made-to-order': 'https://schema.org/MadeToOrder',
  'out-of-season': 'https://schema.org/OutOfStock',
  'sold-out': 'https://schema.org/OutOfStock',
  gone: 'https://schema.org/SoldOut',
};

function startOf({ season }: Offer, day: string): { availabilityStarts?: string } {
  const returns = seasonToday(season, day)?.returns;
  return returns ? { availabilityStarts: returns } : {};
}
