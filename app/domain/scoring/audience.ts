// Directive (EU) 2024/825: no sustainability label without independent certification in consumer-facing practice.
// A consumer therefore never sees, sorts by or filters by a composite score. One rule, here, for pages and API.

import type { PillarId } from './scoring-method.ts';

export type Audience = 'professional' | 'consumer';
export const audiences = ['professional', 'consumer'] as const satisfies readonly Audience[];

export function seesComposites(audience: Audience): boolean {
  return audience === 'professional';
}

/** The parameter of a parsed search that asks for a composite score which the audience may not see, or null. */
export function forbiddenComposite(
  audience: Audience,
  query: { sort: string; minimum: Partial<Record<'score' | PillarId, number>> },
): string | null {
  if (seesComposites(audience)) return null;
  const [filter] = Object.keys(query.minimum);
  return filter ? `${filter}_min` : query.sort === 'impact' ? 'sort' : null;
}

/**
 * `?audience=` of a page; null when it is absent. Anything but exactly "professional" is a consumer's page: an
 * unknown spelling must not show more.
 */
export function askedAudience(url: URL): Audience | null {
  const asked = url.searchParams.getAll('audience').filter((value) => value !== '');
  if (asked.length === 0) return null;
  return asked.every((value) => value === 'professional') ? 'professional' : 'consumer';
}
