// The supplier in one sentence, in the same words on cards, offers and its own page: for a professional its score, for
// others the facts and controlled labels in the same place.
import type { CSSProperties } from 'react';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { type SentenceScore, type SentenceSize, scoreSentence } from '#app/i18n/score-sentences.ts';
import { pillarNames, ScoreBars, ScoreLegend, weakestPillar } from './score-bars.tsx';

type Evidence = { documented: number; reviewed: number; applicable: number };

/** `score` is null for readers who see no composite; they get `evidence`. A card names one criterion of each kind, and its parts have no element around them. */
export function ScoreSentence({
  score,
  evidence,
  labels,
  size,
}: {
  score: SentenceScore | null;
  evidence: Evidence | null;
  labels: readonly string[];
  size: SentenceSize;
}) {
  const t = useMessages();
  const parts = (
    <>
      {score && <Sentence score={score} size={size} />}
      {!score && evidence && <p className="words">{t.count.documented(evidence)}</p>}
      <LabelList labels={labels} size={size} />
      {score && <TotalBar score={score} size={size} />}
    </>
  );
  return size === 'page' ? <div className="supplier-sentence whole">{parts}</div> : parts;
}

function Sentence({ score, size }: { score: SentenceScore; size: SentenceSize }) {
  const { rank, rest } = scoreSentence(score, useMessages(), size);
  return (
    <p className="words">
      {rank && <b>{rank}</b>} {rest}
    </p>
  );
}

/** Controlled labels before any number; on a card in one line of text, because a page has many cards. */
function LabelList({ labels, size }: { labels: readonly string[]; size: SentenceSize }) {
  const t = useMessages();
  if (labels.length === 0) return null;
  const nameOf = (label: string) => findOwnValue(t.labels, label) ?? findOwnValue(t.food.classes, label) ?? label;
  if (size === 'card') return <p className="label-line">{labels.map(nameOf).join(' · ')}</p>;
  return (
    <ul className="label-list" aria-label={t.scoreSentences.labels}>
      {labels.map((label) => (
        <li key={label}>{nameOf(label)}</li>
      ))}
    </ul>
  );
}

/** One bar out of a hundred with the town's median as a notch; the three pillars open from it. */
function TotalBar({ score, size }: { score: SentenceScore; size: SentenceSize }) {
  const t = useMessages();
  const [proven, declared] = [Math.round(score.proven), Math.round(score.declared)];
  const median = score.rank?.median ?? null;
  const lengths = { '--p': proven, '--m': median ?? -1 } as CSSProperties;
  const { score: named, outOf, pillars } = t.scoreSentences;
  if (size === 'card')
    return (
      <details className="pillars" style={lengths}>
        <summary aria-label={`${named} ${proven} ${outOf(median)}. ${pillars}`}>
          {`${named} ${proven} ${outOf(median)}`}
        </summary>
        {pillarNames.map((name) => `${t.pillars[name]}\u00a0${Math.round(score.pillars[name].proven)}`).join(' · ')}
      </details>
    );
  return (
    <details className="pillars" style={lengths}>
      <summary>
        {named} <b>{proven}</b> {outOf(median)} · <span className="opens">{pillars}</span>
      </summary>
      <ScoreBars score={score} size="big" />
      <div className="small grid gap-2">
        <ScoreLegend />
        <p>{t.score.weakest(t.pillars[weakestPillar(score)])}</p>
        {declared > proven && <p>{t.scoreSentences.declared(declared)}</p>}
        {score.rank && score.rank.suppliers > 1 && <p>{t.scoreSentences.rule}</p>}
      </div>
    </details>
  );
}
