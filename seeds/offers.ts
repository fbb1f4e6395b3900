import { type AgecLine, agecLines } from '#app/domain/catalogue/agec-lines.ts';
import { type BookingTerms, entryPrice } from '#app/domain/catalogue/booking-terms.ts';
import { parseContent } from '#app/domain/catalogue/content.ts';
import { repairedThings } from '#app/domain/catalogue/draft.ts';
import { foodFamilies } from '#app/domain/catalogue/food.ts';
import { categories, type OrderUnit, offerKinds, type PriceTier, units } from '#app/domain/catalogue/offer.ts';
import { columnsOfWeighed, type PieceWeight } from '#app/domain/catalogue/piece-weight.ts';
import { variantName } from '#app/domain/catalogue/variants.ts';
import { scenarioOf } from '#app/domain/impact/scenarios.ts';
import type { Scenario } from '#app/domain/impact/terms.ts';
import { toSlug } from '#app/domain/shared/slug.ts';
import type { offers } from '#db/schema/catalogue.ts';
import { readBookings } from './bookings.ts';
import { centsFromEuros, readRows, requireOneOf } from './factories.ts';
import { factors } from './shipped-rules.ts';
import { variantsOf } from './variants.ts';

export type SeedOffer = Omit<typeof offers.$inferInsert, 'id' | 'supplierId' | 'status' | 'createdAt'> & {
  supplier: string;
};

/** Short words of offers.psv for lines of AGEC article 58. */
const agec: Record<string, AgecLine> = {
  furniture: 'furniture',
  it: 'it',
  paper: 'paper',
  supplies: 'office-supplies',
  consumables: 'print-supplies',
  textile: 'textiles',
  vehicles: 'vehicles',
  appliances: 'large-appliances',
  toys: 'toys',
  street: 'street-furniture',
};

/** Reads offers.psv: a line `@ supplier` begins that supplier's list. */
export function readOffers(): SeedOffer[] {
  let supplier = '';
  const withoutVat = new Set(readRows('suppliers.psv').flatMap((row) => (row[7] === 'franchise' ? [row[0]!] : [])));
  const slugs = new Set<string>();
  const bookings = readBookings();
  return readRows('offers.psv').flatMap((row) => {
    if (row[0]!.startsWith('@ ')) {
      supplier = row[0]!.slice(2);
      return [];
    }
    return variantsOf(row).map(({ row: own, family, variant }) => {
      const offer: SeedOffer = { ...offerFrom(own, supplier), family, variant };
      offer.slug = toSlug(variantName(offer.name, variant).fr);
      if (withoutVat.has(supplier)) offer.vatBasisPoints = 0; // franchise of VAT, art. 293 B
      while (slugs.has(offer.slug)) offer.slug = `${offer.slug}-2`;
      slugs.add(offer.slug);
      const terms = bookings.get(offer.slug);
      return terms ? bookedOffer(offer, terms) : offer;
    });
  });
}

/** A thing that is booked has its units in the calendar, and the price of its smallest block in lists. */
function bookedOffer(offer: SeedOffer, bookingTerms: BookingTerms): SeedOffer {
  const listed: Partial<SeedOffer> = { orderUnit: 'each', packMilli: 1000, priceTiers: [], stock: null };
  return { ...offer, ...listed, ...entryPrice(bookingTerms), bookingTerms };
}

function offerFrom(row: string[], supplier: string): SeedOffer {
  const [
    kind,
    category,
    nameFr,
    nameEn,
    descriptionFr,
    descriptionEn,
    price,
    vat,
    unit,
    pack,
    kg,
    stock,
    lead,
    extras,
    attributes,
    tiers,
  ] = row as [string, ...string[]] & string[];
  const extra = Object.fromEntries(
    (extras ?? '')
      .split(' ')
      .filter(Boolean)
      .map((pair) => pair.split('=') as [string, string]),
  );
  const scenario = scenarioFrom(extra.s, Number(extra.life ?? 0));
  const weight = weightFrom(extra.weigh);
  return {
    supplier,
    slug: toSlug(nameFr!),
    category: requireOneOf(categories, category),
    kind: requireOneOf(offerKinds, kind),
    name: { fr: nameFr!, en: nameEn! },
    description: { fr: descriptionFr!, en: descriptionEn! },
    priceCents: centsFromEuros(price!),
    vatBasisPoints: Math.round(Number(vat) * 100),
    unit: requireOneOf(units, unit),
    orderUnit: pack === '1' ? 'each' : orderUnitOf(nameFr!),
    packMilli: Math.round(Number(pack) * 1000),
    content: extra.content ? parseContent(extra.content) : null,
    massGrams: Math.round(Number(kg) * 1000),
    stock: stock === '-' ? null : Number(stock),
    leadDays: Number(lead),
    onQuote: extra.quote === 'yes',
    depositCents: extra.deposit ? centsFromEuros(extra.deposit) : null,
    scenario,
    referenceUnits: scenario && scenario.kind !== 'local-food' ? Number(extra.u ?? 1) : 0,
    agec58: extra.agec ? agecLines[agec[extra.agec]!] : null,
    egalim: (extra.egalim as SeedOffer['egalim']) ?? null,
    foodFamily: extra.family ? requireOneOf(foodFamilies, extra.family) : null,
    repairedThing: extra.repair ? requireOneOf(repairedThings, extra.repair) : null,
    lentUnits: Number(extra.lent ?? 0),
    thing: extra.thing ?? null,
    recycledPercent: extra.recycled ? Number(extra.recycled) : null,
    priceTiers: tiersFrom(tiers ?? ''),
    attributes: {
      ...attributesFrom(attributes ?? ''),
      ...grownAs(extra),
      ...(extra.parts && pricePartsOf(extra.parts)),
    },
    byProduct:
      kind === 'by-product'
        ? { frequency: 'monthly', status: 'product', available: stock === '-' ? '' : `${stock}` }
        : null,
    ...(weight && { pieceWeight: weight, ...columnsOfWeighed(weight) }),
  };
}

