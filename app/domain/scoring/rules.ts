// The method and the factors that scores and impacts are computed with. A process loads them once and passes them in
// the context of each request and job; no module holds them.
import type { Factors } from '#app/domain/impact/factor-set.ts';
import { type Method, refOf } from './scoring-method.ts';

export type ActiveRules = { method: Method; factors: Factors };

/** The references of the active versions, as a ledger entry names them. */
export function methodologyOf({ method, factors }: ActiveRules): { factors: string; method: string } {
  return { factors: factors.active.ref, method: refOf(method) };
}
