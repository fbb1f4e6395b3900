import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { formatNumber, formatRate } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

export type CriterionHelpView = {
  id: string;
  unit: string;
  measures: string;
  validity: number;
  sizeRule: boolean;
  anchors: readonly (readonly [number, number])[];
  guard: string;
  accepted: [string, string][];
  weights: { id: 'L0' | 'L1' | 'L2' | 'L2P' | 'L3' | 'L4'; gamma: number }[];
};

/** A criterion explained: its measure, an example, the accepted evidence. */
export function CriterionHelp({ criterion }: { criterion: CriterionHelpView }) {
  const t = useMessages();
  const messages = t.evidence;
  const locale = useLocale();
  const weightOf = (id: string) => criterion.weights.find((weight) => weight.id === id);
  const example = findOwnValue(t.criteria.examples, criterion.id);
  return (
    <section className="panel prose">
      <h2 className="mt-0">{messages.measures}</h2>
      <p>{criterion.measures}</p>
      {example && (
        <p>
          <b>{messages.example}.</b> {example}
        </p>
      )}
      <p className="small">
        {t.score.curve(criterion.anchors.map(([x, y]) => `${formatNumber(x, locale, 1)} → ${y}`).join(', '))}
      </p>
      {criterion.guard && (
        <p className="small">
          <b>{messages.guard}.</b> {criterion.guard}
        </p>
      )}
      {criterion.sizeRule && <p className="small">{messages.sizeRule}</p>}
      <h3>{messages.accepted}</h3>
      <ul>
        {criterion.accepted.map(([level, description]) => {
          const weight = weightOf(level);
          return (
            <li key={level}>
              <b>{weight ? t.levels[weight.id] : level}</b>
              {weight && `, ${messages.weight(formatRate(weight.gamma * 10_000, locale))}`}
              {t.colon}
              {description}
            </li>
          );
        })}
      </ul>
      <p className="small">{messages.validity(criterion.validity)}</p>
    </section>
  );
}
