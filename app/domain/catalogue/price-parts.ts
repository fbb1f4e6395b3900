// The parts of a price, as its seller publishes them on the page of an offer: five shares, in percent. Pure.

/** The parts of the method's criterion eco.price_transparency, with the names by which a text says them. */
const partNames = {
  material: ['matière', 'matiere', 'material'],
  labour: ['travail', 'labour', 'labor'],
  logistics: ['logistique', 'logistics'],
  margin: ['marge', 'margin'],
  taxes: ['taxes'],
} as const;
export type PricePart = keyof typeof partNames;
export type PriceParts = Record<PricePart, number>;

/** Shares are rounded by their seller, so that five of them may miss the whole by this much. */
const spare = 1;

/**
 * Reads "matière 35 %, travail 40 %, logistique 8 %, marge 7 %, taxes 10 %", in any order and in French or English. Null
 * unless all five parts are named once and make the whole price.
 */
export function parsePriceParts(text: string): PriceParts | null {
  const shares = new Map<PricePart, number>();
  for (const piece of text.toLowerCase().split(/,(?!\d)|;/)) {
    const [name = '', share = '', ...more] = piece.replace(/[:%]/g, ' ').trim().split(/\s+/);
    const part = findPart(name);
    if (!part || shares.has(part) || more.length > 0 || !/^\d{1,3}([.,]\d)?$/.test(share)) return null;
    shares.set(part, Number(share.replace(',', '.')));
  }
  const { material, labour, logistics, margin, taxes } = Object.fromEntries(shares) as Partial<PriceParts>;
  if ([material, labour, logistics, margin, taxes].some((share) => share === undefined)) return null;
  const whole = [...shares.values()].reduce((sum, share) => sum + share, 0);
  return Math.abs(whole - 100) <= spare ? (Object.fromEntries(shares) as PriceParts) : null;
}

function findPart(name: string): PricePart | undefined {
  const parts = Object.keys(partNames) as PricePart[];
  return parts.find((part) => (partNames[part] as readonly string[]).includes(name));
}
