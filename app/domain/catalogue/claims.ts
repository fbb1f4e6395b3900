// The claim guard. Directive (EU) 2024/825, the Code de la consommation (L. 121-2) and the Code de l'environnement
// (L. 541-9-1) forbid generic environmental claims without evidence. A generic term alone is refused; the same term
// with its fact is allowed. The patterns are data; i18n has, for each kind, the fact to write instead.
import { findOwnValue } from '#app/domain/shared/own-value.ts';

export const claimKinds = [
  'generic-eco',
  'green',
  'neutral',
  'biodegradable',
  'responsible',
  'durable',
  'natural',
  'clean',
  'zero',
  'refurbished',
] as const;
export type GuardedKind = (typeof claimKinds)[number];
export type Claim = { kind: GuardedKind; found: string };

/** Patterns match lower-case text without accents. `unless` matches the fact that makes the same term allowed. */
const patterns: { kind: GuardedKind; pattern: RegExp; unless?: RegExp }[] = [
  {
    kind: 'generic-eco',
    pattern:
      /\b(ecologiques?|eco[- ]?friendly|environmentally friendly|environment(?:ally)?[- ]friendly|respectueu(?:x|se|ses) (?:de l['’ ])?(?:environnement|planete|nature)|ami[es]? (?:de (?:la|l['’]) ?)?(?:planete|environnement)|bon(?:ne)? pour (?:la planete|l['’]environnement)|planet[- ]friendly|earth[- ]friendly|kind to the (?:planet|earth))\b/g,
  },
  {
    kind: 'neutral',
    pattern:
      /\b(neutres? (?:en|pour le) (?:carbone|climat)|carbon[- ]neutral|climate[- ]neutral|net[- ]zero|carbone neutre|zero[- ]carbon(?:e)?|compense(?:e|s|es)? (?:en )?carbone|carbon[- ]offset|climate[- ]positive)\b/g,
  },
  {
    kind: 'biodegradable',
    pattern: /\b(biodegradables?|bio[- ]degradable|compostable)\b/g,
    unless: /\b(en 13432|nf t ?51-800)\b/,
  },
  {
    kind: 'responsible',
    pattern:
      /\b(eco[- ]?responsables?|ecoresponsables?|eco[- ]?concus?|eco[- ]?concues?|ethiques?|responsibly made|sustainably made|ethical(?:ly)?)\b/g,
  },
  {
    kind: 'durable',
    pattern: /\b(developpement durable|produit durable|durables?|sustainables?)\b/g,
    unless: /\b(garanti(?:e|es|s)?|guaranteed?|indice de durabilite|durability index)\b/,
  },
  { kind: 'natural', pattern: /\b(100 ?% naturels?(?:le|les)?|tout naturel|all[- ]natural|100 ?% natural)\b/g },
  {
    kind: 'clean',
    pattern:
      /\b(non polluants?|non polluantes?|sans impact|non[- ]polluting|impact[- ]free|no impact|energie propre|clean energy)\b/g,
  },
  { kind: 'zero', pattern: /\b(zero dechets?|zero waste|zero impact|zero emissions?)\b/g },
];

/** "Vert" alone is refused; next to one of these terms it is a colour or a vegetable. */
const green = /\b(?:verte?s?|green)\b/g;
const colourBefore =
  /(?:haricots?|the|poivrons?|citrons?|olives?|pommes?|salades?|laitues?|choux?|tomates?|asperges?|oignons?|pois|feuilles?|espaces?|dechets?|couleur|teinte|peinture|coloris|tissu|dark|light|olive|bottle|paint|colou?r)\s*(?:est |is |: ?)?$/;
const colourAfter =
  /^\s*(?:fonce|clair|olive|sapin|bouteille|d['’ ]?eau|pale|sombre|,? ?ral\b|beans?|tea|peppers?|olives?|apples?|cabbages?|salads?|tomatoes|peas|onions?|waste|spaces?|paint)/;

function greenClaims(plain: string): Claim[] {
  return [...plain.matchAll(green)]
    .filter(
      ({ 0: match, index }) =>
        !colourBefore.test(plain.slice(0, index)) && !colourAfter.test(plain.slice(index + match.length)),
    )
    .map((match) => ({ kind: 'green' as const, found: match[0] }));
}

/** "Reconditionné" has a legal meaning (decree 2022-190): all functions tested and data erased. */
const refurbished = /\b(reconditionnes?|reconditionnees?|refurbished|reconditioned)\b/g;

/** Whether an offer may be called refurbished: tested and, for IT, with its data erased. */
export function isTested({ category, attributes }: { category: string; attributes: Record<string, string> }): boolean {
  const yes = (key: string) => /^(oui|yes)$/i.test(findOwnValue(attributes, key) ?? '');
  return yes('tested') && (category !== 'it' || yes('data_erased'));
}

const lookAlikes: Record<string, string> = { а: 'a', е: 'e', і: 'i', о: 'o', р: 'p', с: 'c', ѕ: 's', у: 'y', х: 'x' };

/**
 * Normalises text against look-alikes: lower case, no accents, no invisible marks, ASCII hyphens and spaces, Latin
 * letters for their Cyrillic twins.
 */
function plainText(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/œ/g, 'oe')
    .replace(/[аеіорсѕух]/g, (letter) => findOwnValue(lookAlikes, letter)!);
}

/** The forbidden claims in a text. `tested` (all functions tested and data erased) allows "refurbished". */
export function forbiddenClaims(text: string, tested = false): Claim[] {
  const plain = plainText(text);
  const claims = patterns
    .filter(({ unless }) => !unless?.test(plain))
    .flatMap(({ kind, pattern }) => [...plain.matchAll(pattern)].map((match) => ({ kind, found: match[0] })));
  claims.push(...greenClaims(plain));
  if (!tested)
    claims.push(
      ...[...plain.matchAll(refurbished)].map((match) => ({ kind: 'refurbished' as const, found: match[0] })),
    );
  return claims;
}
