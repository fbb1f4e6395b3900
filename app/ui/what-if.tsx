import { useLocale, useMessages } from '#app/i18n/context.tsx';
import { formatNumber } from '#app/i18n/format.ts';
import { Field, SelectField } from './field.tsx';

type Level = 'L1' | 'L2' | 'L2P' | 'L3' | 'L4';
type Tried = { value: number; level: Level; from: number; to: number } | null;

/** Move a value and see the score. A plain GET: nothing is kept. */
export function WhatIf({ criterion, tried }: { criterion: { unit: string }; tried: Tried }) {
  const t = useMessages();
  const p = t.proofDesk;
  const locale = useLocale();
  const shown = (points: number) => formatNumber(points, locale, 1);
  return (
    <form className="panel grid gap-3" id="what-if" action="#what-if">
      <h2>{p.whatIf}</h2>
      <p className="small">{p.whatIfLead}</p>
      <Field
        id="if-value"
        name="value"
        label={p.value(t.score.units[criterion.unit] ?? criterion.unit)}
        inputMode="decimal"
        defaultValue={tried ? String(tried.value) : ''}
      />
      <SelectField name="level" id="if-level" label={p.level} defaultValue={tried?.level ?? 'L2'}>
        {(['L1', 'L2', 'L2P', 'L3', 'L4'] as const).map((name) => (
          <option key={name} value={name}>
            {t.levels[name]}
          </option>
        ))}
      </SelectField>
      <button type="submit" className="button">
        {p.whatIfGo}
      </button>
      {tried && (
        <p className="notice" role="status">
          {shown(tried.from) === shown(tried.to) ? p.whatIfSame : p.whatIfIs(shown(tried.from), shown(tried.to))}
        </p>
      )}
    </form>
  );
}
