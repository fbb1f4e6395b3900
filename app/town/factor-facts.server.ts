// A factor or a parameter as text: value with interval, source, scope.

import { findLatest, findParameter } from '#app/domain/impact/factor-set.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatUnit } from '#app/i18n/format.ts';

/** Pairs of name and value; the value is empty if the source does not state it. */
export function factsOf(ctx: RequestContext, id: string): [string, string][] {
  const { t, factors } = ctx;
  const { method, factors: f } = t;
  const n = significant(ctx);
  const { factor, parameter } = findLatest(factors, id) ?? {};
  if (parameter) {
    return [
      [method.value, n(parameter.value)],
      [f.interval, `${n(parameter.low)} – ${n(parameter.high)}`],
      [f.note, parameter.note],
      [f.id, id],
    ];
  }
  if (!factor) return [];
  // Base Carbone's half-width is a ratio: the interval is [v / (1 + u), v x (1 + u)].
  const ratio = 1 + factor.uncertainty_pct / 100;
  const unit = formatUnit(factor.unit, method.unitLabels);
  return [
    [method.value, `${n(factor.value)} ${unit}`],
    [f.interval, `${n(factor.value / ratio)} – ${n(factor.value * ratio)} ${unit} (± ${factor.uncertainty_pct} %)`],
    [method.source, `${factor.source}, ${factor.year}`],
    [f.read, findOwnValue(method.seen, factor.status) ?? factor.status],
    [f.address, factor.address],
    [f.licence, factor.licence],
    [f.boundary, factor.boundary],
    [f.derivation, factor.derivation],
    [f.note, factor.note],
    [f.id, factor.id],
  ];
}

/** A factor or parameter in one version of the factors; null if that version does not have it. */
export function formatFactorValue(ctx: RequestContext, id: string, ref: string): string | null {
  const n = significant(ctx);
  const factor = ctx.factors.versions.get(ref)?.factors.find((one) => one.id === id);
  if (factor)
    return `${n(factor.value)} ${formatUnit(factor.unit, ctx.t.method.unitLabels)} (± ${factor.uncertainty_pct} %)`;
  const parameter = findParameter(ctx.factors, id, ref);
  return parameter ? `${n(parameter.value)} (${n(parameter.low)} – ${n(parameter.high)})` : null;
}

function significant({ locale }: RequestContext) {
  const format = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  return (value: number) => format.format(value);
}
