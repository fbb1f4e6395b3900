// The supplier in one sentence, where a buyer decides: its score, or for consumers a way to its facts.
import { useMessages } from '#app/i18n/language.tsx';
import { type BarScore, ScoreHeadline } from './score-bars.tsx';

export function ScoreSentence({
  supplier,
  score,
}: {
  supplier: { slug: string; name: string };
  score: BarScore | null;
}) {
  const t = useMessages();
  return (
    <div className="supplier-sentence">
      {score && <ScoreHeadline score={score} />}
      <p>
        <a href={`/suppliers/${supplier.slug}#facts`}>{score ? t.score.open : t.score.facts}</a>
      </p>
    </div>
  );
}
