// AGEC, article 58 (decree 2024-134; order of 29 February 2024): the lines of the yearly declaration, and where a purchase
// counts. Shares that were not seen in the annex are null: they are entered by a steward, never guessed.

/** Shares of a year's spend on the line, in %: `reuse` from reuse, `recycled` with recycled matter. */
type AskedShares = { from: number; reuse: number | null; recycled: number | null };

/** The words are those of the national schema (declaration-biens-reemploi-reutilisation-recycle 0.1.0), letter for letter. */
export const agecLines = {
  textiles: {
    word: "Produits textiles à l'exception des équipements de protection individuels",
    asked: [
      { from: 2024, reuse: 8, recycled: 20 },
      { from: 2027, reuse: 15, recycled: 25 },
      { from: 2030, reuse: 15, recycled: 30 },
    ],
  },
  it: { word: 'Matériel informatique et téléphonie', asked: [] },
  reprography: { word: "Matériel de reprographie et d'impression", asked: [] },
  'print-supplies': { word: "Consommables d'impression", asked: [] },
  paper: { word: 'Papier', asked: [] },
  'office-supplies': { word: 'Fournitures de bureau', asked: [] },
  'light-transport': { word: 'Engins de transport et pièces détachées', asked: [] },
  vehicles: { word: 'Véhicules et pièces détachées', asked: [] },
  furniture: { word: "Mobilier et aménagement d'intérieur", asked: [{ from: 2024, reuse: 20, recycled: 15 }] },
  'street-furniture': {
    word: 'Mobilier urbain',
    asked: [
      { from: 2024, reuse: 5, recycled: 20 },
      { from: 2030, reuse: null, recycled: 40 },
    ],
  },
  'waste-collection': { word: 'Equipements de collecte de déchets', asked: [] },
  jars: { word: 'Bocaux et flacons', asked: [] },
  sports: { word: 'Articles et équipement sportifs', asked: [] },
  'green-spaces': { word: "Matériel d'entretien des espaces verts", asked: [] },
  modular: { word: 'Bâtiments modulaires ou préfabriqués', asked: [{ from: 2024, reuse: 20, recycled: null }] },
  'large-appliances': { word: 'Gros électroménager, y compris appareils professionnels', asked: [] },
  toys: { word: 'Jeux et jouets', asked: [] },
} as const satisfies Record<string, { word: string; asked: readonly AskedShares[] }>;
export type AgecLine = keyof typeof agecLines;

/** Words of former drafts of the schema, as older entries have them. */
const formerNames = new Map<string, AgecLine>([
  ['Produits textiles hors EPI', 'textiles'],
  ['Équipements de collecte de déchets', 'waste-collection'],
]);

/** The line of a word, of today or of a former draft; undefined for another word. */
export function findAgecLine(word: string): AgecLine | undefined {
  const today = Object.entries(agecLines).find(([, line]) => line.word === word)?.[0];
  return formerNames.get(word) ?? (today as AgecLine | undefined);
}

/** The shares asked in a year: the last ones reached, until newer ones are. Null if none was seen. */
export function askedShares(line: AgecLine, year: number): AskedShares | null {
  const steps: readonly AskedShares[] = agecLines[line].asked;
  return steps.findLast(({ from }) => from <= year) ?? null;
}

/** Kinds of buyers: services of the State and local authorities declare, public establishments and others do not. */
export type DeclaringBuyer = 'state' | 'local-authority' | 'public-establishment' | 'other';

export type AcquiredGoods = {
  /** By the thing that is bought, never by its seller's choice; null if it has none, `review` if a person decides. */
  line: AgecLine | 'review' | null;
  /** `work` on a thing that the buyer has, and what is rented, is no acquisition. */
  kind: 'new' | 'reused' | 'refurbished' | 'by-product' | 'work' | 'service' | 'rental' | 'gift';
  /** Excl. VAT, in cents, less what was credited. */
  cents: number;
  /** Share of recycled matter that is proven, in %; null without a proof. */
  recycledPercent: number | null;
  buyer: DeclaringBuyer;
  /** Of a gift on the administrations' own platform: its flat value in cents. */
  giftCents?: number;
};
export type AgecAmounts = { totalCents: number; reuseCents: number; recycledCents: number; giftCents: number };

const nothing: AgecAmounts = { totalCents: 0, reuseCents: 0, recycledCents: 0, giftCents: 0 };

/**
 * The amounts of a purchase by column. Euros decide, never kilograms. Reuse comes first, so that no euro counts in both columns; a
 * by-product never was waste, so it is not recycled (Code de l'environnement L. 541-4-2).
 */
export function classifyGoods(goods: AcquiredGoods): AgecAmounts {
  const declares = goods.buyer === 'state' || goods.buyer === 'local-authority';
  if (!declares || goods.line === null || goods.line === 'review') return nothing;
  if (goods.kind === 'work' || goods.kind === 'service' || goods.kind === 'rental') return nothing;
  if (goods.kind === 'gift') return { ...nothing, giftCents: goods.giftCents ?? 0 };
  const isReuse = goods.kind === 'reused' || goods.kind === 'refurbished';
  const isRecycled = !isReuse && goods.kind === 'new' && (goods.recycledPercent ?? 0) > 0;
  return {
    totalCents: goods.cents,
    reuseCents: isReuse ? goods.cents : 0,
    recycledCents: isRecycled ? goods.cents : 0,
    giftCents: 0,
  };
}

/** Cents that are missing to a share of a total, in whole %; 0 when it is reached. Rounding never makes it reached. */
export function missingCents(reachedCents: number, totalCents: number, askedPercent: number): number {
  return Math.max(0, Math.ceil((totalCents * askedPercent) / 100) - reachedCents);
}
