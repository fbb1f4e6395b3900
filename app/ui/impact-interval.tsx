// An interval: the sentence, and below it a dot and a line on a small axis with zero marked.

import type { Interval } from '#app/domain/impact/propagate.server.ts';
import { formatCo2 } from '#app/i18n/format-interval.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

/** Values at both ends of an axis: it begins where the data are, and zero is on it. */
export type AxisRange = { from: number; to: number };

/** Intervals to be compared share the range of their axis. */
export function IntervalAxis({ span, range = axisRange([span]) }: { span: Interval; range?: AxisRange }) {
  const t = useMessages();
  const locale = useLocale();
  const x = (value: number) => Math.round(10 + ((value - range.from) / (range.to - range.from)) * 580);
  const unproven = span.lo <= 0 && span.hi >= 0;
  return (
    <svg
      className={unproven ? 'interval unproven' : 'interval'}
      viewBox="0 0 600 34"
      role="img"
      aria-label={formatCo2(span, t, locale)}
    >
      <path d="M0 17H600" stroke="var(--line)" strokeWidth="2" />
      <path d={`M${x(0)} 3V31`} stroke="var(--ink)" strokeWidth="1.5" />
      <path d={`M${x(span.lo)} 17H${x(span.hi)}`} stroke="currentColor" strokeWidth="7" strokeLinecap="round" />
      <circle cx={x(span.mid)} cy="17" r="8" fill="currentColor" stroke="var(--paper)" strokeWidth="3" />
    </svg>
  );
}

export function Co2Interval({ span }: { span: Interval }) {
  const t = useMessages();
  const locale = useLocale();
  return (
    <div>
      <p>{formatCo2(span, t, locale)}</p>
      <IntervalAxis span={span} />
    </div>
  );
}

/** From the lowest to the highest of the intervals, zero between them, with a margin of a twentieth at each end. */
export function axisRange(spans: readonly Interval[]): AxisRange {
  const lowest = Math.min(0, ...spans.map(({ lo }) => lo));
  const highest = Math.max(0, ...spans.map(({ hi }) => hi));
  const margin = Math.max(1, highest - lowest) / 20;
  return { from: lowest - margin, to: highest + margin };
}
