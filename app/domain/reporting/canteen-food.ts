// EGalim (Code rural L. 230-5-1, R. 230-30-1 to -3): classes of food, what a paper on file gives, families, and the shares
// asked of a collective restaurant. A document in force on the day of delivery decides, never a seller's choice.
import { type FoodClass, type FoodFamily, foodClasses } from '#app/domain/catalogue/food.ts';
import { missingCents } from './agec.ts';

const lastDayOfLevelTwo = '2026-12-31';
/** A composed good counts with this share of ingredients of one and the same class, in %. */
const composedShare = 95;
/** Plant products in their second year of conversion. */
const conversionMonths = 12;

export type FoodPaper = {
  class: FoodClass;
  /** In force from and to, YYYY-MM-DD, both included; null if it has no end. */
  from: string | null;
  until: string | null;
  /** Whether it lists the thing that was delivered. */
  coversThing: boolean;
  /** Share of the ingredients that are of the class, in %. */
  ingredientsPercent: number;
  /** The seller's paper, the one of who packed a closed pack, or the buyer's own decision or award. */
  of: 'seller' | 'packer' | 'buyer';
  /** Months since the conversion began, of `organic-conversion`. */
  months?: number;
};

/** Rules for "fermier" exist for these alone; the last three need a Label Rouge or an AOP beside. */
export type FarmRule = 'egg' | 'cheese' | 'poultry' | 'beef' | 'pork' | 'none';

export type FoodPurchase = {
  kind: 'food' | 'meal' | 'reception' | 'deposit';
  family: FoodFamily;
  /** Excl. VAT, in cents, less what was credited. */
  cents: number;
  deliveredOn: string;
  /** Whether the order says for which canteen; food for an office is not in the total. */
  forCanteen: boolean;
  isPlant: boolean;
  isWild: boolean;
  farmRule: FarmRule;
  papers: readonly FoodPaper[];
};
export type CountedFood = { class: FoodClass | null; family: FoodFamily; cents: number };

/** Class, family and amount of a purchase: null if it is no food of a canteen. A served meal is a service, whatever is in it. */
export function classifyFood(food: FoodPurchase): CountedFood | null {
  if (food.kind !== 'food' || !food.forCanteen) return null;
  const classes = food.papers.filter((paper) => isGood(paper, food)).map((paper) => paper.class);
  const best = classes.toSorted((a, b) => foodClasses[a].rank - foodClasses[b].rank)[0] ?? null;
  return { class: best, family: food.family, cents: food.cents };
}

function isGood(paper: FoodPaper, food: FoodPurchase): boolean {
  const { deliveredOn } = food;
  if (!paper.coversThing || paper.ingredientsPercent < composedShare) return false;
  if ((paper.from !== null && paper.from > deliveredOn) || (paper.until !== null && paper.until < deliveredOn))
    return false;
  switch (paper.class) {
    case 'level-2':
      return deliveredOn <= lastDayOfLevelTwo;
    case 'organic-conversion':
      return food.isPlant && paper.ingredientsPercent === 100 && (paper.months ?? 0) >= conversionMonths;
    case 'sustainable-fishing':
      return food.isWild;
    case 'farm':
      return isRegulatedFarm(food);
    case 'externalities':
    case 'performance':
      return paper.of === 'buyer';
    default:
      return true;
  }
}

function isRegulatedFarm({ farmRule, papers }: FoodPurchase): boolean {
  if (farmRule === 'egg' || farmRule === 'cheese') return true;
  return farmRule !== 'none' && papers.some((paper) => paper.class === 'label-rouge' || paper.class === 'aoc-aop');
}

/** The shares asked of the year's food, in %. `state`: the State, its public bodies and national companies. */
export const askedFoodShares = {
  mainland: { quality: 50, organic: 20, meatAndFish: 60 },
  state: { quality: 50, organic: 20, meatAndFish: 100 },
  overseas: { quality: 20, organic: 5, meatAndFish: 60 },
  mayotte: { quality: 5, organic: 2, meatAndFish: 60 },
  'saint-pierre-et-miquelon': { quality: 30, organic: 10, meatAndFish: 60 },
} as const;

/** Base and reached amount of a rule in cents, the share asked in %, and the cents that are missing at this spend. */
export type FoodRule = { baseCents: number; reachedCents: number; askedPercent: number; missingCents: number };

const meatAndFish: readonly FoodFamily[] = ['VIANDES_VOLAILLES', 'PRODUITS_DE_LA_MER'];
const organic: readonly (FoodClass | null)[] = ['organic', 'organic-conversion'];

/** The three rules over a year's food: half of quality, of which organic, and meat and fish of quality. */
export function judgeFood(
  counted: readonly CountedFood[],
  where: keyof typeof askedFoodShares = 'mainland',
): Record<'quality' | 'organic' | 'meatAndFish', FoodRule> {
  const asked = askedFoodShares[where];
  const meat = counted.filter(({ family }) => meatAndFish.includes(family));
  const ofQuality = (food: readonly CountedFood[]) => food.filter((one) => one.class !== null);
  return {
    quality: ruleOf(counted, ofQuality(counted), asked.quality),
    organic: ruleOf(
      counted,
      counted.filter((one) => organic.includes(one.class)),
      asked.organic,
    ),
    meatAndFish: ruleOf(meat, ofQuality(meat), asked.meatAndFish),
  };
}

function ruleOf(base: readonly CountedFood[], reached: readonly CountedFood[], askedPercent: number): FoodRule {
  const [baseCents, reachedCents] = [centsOf(base), centsOf(reached)];
  return { baseCents, reachedCents, askedPercent, missingCents: missingCents(reachedCents, baseCents, askedPercent) };
}

function centsOf(food: readonly CountedFood[]): number {
  return food.reduce((sum, { cents }) => sum + cents, 0);
}
