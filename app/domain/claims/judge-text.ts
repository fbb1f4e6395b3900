// Judges a text: sentence by sentence, the strictest verdict of all. Deterministic, and linear in the text's length.
import {
  type ClaimEvidence,
  type ClaimFinding,
  type ClaimKind,
  type ClaimVerdict,
  claimVerdicts,
  type FigureName,
  type Judgement,
} from './claim-kinds.ts';
import type { ClaimRule } from './claim-rule.ts';
import { deniedFrom, isDenied } from './denials.ts';
import {
  codeFacts,
  commonToAll,
  distinguishing,
  factPatterns,
  futureMarks,
  futureSubjects,
  legalMinimums,
} from './facts.ts';
import { foldClaimText } from './fold-claim-text.ts';
import { judgeGreen } from './green.ts';
import { lexicon as classes } from './lexicon.ts';
import { maskSenses } from './mask-senses.ts';
import {
  buildLexicon,
  type Classified,
  classifyTokens,
  compilePatterns,
  type Match,
  matchPatterns,
} from './patterns.ts';
import { environmentRules } from './rules-environment.ts';
import { matterRules } from './rules-matter.ts';
import { avoidedSubstances, peopleRules } from './rules-people.ts';
import { tradeRules } from './rules-trade.ts';
import { otherSenses, serviceSubjects } from './senses.ts';
import { cutSentences } from './sentences.ts';
import { compareFigures, type FiledFigures, figurePatterns, kindOfFigure } from './stated-figures.ts';

/** Knowledge beside the text. Unknown is null or absent, and counts as "not on file", never as "absent". */
export type ClaimContext = {
  evidence?: ReadonlySet<ClaimEvidence>;
  /** All functions tested, and data erased for IT. */
  tested?: boolean | null;
  /** Share of recycled matter on file beside the name, in %. */
  recycledShare?: number | null;
  /** Figures on file, which a figure in the text must not contradict. */
  filed?: FiledFigures;
  /** A supplier's own name is never refused by the machine. */
  supplierName?: boolean;
};

/** A text above this length waits for a steward, whatever it says. */
const maxJudgedLength = 4000;

const rules: readonly ClaimRule[] = [...environmentRules, ...matterRules, ...tradeRules, ...peopleRules];
const facts = Object.entries(factPatterns).map(([id, patterns]) => ({ id, patterns }));
const marks = [
  { id: 'common', patterns: commonToAll },
  { id: 'distinguishing', patterns: distinguishing },
  { id: 'future', patterns: futureMarks },
  { id: 'future-subject', patterns: futureSubjects },
  {
    id: 'whole',
    patterns: [
      '@connector ~7 @part',
      '@part ~2 make|makes|font|fait ~2 us|de|nous',
      '@eco|@ecological|@sustainable ~3 with|avec ~4 @recycled',
    ],
  },
] as const;

const lexicon = buildLexicon({ ...classes, avoided: avoidedSubstances }, [
  ...otherSenses,
  ...serviceSubjects,
  ...rules.flatMap(({ patterns }) => patterns),
  ...facts.flatMap(({ patterns }) => patterns),
  ...marks.flatMap(({ patterns }) => patterns),
  ...legalMinimums,
  ...figurePatterns.flatMap(({ patterns }) => patterns),
]);
const ruleSet = compilePatterns(rules.map((rule) => ({ id: rule, patterns: rule.patterns })));
const factSet = compilePatterns<string>(facts);
const markSet = compilePatterns<string>(marks);
const figureSet = compilePatterns<FigureName>(figurePatterns);
const legalSet = compilePatterns([{ id: 'legal', patterns: legalMinimums }]);

/** Judges one text of a seller in either language; an empty text is ok. */
export function judgeText(text: string, context: ClaimContext = {}): Judgement {
  const work = { steps: text.length };
  const sentences = cutSentences(foldClaimText(text), text);
  const findings = sentences.flatMap((tokens) => judgeSentence(classifyTokens(lexicon, tokens), text, context, work));
  const capped = context.supplierName
    ? findings.map((finding) => ({ ...finding, verdict: 'review' as const }))
    : findings;
  return {
    verdict: strictest([...capped.map(({ verdict }) => verdict), text.length > maxJudgedLength ? 'review' : 'ok']),
    kinds: [...new Set(capped.map(({ kind }) => kind))].sort(),
    findings: capped,
    steps: work.steps,
  };
}

function strictest(verdicts: readonly ClaimVerdict[]): ClaimVerdict {
  return claimVerdicts[Math.max(0, ...verdicts.map((one) => claimVerdicts.indexOf(one)))]!;
}

