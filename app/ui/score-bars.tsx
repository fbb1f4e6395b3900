// The three pillar bars, at two sizes: solid for proven, outlined for declared, hatched for unknown, plain for known and
// not reached.
import type { CSSProperties } from 'react';
import { useMessages } from '#app/i18n/language.tsx';
import type { SentenceScore } from '#app/i18n/score-sentences.ts';

type Pillar = SentenceScore['pillars']['eco'];
export type BarScore = Pick<
  SentenceScore,
  'proven' | 'declared' | 'documented' | 'reviewed' | 'applicable' | 'pillars'
>;

export const pillarNames = ['eco', 'soc', 'env'] as const;

export function ScoreBars({ score, size = 'card' }: { score: BarScore; size?: 'card' | 'big' }) {
  const t = useMessages();
  return (
    <ul className={size === 'big' ? 'bars big' : 'bars'}>
      {pillarNames.map((pillar) => (
        <li key={pillar} className={pillar} style={lengths(score.pillars[pillar])}>
          {t.pillars[pillar]} <b>{Math.round(score.pillars[pillar].proven)}</b>
        </li>
      ))}
    </ul>
  );
}

export function ScoreHeadline({ score }: { score: BarScore }) {
  const t = useMessages();
  const [proven, declared] = [Math.round(score.proven), Math.round(score.declared)];
  return (
    <p className="score">
      <b>{proven}</b>
      {`${t.catalogue.score(proven, declared)}\n${t.count.documented(score)}`}
      {score.reviewed === 0 && `. ${t.score.nothingProven}`}
    </p>
  );
}

export function ScoreLegend() {
  const t = useMessages();
  return (
    <ul className="legend">
      {t.score.legend.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}

export function weakestPillar(score: BarScore): 'eco' | 'soc' | 'env' {
  return pillarNames.reduce((weakest, pillar) =>
    score.pillars[pillar].proven < score.pillars[weakest].proven ? pillar : weakest,
  );
}

function lengths({ proven, declared, coverage }: Pillar): CSSProperties {
  const round = (x: number) => Math.round(x);
  return {
    '--p': round(proven),
    '--d': round(declared),
    '--u': Math.min(round(100 * (1 - coverage)), 100 - round(declared)),
  } as CSSProperties;
}
