import { findOwnValue } from '#app/domain/shared/own-value.ts';
import type { LifeStep } from '#app/domain/suppliers/lifecycle.ts';
import { formatDateTime } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

type Step = { id: number; at: string; actor: string; step: LifeStep | 'register' | 'reply'; reason: string | null };

/** State changes of a supplier, latest first, with actor and reason. */
export function SupplierHistory({ steps, names }: { steps: Step[]; names: Record<string, string> }) {
  const t = useMessages().seller;
  const locale = useLocale();
  if (steps.length === 0) return null;
  return (
    <section className="panel">
      <h2>{t.history}</h2>
      <ol className="rows">
        {steps.toReversed().map(({ id, at, actor, step, reason }) => (
          <li key={id}>
            <b>{t.steps[step]}</b> ·{' '}
            <span className="small">{t.by(findOwnValue(names, actor) ?? t.system, formatDateTime(at, locale))}</span>
            {reason && <p>{reason}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
