// A quantity of a version of the factors: its law of error, its family, and the key under which it is drawn.
import { type FactorSet, type Factors, requireVersion } from './factor-set.ts';

/**
 * An uncertain multiplier: lognormal around `mid` (sigma = ln(1+u)/1.96), or PERT between `low` and `high`. `family`:
 * the study with which it shares a part of its error.
 */
export type Quantity = { mid: number; family?: { id: string; rho: number } } & (
  | { law: 'lognormal'; sigma: number }
  | { law: 'pert'; low: number; high: number }
);

/** The farm of the seller: value and width of the reference's farm, and another draw of its family. */
const ownFarm = /^(food\..*_farm)_own$/;

/** A remaining life as the seller says it, per mille of a new thing's. */
const statedLife = /^param\.remaining_stated_(\d+)$/;

/** The id in the file under which a quantity's value stands; null for what a seller said. */
export function publishedId(id: string): string | null {
  return statedLife.test(id) ? null : (ownFarm.exec(id)?.[1] ?? id);
}

/** A factor is converted from kilograms to grams of CO2e per unit. */
function quantityIn(set: FactorSet, id: string): Quantity | undefined {
  const stated = statedLife.exec(id);
  const quantity = stated ? statedLifeOf(Number(stated[1]) / 1000) : publishedQuantity(set, publishedId(id)!);
  const family = set.families.find(({ id: name, members }) =>
    stated ? name === 'remaining-life' : members.includes(publishedId(id)!),
  );
  return quantity && (family ? { ...quantity, family: { id: family.id, rho: family.rho } } : quantity);
}

function publishedQuantity({ factors, parameters }: FactorSet, id: string): Quantity | undefined {
  const factor = factors.find((one) => one.id === id);
  if (factor)
    return { mid: factor.value * 1000, law: 'lognormal', sigma: Math.log(1 + factor.uncertainty_pct / 100) / 1.96 };
  const parameter = parameters.find((one) => one.id === id);
  return parameter && { mid: parameter.value, law: 'pert', low: parameter.low, high: parameter.high };
}

/** A quarter either way, and never more than a new thing's life. */
function statedLifeOf(share: number): Quantity {
  return { mid: share, law: 'pert', low: 0.75 * share, high: Math.min(1, 1.25 * share) };
}

const keys = new WeakMap<Factors, Map<string, string>>();

/**
 * The key under which a quantity is drawn: its id, followed by `@` and the version that introduced its value
 * unless that is the first one. A value that two versions share has one key and is drawn once. Throws RangeError
 * for a version that is not loaded.
 */
export function quantityKey(factors: Factors, id: string, ref: string): string {
  if (ref === factors.first.ref) return id;
  const known = keys.get(factors) ?? new Map<string, string>();
  keys.set(factors, known);
  const key = known.get(`${id}@${ref}`) ?? newQuantityKey(factors, id, ref);
  known.set(`${id}@${ref}`, key);
  return key;
}

function newQuantityKey(factors: Factors, id: string, ref: string): string {
  const set = requireVersion(factors, ref);
  const wanted = JSON.stringify(quantityIn(set, id));
  const origin = [...factors.versions.values()].find((one) => JSON.stringify(quantityIn(one, id)) === wanted) ?? set;
  return origin === factors.first ? id : `${id}@${origin.ref}`;
}

/** The id of a key, without its version. */
export function idOfKey(key: string): string {
  return key.split('@')[0]!;
}

const quantities = new WeakMap<FactorSet, Map<string, Quantity>>();

/** The quantity of a key. Throws RangeError for an unknown id or version. */
export function getQuantity(factors: Factors, key: string): Quantity {
  const [id, ref = factors.first.ref] = key.split('@') as [string, string?];
  const set = requireVersion(factors, ref);
  const known = quantities.get(set) ?? new Map<string, Quantity>();
  quantities.set(set, known);
  const found = known.get(id) ?? quantityIn(set, id);
  if (!found) throw new RangeError(`no factor or parameter named ${id}`);
  known.set(id, found);
  return found;
}
