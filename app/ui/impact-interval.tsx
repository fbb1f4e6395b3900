// An interval: the sentence, and below it a dot and a line on a small axis with zero marked.

import { formatCo2, type Span } from '#app/i18n/format-interval.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

/** `reach` is the value at both ends of the axis; intervals to be compared share it. */
export function IntervalAxis({ span, reach = ownReach(span) }: { span: Span; reach?: number }) {
  const t = useMessages();
  const locale = useLocale();
  const x = (value: number) => Math.round(300 + (value / reach) * 290);
  const unproven = span.lo <= 0 && span.hi >= 0;
  return (
    <svg
      className={unproven ? 'interval unproven' : 'interval'}
      viewBox="0 0 600 34"
      role="img"
      aria-label={formatCo2(span, t, locale)}
    >
      <path d="M0 17H600" stroke="var(--line)" strokeWidth="2" />
      <path d="M300 3V31" stroke="var(--ink)" strokeWidth="1.5" />
      <path d={`M${x(span.lo)} 17H${x(span.hi)}`} stroke="currentColor" strokeWidth="7" strokeLinecap="round" />
      <circle cx={x(span.mid)} cy="17" r="8" fill="currentColor" stroke="var(--paper)" strokeWidth="3" />
    </svg>
  );
}

export function Co2Interval({ span }: { span: Span }) {
  const t = useMessages();
  const locale = useLocale();
  return (
    <div>
      <p>{formatCo2(span, t, locale)}</p>
      <IntervalAxis span={span} />
    </div>
  );
}

export function ownReach(span: Span): number {
  return Math.max(Math.abs(span.lo), Math.abs(span.hi), 1) * 1.15;
}
