// Figures that a text states, held against those on file: a share of recycled matter, kilometres from where a thing grew or
// was made, years of guarantee, and the code of a control body. Rounding is allowed to the seller's disadvantage alone.
import type { ClaimEvidence, ClaimKind, FigureDifference, FigureName } from './claim-kinds.ts';
import type { Classified, Match } from './patterns.ts';

/** Figures of an offer and its supplier as Halle has them; null or absent where nothing is on file. */
export type FiledFigures = {
  /** Share of recycled matter in the whole thing, in %. */
  recycledPercent?: number | null;
  /** Road kilometres from the supplier's place to the town's centre. */
  supplyKilometres?: number | null;
  guaranteeMonths?: number | null;
  /** Code of the control body of organic farming, such as FR-BIO-01. */
  controlBody?: string | null;
};
const grew =
  'cultiv*|recolt*|eleve|elevee|eleves|elevees|fabriqu*|produit|produite|produits|produites|pousse|brasse|cuit|grown|raised|made|harvested|produced|brewed|baked';
const years = 'an|ans|annee|annees|year|years|mois|month|months';
const number = '#|un|une|deux|trois|quatre|cinq|dix|one|two|three|four|five|ten';
const guarantee = 'garanti|garantie|garantis|garanties|guarantee|guaranteed|warranty';

/** Patterns by figure; the number is the token of the match that is one. */
export const figurePatterns: readonly { id: FigureName; patterns: readonly string[] }[] = [
  { id: 'recycled', patterns: ['# % ~4 @recycled', '@recycled ~3 # %'] },
  { id: 'distance', patterns: [`${grew} ~6 # km|kilometres|kilometers`, `# km|kilometres|kilometers ~4 ${grew}`] },
  { id: 'guarantee', patterns: [`${guarantee} ~3 ${number} ${years}`, `${number} ${years} ~2 ${guarantee}`] },
];

const numberNames = new Map(
  Object.entries({
    un: 1,
    une: 1,
    one: 1,
    deux: 2,
    two: 2,
    trois: 3,
    three: 3,
    quatre: 4,
    four: 4,
    cinq: 5,
    five: 5,
    dix: 10,
    ten: 10,
  }),
);
const controlBody = /\b[A-Z]{2}-(?:BIO|ÖKO|ORG|EKO)-\d{2,3}\b/g;
/** A stated distance may be so much shorter than the computed one: a text has the road, we have a straight line with a factor. */
const shorterBy = 0.25;

export type ComparedFigures = {
  differences: FigureDifference[];
  /** Evidence that the figures on file are, for the claims of the sentence. */
  agreed: Set<ClaimEvidence>;
};

/** Compares the figures of one sentence with those on file; a figure of which nothing is on file is in neither list. */
export function compareFigures(
  matches: readonly Match<FigureName>[],
  tokens: readonly Classified[],
  sentence: string,
  filed: FiledFigures,
): ComparedFigures {
  const compared: ComparedFigures = { differences: [], agreed: new Set() };
  const saysPart = tokens.some((token) => token.keys.has('@part'));
  for (const { id, at } of matches) {
    if (id === 'recycled' && saysPart) continue; // the share on file is that of the whole
    const stated = statedNumber(id, at, tokens);
    const onFile = filedNumber(id, filed);
    if (stated === null || onFile === null) continue;
    const agrees = id === 'distance' ? stated >= onFile * (1 - shorterBy) - 1 : stated <= onFile;
    if (agrees) compared.agreed.add(evidenceOf[id]);
    else compared.differences.push({ figure: id, stated: shown(id, stated), filed: shown(id, onFile) });
  }
  for (const [code] of sentence.matchAll(controlBody)) {
    if (!filed.controlBody) continue;
    if (code !== filed.controlBody)
      compared.differences.push({ figure: 'control-body', stated: code, filed: filed.controlBody });
  }
  return compared;
}

const evidenceOf = {
  recycled: 'composition',
  distance: 'place',
  guarantee: 'test-report',
  'control-body': 'organic',
} as const;

/** The kind of claim that a figure belongs to. */
export const kindOfFigure: Readonly<Record<FigureName, ClaimKind>> = {
  recycled: 'material',
  distance: 'origin',
  guarantee: 'durability',
  'control-body': 'organic',
};

function statedNumber(id: FigureName, at: readonly number[], tokens: readonly Classified[]): number | null {
  const matched = at.map((index) => tokens[index]!);
  const found = matched.map(({ text }) => numberNames.get(text) ?? readNumber(text)).find((one) => one !== null);
  if (found === undefined || found === null) return null;
  const inYears = matched.some(({ text }) => /^(?:ans?|annees?|years?)$/.test(text));
  return id === 'guarantee' && inYears ? found * 12 : found;
}

function readNumber(text: string): number | null {
  return /^\d{1,6}(?:[.,]\d{1,3})?$/.test(text) ? Number(text.replace(',', '.')) : null;
}

function filedNumber(id: FigureName, filed: FiledFigures): number | null {
  const all = { recycled: filed.recycledPercent, distance: filed.supplyKilometres, guarantee: filed.guaranteeMonths };
  return id === 'control-body' ? null : (all[id] ?? null);
}

const units = { recycled: ' %', distance: ' km', guarantee: '', 'control-body': '' } as const;

/** A guarantee in months, which reads alike in both languages. */
function shown(id: FigureName, value: number): string {
  return `${Math.round(value)}${units[id]}`;
}

/** Months of a typed guarantee ("2 ans", "24 mois", "two years"); null if it is not understood. */
export function readGuarantee(typed: string): number | null {
  const found = /^(\d{1,3}|[a-z]+)\s*(ans?|ann[ée]es?|years?|mois|months?)\b/i.exec(typed.trim().toLowerCase());
  if (!found) return null;
  const amount = numberNames.get(found[1]!) ?? readNumber(found[1]!);
  if (amount === null) return null;
  return /^m/.test(found[2]!) ? amount : amount * 12;
}
