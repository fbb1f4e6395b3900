// Directive (EU) 2024/825: no sustainability label without independent certification in consumer-facing practice.
// A consumer therefore never sees, sorts by or filters by a composite score. One rule, here, for pages and API.

export type Audience = 'professional' | 'consumer';
export const audiences = ['professional', 'consumer'] as const satisfies readonly Audience[];

export const compositeFilters = ['score_min', 'eco_min', 'soc_min', 'env_min'] as const;

export function seesComposites(audience: Audience): boolean {
  return audience === 'professional';
}

/** The parameter that asks for a composite although the audience may not have one, or null. */
export function forbiddenComposite(
  audience: Audience,
  asked: { sort?: string | undefined } & Partial<Record<(typeof compositeFilters)[number], unknown>>,
): string | null {
  if (seesComposites(audience)) return null;
  if (asked.sort === 'impact') return 'sort';
  return compositeFilters.find((name) => asked[name] !== undefined) ?? null;
}
