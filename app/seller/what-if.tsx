import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { Field, SelectField } from '#app/ui/field.tsx';

type Level = 'L1' | 'L2' | 'L2P' | 'L3' | 'L4';
type Tried = { value: number; level: Level; from: number; to: number } | null;

/** Tries a value and shows the resulting score. A plain GET: nothing is saved. */
export function WhatIf({
  criterion,
  tried,
}: {
  criterion: { unit: string; accepted: [string, string][] };
  tried: Tried;
}) {
  const t = useMessages();
  const messages = t.evidence;
  const locale = useLocale();
  const levels = (['L1', 'L2', 'L2P', 'L3', 'L4'] as const).filter(
    (level) => level === 'L2P' || criterion.accepted.some(([id]) => id === level),
  );
  const shown = (points: number) => formatNumber(points, locale, 1);
  return (
    <form className="panel grid gap-3" id="what-if" action="#what-if">
      <h2>{messages.whatIf}</h2>
      <p className="small">{messages.whatIfLead}</p>
      <Field
        id="if-value"
        name="value"
        label={messages.value(findOwnValue(t.score.units, criterion.unit) ?? criterion.unit)}
        inputMode="decimal"
        defaultValue={tried ? String(tried.value) : ''}
      />
      <SelectField name="level" id="if-level" label={messages.level} defaultValue={tried?.level ?? 'L2'}>
        {levels.map((name) => (
          <option key={name} value={name}>
            {t.levels[name]}
          </option>
        ))}
      </SelectField>
      <button type="submit" className="button">
        {messages.whatIfGo}
      </button>
      {tried && (
        <p className="notice" role="status">
          {shown(tried.from) === shown(tried.to)
            ? messages.whatIfSame
            : messages.whatIfIs(shown(tried.from), shown(tried.to))}
        </p>
      )}
    </form>
  );
}
