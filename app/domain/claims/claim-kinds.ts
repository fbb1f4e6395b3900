// The closed lists of the claim guard: kinds of claims, verdicts, evidence, and the shape of a judgement.

/**
 * The kinds of claims. Sources: Directive (EU) 2024/825 (generic, green, offset, future, whole, label, legal,
 * durability), Code de l'environnement L. 541-9-1 (degradable, material), Code de la consommation L. 121-2 (natural,
 * origin, social, free-from), L. 122-1 (comparative), L. 122-21-1 (refurbished), Regulations (EU) 2018/848 (organic) and
 * (EC) 1924/2006 (health).
 */
export const claimKinds = [
  'comparative',
  'degradable',
  'durability',
  'free-from',
  'future',
  'generic',
  'green',
  'health',
  'label',
  'legal',
  'material',
  'natural',
  'offset',
  'organic',
  'origin',
  'refurbished',
  'social',
  'whole',
] as const;
export type ClaimKind = (typeof claimKinds)[number];

/** From the mildest to the strictest: a text takes the strictest verdict of its sentences. */
export const claimVerdicts = ['ok', 'review', 'refused'] as const;
export type ClaimVerdict = (typeof claimVerdicts)[number];

/** Evidence that can carry a qualification; the last ones are known by the platform itself. */
export const claimEvidence = [
  'eu-ecolabel',
  'iso-14024',
  'chain-of-custody',
  'textile-scheme',
  'cosmetic-scheme',
  'organic',
  'organic-conversion',
  'input-list',
  'hve',
  'fair-trade',
  'registry',
  'iso-14001',
  'plan',
  'energy-contract',
  'composition',
  'measure',
  'test-report',
  'repair-index',
  'spare-parts',
  'energy-label',
  'nutrition',
  'compost-home',
  'tested',
  'place',
  'intermediaries',
  'own-figure',
] as const;
export type ClaimEvidence = (typeof claimEvidence)[number];

/** Figures that a text may state and Halle has on file. */
export type FigureName = 'recycled' | 'distance' | 'guarantee' | 'control-body';
/** A figure of a text that what is on file contradicts, both as a person reads them. */
export type FigureDifference = { figure: FigureName; stated: string; filed: string };

/** One claim in a text: the part of the original text, and the evidence that would carry it. */
export type ClaimFinding = {
  kind: ClaimKind;
  verdict: 'review' | 'refused';
  found: string;
  /** From where to where in the original text, in UTF-16 units. */
  span: [from: number, to: number];
  /** The sentence in which it stands. */
  sentence: string;
  /** The sentence names a fact that one of these evidence would carry; empty if the words alone decide. */
  evidence: readonly ClaimEvidence[];
  /** A figure that what is on file contradicts. */
  difference?: FigureDifference;
};

export type Judgement = {
  verdict: ClaimVerdict;
  kinds: ClaimKind[];
  findings: ClaimFinding[];
  /** Comparisons made: the measure of the guard's work, which grows with the length of the text alone. */
  steps: number;
};

/** A version of the rules: the verdict that is kept with a text names it. */
export const claimRules = '1.1.0';
