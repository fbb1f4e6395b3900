import type { EvidenceState } from '#app/domain/evidence/evidence.ts';
import type { SheetView } from '#app/domain/scoring/sheet-view.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { formatDate, formatDateTime, formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { PostForm } from '#app/ui/post-form.tsx';
import { QuantitySheetTable } from '#app/ui/quantity-sheet.tsx';

type Step = {
  id: number;
  at: string;
  actor: string;
  step: 'submit' | 'first-accept' | 'accept' | 'return' | 'refuse' | 'withdraw' | 'expire' | 'remind';
};
type Item = {
  id: string;
  value: number;
  state: EvidenceState;
  kind: 'declaration' | 'file' | 'link' | 'registry' | 'visit';
  level: 'L1' | 'L2' | 'L2P' | 'L3' | 'L4';
  title: string;
  link: string | null;
  files: { id: string; name: string }[];
  sheet: SheetView | null;
  datedOn: string;
  reason: string | null;
  steps: Step[];
  entries: { index: number; kind: string }[];
};

/** All evidence of a criterion with its steps. Nothing is deleted; withdrawn evidence stays and is marked. */
export function EvidenceList({
  evidence,
  unit,
  names,
  receipts,
}: {
  evidence: Item[];
  unit: string;
  names: Record<string, string>;
  /** The address of the supplier's receipts, which takes an entry. */
  receipts: string;
}) {
  const t = useMessages();
  const messages = t.evidence;
  const locale = useLocale();
  if (evidence.length === 0) return null;
  return (
    <section className="panel">
      <h2>{messages.history}</h2>
      <ul className="rows">
        {evidence.map((one) => (
          <li key={one.id} className="row-act">
            <div>
              <p>
                <span
                  className={`state state-${one.state === 'accepted' ? 'done' : one.state === 'submitted' ? '' : 'care'}`}
                >
                  {messages.states[one.state]}
                </span>
                <b>
                  {formatNumber(one.value, locale, 1)} {findOwnValue(t.score.units, unit) ?? unit}
                </b>{' '}
                · {messages.kinds[one.kind]} · {t.levels[one.level]} · {t.score.dated(formatDate(one.datedOn, locale))}
              </p>
              {one.kind !== 'visit' && one.kind !== 'declaration' && <p>{one.title}</p>}
              {one.reason && <p className="font-semibold text-brick">{one.reason}</p>}
              {one.files.length > 0 && (
                <ul>
                  {one.files.map(({ id, name }) => (
                    <li key={id}>
                      <a href={`/evidence/${id}`}>{name}</a>
                    </li>
                  ))}
                </ul>
              )}
              {one.link && (
                <a href={one.link} rel="noreferrer nofollow">
                  {one.link}
                </a>
              )}
              {one.sheet && (
                <details>
                  <summary>{messages.sheet}</summary>
                  <QuantitySheetTable sheet={one.sheet} />
                </details>
              )}
              {one.entries.length > 0 && (
                <p className="small flex flex-wrap gap-3">
                  {one.entries.map(({ index }) => (
                    <a key={index} href={`${receipts}?entry=${index}`}>
                      {messages.receipt(index)}
                    </a>
                  ))}
                </p>
              )}
              <ol className="small">
                {one.steps.map((step) => (
                  <li key={step.id}>
                    {messages.steps[step.step]},{' '}
                    {t.seller.by(findOwnValue(names, step.actor) ?? t.seller.system, formatDateTime(step.at, locale))}
                  </li>
                ))}
              </ol>
            </div>
            {(one.state === 'submitted' || one.state === 'accepted') && (
              <PostForm intents={['withdraw']} hiddenFields={{ evidence: one.id }}>
                <button type="submit" className="button quiet" name="intent" value="withdraw">
                  {messages.withdraw}
                </button>
              </PostForm>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