function judgeSentence(
  tokens: Classified[],
  text: string,
  context: ClaimContext,
  work: { steps: number },
): ClaimFinding[] {
  maskSenses(tokens, work);
  const sentence = text.slice(tokens[0]!.from, tokens.at(-1)!.to);
  const stated = new Set([
    ...matchPatterns(factSet, tokens, work, false).map(({ id }) => id),
    ...matchPatterns(markSet, tokens, work).map(({ id }) => id),
  ]);
  for (const { fact, form } of codeFacts) if (form.test(sentence)) stated.add(fact);
  const filed = { recycledPercent: context.recycledShare, ...context.filed };
  const figures = matchPatterns(figureSet, tokens, work, false);
  const { differences, agreed } = compareFigures(figures, tokens, sentence, filed);
  const denials = deniedFrom(tokens);
  const findings = matchPatterns(ruleSet, tokens, work)
    .filter(({ id, first }) => id.undeniable || !isDenied(denials, first, id.closely ? 1 : 9))
    .flatMap(({ id, first, last }) => {
      const verdict = verdictOf(id, stated, context, agreed);
      return verdict === 'ok' ? [] : [find(id.kind, verdict, tokens, first, last, text, evidenceOf(id, stated))];
    });
  for (const difference of differences) {
    const kind = kindOfFigure[difference.figure];
    findings.push({
      ...find(kind, 'review', tokens, 0, tokens.length - 1, text),
      found: difference.stated,
      difference,
    });
  }
  findings.push(...greenFindings(tokens, denials, text));
  findings.push(...legalFindings(tokens, stated, text, work));
  return withCompanions(findings, tokens, stated, text);
}

function verdictOf(
  rule: ClaimRule,
  stated: ReadonlySet<string>,
  context: ClaimContext,
  agreed: ReadonlySet<ClaimEvidence>,
): ClaimVerdict {
  if (rule.kind === 'refurbished' && !rule.hard && context.tested != null) return context.tested ? 'ok' : 'refused';
  if (rule.hard) return rule.verdict;
  if (rule.kind === 'material' && (context.recycledShare ?? 0) > 0) return 'ok';
  const carrying = (rule.carriedBy ?? []).filter(({ fact }) => stated.has(fact));
  if (carrying.length === 0) return rule.verdict;
  if (rule.beyondLabel) return 'review';
  const isCarried = carrying.some(
    ({ evidence }) => evidence.length === 0 || evidence.some((one) => context.evidence?.has(one) || agreed.has(one)),
  );
  return isCarried ? 'ok' : 'review';
}

function evidenceOf(rule: ClaimRule, stated: ReadonlySet<string>): ClaimEvidence[] {
  return rule.hard
    ? []
    : (rule.carriedBy ?? []).filter(({ fact }) => stated.has(fact)).flatMap(({ evidence }) => [...evidence]);
}

function find(
  kind: ClaimKind,
  verdict: 'review' | 'refused',
  tokens: readonly Classified[],
  first: number,
  last: number,
  text: string,
  evidence: readonly ClaimEvidence[] = [],
): ClaimFinding {
  const span: [number, number] = [tokens[first]!.from, tokens[last]!.to];
  const sentence = text.slice(tokens[0]!.from, tokens.at(-1)!.to);
  return { kind, verdict, found: text.slice(...span).slice(0, 120), span, sentence, evidence };
}

function greenFindings(tokens: readonly Classified[], denials: readonly number[], text: string): ClaimFinding[] {
  return tokens.flatMap((token, at) => {
    if (token.masked || !token.keys.has('@greenWord') || isDenied(denials, at)) return [];
    const verdict = judgeGreen(tokens, at);
    return verdict === 'ok' ? [] : [find('green', verdict, tokens, at, at, text)];
  });
}

/** A right or a ban of the law: as a distinction refused, as common to all ok, bare for a steward. Annex I 10, 10a. */
function legalFindings(
  tokens: readonly Classified[],
  stated: ReadonlySet<string>,
  text: string,
  work: { steps: number },
): ClaimFinding[] {
  if (stated.has('common') && !stated.has('distinguishing')) return [];
  const verdict = stated.has('distinguishing') ? 'refused' : 'review';
  return matchPatterns(legalSet, tokens, work, false).map(({ first, last }: Match<string>) =>
    find('legal', verdict, tokens, first, last, text),
  );
}

/** Kinds that exist beside another one: the future of a claim, and a part that speaks for the whole. */
function withCompanions(
  findings: readonly ClaimFinding[],
  tokens: readonly Classified[],
  stated: ReadonlySet<string>,
  text: string,
): ClaimFinding[] {
  const all = [...findings];
  const worst = findings.some(({ verdict }) => verdict === 'refused') ? 'refused' : 'review';
  const spanned = (kind: ClaimKind, verdict: 'review' | 'refused') =>
    find(kind, verdict, tokens, 0, tokens.length - 1, text, kind === 'future' ? ['plan'] : []);
  if (stated.has('future') && (findings.some(isOfTheFuture) || stated.has('future-subject')))
    all.push(spanned('future', findings.length > 0 ? worst : 'review'));
  if (stated.has('whole') && findings.some(isOfTheWhole)) all.push(spanned('whole', worst));
  return all;
}

const future: readonly ClaimKind[] = [
  'generic',
  'green',
  'offset',
  'material',
  'degradable',
  'comparative',
  'free-from',
];
const whole: readonly ClaimKind[] = ['generic', 'green', 'offset', 'material', 'organic', 'social', 'natural'];

function isOfTheFuture({ kind }: ClaimFinding): boolean {
  return future.includes(kind);
}

function isOfTheWhole({ kind }: ClaimFinding): boolean {
  return whole.includes(kind);
}