/** "1.6-1.9@7.35": the lightest and the heaviest piece in kilograms, and the price of one. */
function weightFrom(text: string | undefined): PieceWeight | null {
  const [, min, max, kilo] = /^([\d.]+)-([\d.]+)@([\d.]+)$/.exec(text ?? '') ?? [];
  if (!min || !max || !kilo) return null;
  const grams = (kilograms: string) => Math.round(Number(kilograms) * 1000);
  return { minGrams: grams(min), maxGrams: grams(max), kiloCents: centsFromEuros(kilo) };
}

function scenarioFrom(text: string | undefined, usesPerLife: number): Scenario | null {
  if (!text) return null;
  const scenario = scenarioOf(factors, text, usesPerLife);
  if (!scenario) throw new Error(`seeds: no reference ${text}`);
  return scenario;
}

/** Facts that open a frame, in both languages; a blank is written as an underscore. */
function grownAs({ growing, grown, diet }: Record<string, string>): Record<string, string> {
  const stated = {
    growing: growing?.replaceAll('_', ' '),
    growing_en: growing && requireEnglish(growing),
    grown_in: grown,
    diet,
    diet_en: diet && requireEnglish(diet),
  };
  return Object.fromEntries(Object.entries(stated).flatMap(([key, text]) => (text ? [[key, text]] : [])));
}

const english = new Map([
  ['plein_champ', 'open field'],
  ['bœuf', 'beef'],
  ['porc', 'pork'],
  ['poulet', 'chicken'],
  ['végétalien', 'vegan'],
  ['végétarien', 'vegetarian'],
]);

function requireEnglish(text: string): string {
  const own = english.get(text);
  if (own === undefined) throw new Error(`seeds: ${text} has no English word`);
  return own;
}

/** "35/40/8/7/10" -> the shares of a price as its seller publishes them. */
function pricePartsOf(shares: string): Record<string, string> {
  const [material, labour, logistics, margin, taxes] = shares.split('/');
  return {
    price_parts: `matière ${material} %, travail ${labour} %, logistique ${logistics} %, marge ${margin} %, taxes ${taxes} %`,
    price_parts_en: `material ${material}%, labour ${labour}%, logistics ${logistics}%, margin ${margin}%, taxes ${taxes}%`,
  };
}

/** "12 = 30.00; 20 = 27.00": the price from a quantity on. */
function tiersFrom(text: string): PriceTier[] {
  return pairsOf(text).map(([from, price]) => ({ from: Number(from), priceCents: centsFromEuros(price) }));
}

/** "width=60; colour=noir / black": a text that differs by language stands twice. */
function attributesFrom(text: string): Record<string, string> {
  return Object.fromEntries(
    pairsOf(text).flatMap(([key, value]) => {
      const [fr, en] = value.split(' / ') as [string, string?];
      return en === undefined || en === fr
        ? [[key, fr]]
        : [
            [key, fr],
            [`${key}_en`, en],
          ];
    }),
  );
}

function pairsOf(text: string): [key: string, value: string][] {
  return text
    .split('; ')
    .filter(Boolean)
    .map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    });
}

/** The order unit comes from the container in the name: a "cagette de 10 kg" is a crate. */
function orderUnitOf(name: string): OrderUnit {
  const unitPatterns: [RegExp, OrderUnit][] = [
    [/cagette|caisse/i, 'crate'],
    [/carton|bo[iî]te|coffret/i, 'box'],
    [/sac\b|sachet/i, 'bag'],
    [/bouteille|bidon/i, 'bottle'],
    [/bocal|pot\b/i, 'jar'],
    [/plateau/i, 'tray'],
    [/botte|fagot/i, 'bundle'],
    [/rouleau/i, 'roll'],
  ];
  return unitPatterns.find(([pattern]) => pattern.test(name))?.[1] ?? 'lot';
}
