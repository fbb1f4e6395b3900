// The facts that the public company directory proves by itself: the legal form and the flags. Pure.
import type { Company } from '#app/domain/suppliers/company-registry.server.ts';

export type RegistryFact = { criterionId: string; value: number };

/** INSEE codes of legal forms ("catégories juridiques"), by what they prove. */
const association = /^92\d\d$/;
const mutualSociety = /^82\d\d$/;
/** SARL and SA that are "coopérative ouvrière de production". */
const workersCooperative = /^(5458|5558|5658)$/;
const farmersGroup = '6533'; // GAEC
const farmCompany = '6598'; // EARL
const soleTrader = '1000';

/** The register proves the status of an integration business, and not its percentage: only this floor. */
const inclusionFloorPercent = 20;

/**
 * The facts that an active company's answer proves at L4, by the method's own texts. `isLocal` says whether its seat is
 * in one of the town's communes.
 */
export function registryFacts({ form, flags }: Pick<Company, 'form' | 'flags'>, isLocal: boolean): RegistryFact[] {
  const is = (pattern: RegExp | string) => (typeof pattern === 'string' ? form === pattern : pattern.test(form ?? ''));
  const ownedByItsPeople = is(soleTrader) || is(farmCompany) || is(farmersGroup);
  return [
    ...(is(association) || (ownedByItsPeople && isLocal) ? [{ criterionId: 'eco.local_control', value: 100 }] : []),
    ...(is(association) ? [{ criterionId: 'eco.surplus_reinvested', value: 100 }] : []),
    ...(is(association) || is(mutualSociety) || is(workersCooperative) || is(farmersGroup)
      ? [{ criterionId: 'soc.governance', value: 3 }]
      : []),
    ...(flags.includes('siae') ? [{ criterionId: 'soc.inclusion_hours', value: inclusionFloorPercent }] : []),
  ];
}
