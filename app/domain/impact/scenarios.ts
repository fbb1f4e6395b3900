// The references that an offer can name, as short keys for forms and import files.
import { type Factors, findFactor } from './factor-set.ts';
import type { Scenario } from './terms.ts';

const prefixes = {
  reuse: 'reuse',
  food: 'local-food',
  difference: 'published-difference',
  supply: 'supply-only',
  rental: 'rental',
} as const;

/** Tomatoes of a heated house: their own farm, against the season's tomato or the off-season one of the shelf. */
const ofHeatedHouse = new Map<string, Extract<Scenario, { kind: 'local-food' }>>(
  (
    [
      ['tomato_heated', 'food.tomato_farm'],
      ['tomato_offseason', 'food.tomato_offseason_farm'],
    ] as const
  ).map(([id, farm]) => [
    id,
    { kind: 'local-food', farm, transport: 'food.tomato_transport_ref', own: 'food.tomato_farm_heated' },
  ]),
);

/** The largest number of uses that a rented item may be counted over. */
export const maxUses = 100_000;

/**
 * The scenario of a key such as "reuse:furniture.table_new" or "food:carrot"; null for a key that names no
 * published factor. A rental also needs the number of uses over the item's life.
 */
export function scenarioOf(factors: Factors, key: string, usesPerLife = 0): Scenario | null {
  const [prefix, id = ''] = key.split(':') as [keyof typeof prefixes, string?];
  if (!Object.hasOwn(prefixes, prefix)) return null;
  const kind = prefixes[prefix];
  const scenario: Scenario =
    kind === 'local-food'
      ? (ofHeatedHouse.get(id) ?? { kind, farm: `food.${id}_farm`, transport: `food.${id}_transport_ref` })
      : kind === 'rental'
        ? { kind, factor: id, usesPerLife }
        : { kind, factor: id };
  if (scenario.kind === 'rental' && (usesPerLife < 1 || usesPerLife > maxUses)) return null;
  const named = Object.values(scenario).filter((value) => typeof value === 'string');
  return named.slice(1).every((factor) => findFactor(factors, factor)) ? scenario : null;
}

export function scenarioKey(scenario: Scenario | null): string {
  if (!scenario) return '';
  if (scenario.kind === 'local-food') {
    const [heated] =
      [...ofHeatedHouse].find(([, { farm, own }]) => own === scenario.own && farm === scenario.farm) ?? [];
    return `food:${heated ?? scenario.farm.replace(/^food\.|_farm$/g, '')}`;
  }
  const prefix = Object.entries(prefixes).find(([, kind]) => kind === scenario.kind)![0];
  return `${prefix}:${scenario.factor}`;
}
