// Typical values of each kind of supplier, criterion by criterion, in the method's order. A figure is the middle
// of a plausible range; a string is the method's reason why the criterion is not applicable.
import { method } from './shipped-rules.ts';

type Value = number | string | null;
export type SeedProfile = Record<string, Value>;

const ids = method.criteria.map((criterion) => criterion.id);
const profile = (...values: Value[]): SeedProfile => Object.fromEntries(ids.map((id, i) => [id, values[i] ?? null]));

/** The method's reasons for "not applicable", by a short name; each must be one that the method lists. */
const service = 'prestation de service pure';
const noPack = 'prestation de service';
const noInput = 'service sans intrant matériel';
const small = "moins de 10 salariés ou moins de 3 personnes d'un sexe";
const food = 'denrées alimentaires';
const none = 'aucun achat sensible';
const few = 'moins de 3 ETP';

export const profiles: Record<string, SeedProfile> = {
  //                      eco: ret ctl  sur  pay  days int  job price  soc: incl stab train equity safety gov acc supply  env: co2 circ life renew deliv pack bio haz
  rebond: profile(58, 100, 100, 3.2, 34, 0, 38.7, 20, 62, 88, 28, 3, 1.3, 2, 3, 85, 0.4, 92, 60, 15, 20, 70, none, 80),
  garden: profile(52, 100, 70, 1.6, 24, 0, 17, 60, 4, 72, 9, small, 1.1, 1, 2, 74, 0.7, 55, food, 45, 30, 78, 75, 96),
  farm: profile(44, 100, 65, 2.1, 38, 0, 9, 30, 2, 80, 5, small, 1.4, 1, 1, 62, 1.05, 28, food, 30, 10, 45, 30, 82),
  'farm-industry': profile(48, 85, 75, 3.4, 41, 0, 7, 25, 5, 90, 14, 6, 1.2, 2, 2, 78, 0.6, 70, 40, 25, 15, 30, 45, 95),
  craft: profile(41, 92, 60, 2.3, 29, 0, 14, 35, 5, 84, 12, small, 1, 1, 2, 70, 0.75, 48, 55, 40, 35, 50, 35, 88),
  'coop-service': profile(
    49,
    88,
    85,
    2.4,
    22,
    service,
    16,
    55,
    7,
    93,
    24,
    4,
    0.4,
    3,
    4,
    72,
    0.5,
    noInput,
    60,
    60,
    70,
    noPack,
    22,
    noPack,
  ),
  'coop-make': profile(46, 90, 80, 2.8, 30, 0, 12, 50, 8, 95, 20, 4, 0.9, 3, 2, 82, 0.65, 74, 45, 50, 40, 35, 50, 90),
  'coop-food': profile(51, 90, 82, 2.5, 25, 1, 15, 65, 9, 88, 15, 4, 1.1, 3, 4, 80, 0.6, 52, food, 55, 75, 80, 62, 94),
  'food-firm': profile(36, 80, 45, 3.1, 33, 1, 11, 30, 4, 74, 10, 6, 1.3, 1, 2, 71, 0.85, 35, food, 30, 45, 55, 45, 90),
  'tiny-firm': profile(
    42,
    90,
    60,
    1.9,
    27,
    service,
    10,
    40,
    3,
    90,
    10,
    small,
    0.6,
    1,
    2,
    55,
    0.8,
    noInput,
    50,
    35,
    30,
    noPack,
    8,
    noPack,
  ),
  tiny: profile(
    47,
    100,
    100,
    1.3,
    20,
    service,
    20,
    70,
    6,
    78,
    14,
    small,
    few,
    3,
    3,
    50,
    0.4,
    noInput,
    75,
    40,
    60,
    noPack,
    15,
    noPack,
  ),
  micro: profile(
    45,
    100,
    'micro-entrepreneur sans résultat distribuable',
    'aucun salarié et un seul dirigeant',
    21,
    0,
    13,
    30,
    0,
    85,
    'aucun salarié',
    small,
    few,
    'entreprise individuelle sans salarié',
    1,
    60,
    0.9,
    40,
    40,
    25,
    15,
    40,
    30,
    85,
  ),
  integration: profile(55, 95, 95, 2.9, 31, 0, 30, 40, 58, 76, 22, 4, 1.4, 2, 4, 76, 0.5, 66, 55, 40, 45, 60, none, 88),
  reuse: profile(52, 92, 88, 2.6, 28, 0, 19, 60, 14, 90, 18, 4, 1.2, 3, 3, 80, 0.35, 90, 65, 50, 30, 65, none, 92),
  trade: profile(28, 75, 40, 3.6, 39, 1, 6, 20, 3, 88, 8, 8, 1, 0, 2, 60, 1, 30, 45, 25, 25, 25, 20, 80),
  wholesale: profile(12, 5, 20, 9.5, 57, 2, 2.6, 5, 4, 91, 9, 11, 1.5, 0, 2, 52, 1.35, 18, 10, 12, 8, 6, 10, 71),
};

/**
 * Quality of each kind of file: share of criteria documented, age of the evidence in months, weight of the
 * levels.
 */
export const files: Record<string, { share: number; months: [number, number]; levels: string[] }> = {
  rebond: { share: 1, months: [5, 5], levels: [] },
  full: { share: 1, months: [1, 11], levels: ['L2', 'L3', 'L2', 'L2P', 'L3', 'L1', 'L3'] },
  good: { share: 0.88, months: [1, 13], levels: ['L2', 'L1', 'L3', 'L2', 'L2P', 'L1'] },
  partial: { share: 0.66, months: [2, 14], levels: ['L1', 'L2', 'L1', 'L2P', 'L3'] },
  thin: { share: 0.4, months: [2, 13], levels: ['L1', 'L1', 'L2'] },
  stale: { share: 0.85, months: [13, 27], levels: ['L2', 'L3', 'L1', 'L2'] },
};

/** Evidence levels of the worked example, in the method's order. */
export const rebondLevels = 'L3 L2 L4 L2 L2 L2 L3 L2 L3 L2 L2 L1 L2 L2 L1 L1 L1 L2 L2 L1 L1 L1 L0 L1'.split(' ');
