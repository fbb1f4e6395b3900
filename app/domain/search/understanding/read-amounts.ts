// People, distances, sizes and numbers of pieces in typed text, in French and English. Pure.
import { type AmountPattern, asWhole, readPlainly, wholePatterns } from './amount-pattern.ts';
import type { ReadName } from './read-chip.ts';

const tens: Readonly<Record<string, string>> = {
  dizaine: '10',
  douzaine: '12',
  quinzaine: '15',
  vingtaine: '20',
  trentaine: '30',
  quarantaine: '40',
  cinquantaine: '50',
  soixantaine: '60',
  centaine: '100',
  dozen: '12',
  deux: '2',
  trois: '3',
  quatre: '4',
  cinq: '5',
  six: '6',
  sept: '7',
  huit: '8',
  dix: '10',
  douze: '12',
  quinze: '15',
  vingt: '20',
  trente: '30',
  cinquante: '50',
  cent: '100',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  seven: '7',
  eight: '8',
  ten: '10',
  twelve: '12',
  fifteen: '15',
  twenty: '20',
  thirty: '30',
  forty: '40',
  fifty: '50',
};
const count = String.raw`(?:environ |about |around |une? |a )?(\d{1,5}|${Object.keys(tens).join('|')})(?: de)?`;
const people =
  '(?:personnes?|pers|convives?|invites?|participants?|enfants?|gamins|ados|salaries?|salariees|collegues?|eleves?|etudiants?|couverts?|places? assises?|places?|adultes?|stagiaires?|employes?|visiteurs?|benevoles?|adherents?|membres|agents|gens|people|persons?|guests?|kids|children|pupils|students|employees|colleagues|attendees|participants|visitors|volunteers|members|adults|seats?|seater|pax|diners|staff|of us)';

export const peoplePatterns: readonly AmountPattern[] = [
  `(?:(?:pour|de|for|of|a) )?(?:(?:un |une |a )?(?:groupe|equipe|group|team|party) (?:de|d|of) )?${count} ${people}`,
  `(?:(?:pour|for|a|de|of) )?(?:un |une |a )?(?:groupe|equipe|group|team|party) (?:de|d|of) ${count}`,
  `(?:nous (?:sommes|serons)|on (?:est|sera)|we (?:are|will be)|there are) ${count}`,
  // "for 20": followed by nothing that is counted.
  `(?:pour|for) ${count}(?= (?:a|au|aux|le|la|en|dans|sur|avec|et|on|in|at|with|sans|pas)(?: |$)|$)`,
].map((pattern) => ({
  pattern: asWhole(pattern),
  readingsOf: ([found]) => [['people', tens[found!] ?? String(Number(found))]],
}));

export const distancePatterns: readonly AmountPattern[] = wholePatterns([
  readPlainly(
    String.raw`(?:(?:a |dans un rayon de |a moins de |within )(?:moins de )?)(\d{1,3}) (?:km|kilometres?|kilometers?)(?: (?:autour|around|away))?`,
    (km) => [['distance', String(Number(km) * 1000)]],
  ),
  readPlainly('(?:a pied|(?:within )?walking distance)', () => [['distance', '1500']]),
  readPlainly(
    '(?:(?:tout )?pres (?:d ici|de (?:chez )?(?:nous|moi))|a cote(?: d ici| de chez (?:nous|moi))?|a proximite|dans le quartier|(?:near(?:by| me| us| here)?|close by))(?=$| )',
    () => [['distance', '5000']],
  ),
]);

/** Units by how people write them, each with the one that sizes are compared in, and how many of it one is. */
const units: Readonly<Record<string, readonly [unit: string, of: string, times: number]>> = Object.fromEntries(
  (
    [
      ['g|gr|gramme|grammes|gram|grams', 'g', 'g', 1],
      ['kg|kgs|kilo|kilos|kilogramme|kilogrammes|kilogram|kilograms', 'kg', 'g', 1000],
      ['ml|millilitre|millilitres', 'ml', 'ml', 1],
      ['cl|centilitre|centilitres', 'cl', 'ml', 10],
      ['l|litre|litres|liter|liters', 'l', 'ml', 1000],
      ['mm|millimetre|millimetres', 'mm', 'mm', 1],
      ['cm|centimetre|centimetres', 'cm', 'mm', 10],
      ['m|metre|metres|meter|meters', 'm', 'mm', 1000],
      ['m2|metre carre|metres carres|square metre|square metres|sqm', 'm2', 'm2', 1],
      ['m3|metre cube|metres cubes|cubic metre|cubic metres', 'm3', 'm3', 1],
      ['go|gb|giga|gigas', 'go', 'go', 1],
      ['to|tb|tera', 'to', 'go', 1000],
      ['pouce|pouces|inch|inches|"', 'pouces', 'in', 1],
      ['w|watt|watts', 'w', 'w', 1],
    ] as const
  ).flatMap(([spellings, ...unit]) => spellings.split('|').map((spelling) => [spelling, unit])),
);
const unitWord = Object.keys(units)
  .toSorted((a, b) => b.length - a.length)
  .join('|');
const sizeNumber = String.raw`(\d+(?:\.\d+)?|une?|one|a|demi|half a)`;

export const sizePatterns: readonly AmountPattern[] = wholePatterns([
  readPlainly(
    `(?:(?:de|d|en|of|par|per|in) )?${sizeNumber} (${unitWord})(?: (?:de|d|of))?(?! (?:carre|carres|cube|cubes) )`,
    (amount, unit) => sizeOf(amount, unit),
  ),
]);

/** A unit alone says how a thing is priced ("moquette m2"). */
export const unitAlone = asWhole(
  '(?:(?:au|a la|par|per|le|by the|a) )?(?:m2|m3|metre carre|square metre|kilo|kg|litre|metre|heure|hour)',
);

/** A number that begins the text counts pieces. */
export const quantityPatterns: readonly AmountPattern[] = wholePatterns([
  readPlainly(
    String.raw`(?<=^|^des |^les )(\d{1,5})(?= [a-z]{3,})(?! (?:${unitWord}|mois|jours?|heures?|ans?|months?|days?|hours?|years?) )`,
    (pieces) => (Number(pieces) > 1 ? [['quantity', String(Number(pieces))]] : null),
  ),
]);

/** The term of a size that the index has, whatever the unit: "500 g" and "0,5 kg" are the same. */
export function sizeTerm(value: string): string | null {
  const [amount, unit] = value.split(' ');
  const [, of, times] = units[unit ?? ''] ?? [];
  return of ? `size:${Math.round(Number(amount) * times! * 1000) / 1000}${of}` : null;
}

function sizeOf(amount: string | undefined, unit: string | undefined): readonly [ReadName, string][] | null {
  const [written] = units[unit ?? ''] ?? [];
  if (!written || amount === undefined) return null;
  const isWord = /^[a-z]/.test(amount);
  if (amount === 'a' && written === 'm') return null;
  const value = isWord ? (/demi|half/.test(amount) ? '0.5' : '1') : String(Number(amount));
  return [['size', `${value} ${written}`]];
}
