// Food of a canteen's year by class and family (EGalim), from the entries of a buyer's statement.
import { certifiedClasses, type FoodClass, type FoodFamily, foodFamilies } from '#app/domain/catalogue/food.ts';
import { type Good, goodsNamed } from '#app/domain/catalogue/goods.server.ts';
import { lineKey } from '#app/domain/orders/purchases.server.ts';
import { type CanteenPurchase, canteenColumns, canteenRows } from './canteen-file.ts';
import {
  type askedFoodShares,
  type CountedFood,
  classifyFood,
  type FarmRule,
  type FoodPaper,
  judgeFood,
} from './canteen-food.ts';
import {
  basisPointsOf,
  type Leaf,
  leafOf,
  type OpenPurchase,
  openPurchases,
  type ReachedShare,
  reachedShare,
  spentCents,
} from './reached-share.ts';
import type { StatementLine } from './statement-lines.server.ts';

/** A certificate of a supplier; days YYYY-MM-DD, both included. Of a conversion `from` is the day that it began. */
export type FoodCertificate = { label: string; from: string | null; until: string };

/** Answers of the buyer by `lineKey`, the certificates of its suppliers, and where its shares are asked. */
export type FoodFacts = {
  answers: ReadonlyMap<string, { foodFamily: string | null }>;
  certificates: ReadonlyMap<string, readonly FoodCertificate[]>;
  where: keyof typeof askedFoodShares;
};
const noFacts: FoodFacts = { answers: new Map(), certificates: new Map(), where: 'mainland' };

export type EgalimRow = { egalim: string; cents: number; basisPoints: number; leaves: Leaf[] };
/** Food by class and by family, the shares asked of it, and the meals that were served, which are no purchase of food. */
export type EgalimView = {
  rows: EgalimRow[];
  families: { family: FoodFamily; cents: number; qualityCents: number }[];
  quality: ReachedShare;
  organic: ReachedShare;
  /** Over the food whose family is known; `open` is the rest. */
  meatAndFish: ReachedShare;
  meals: { cents: number; leaves: Leaf[] };
  open: OpenPurchase[];
};

type ReadFood = { line: StatementLine; isMeal: boolean; family: FoodFamily | null; counted: CountedFood | null };

export function egalimView(lines: readonly StatementLine[], facts = noFacts): EgalimView {
  const read = lines.flatMap((line) => readFood(line, facts) ?? []);
  const meals = read.filter(({ isMeal }) => isMeal).map(({ line }) => line);
  const food = read.filter(({ isMeal, counted }) => !isMeal && counted !== null);
  const totalCents = spentCents(food.map(({ line }) => line));
  const known = food.flatMap(({ family, counted }) => (family === null ? [] : [counted!]));
  const { quality, organic } = judgeFood(
    food.flatMap(({ counted }) => counted!),
    facts.where,
  );
  const { meatAndFish } = judgeFood(known, facts.where);
  return {
    rows: [...Map.groupBy(food, ({ line, counted }) => counted!.class ?? labelWithoutPaper(line))]
      .map(([egalim, own]) => {
        const cents = spentCents(own.map(({ line }) => line));
        return {
          egalim,
          cents,
          basisPoints: basisPointsOf(cents, totalCents),
          leaves: own.map(({ line }) => leafOf(line)),
        };
      })
      .sort((a, b) => b.cents - a.cents),
    families: foodFamilies.flatMap((family) => {
      const own = known.filter((one) => one.family === family);
      return own.length === 0
        ? []
        : [{ family, cents: sumOf(own), qualityCents: sumOf(own.filter((one) => one.class)) }];
    }),
    quality: reachedShare(quality.reachedCents, quality.baseCents, quality.askedPercent),
    organic: reachedShare(organic.reachedCents, organic.baseCents, organic.askedPercent),
    meatAndFish: reachedShare(meatAndFish.reachedCents, meatAndFish.baseCents, meatAndFish.askedPercent),
    meals: { cents: spentCents(meals), leaves: meals.map(leafOf) },
    open: openPurchases(food.flatMap(({ line, family }) => (family === null ? [{ line, proposed: null }] : []))),
  };
}

function sumOf(counted: readonly CountedFood[]): number {
  return counted.reduce((sum, { cents }) => sum + cents, 0);
}

/** Food whose seller says a class that no paper shows on the day of delivery counts as none, and is shown apart. */
function labelWithoutPaper({ stated, entry }: StatementLine): string {
  const claimed = stated?.egalim ?? entry.category.egalim;
  return claimed === null || claimed === 'none' ? 'none' : 'no-paper';
}

/** Null for what is neither food nor a meal. `counted` is null for food outside of the canteen. */
function readFood(line: StatementLine, facts: FoodFacts): ReadFood | null {
  const { category, kind, entry, stated, name } = line;
  if (category === 'meals') return { line, isMeal: true, family: null, counted: null };
  if (category !== 'food' || kind === 'rental') return null;
  if (kind === 'service') return { line, isMeal: true, family: null, counted: null };
  const goods = goodsNamed(name, category);
  const answered = facts.answers.get(lineKey(entry.order, entry.line))?.foodFamily ?? null;
  const family = familyOf(goods) ?? findFamily(stated?.foodFamily) ?? findFamily(answered);
  const nature = goods.length === 1 ? goods[0]!.nature : null;
  const counted = classifyFood({
    kind: 'food',
    family: family ?? 'AUTRES',
    cents: entry.money.eur_cents_ht,
    deliveredOn: line.deliveredOn ?? line.paidOn,
    forCanteen: answered !== 'outside',
    isPlant: nature === 'plant',
    isWild: nature === 'sea',
    farmRule: farmRuleOf(nature),
    papers: papersOf(line, facts),
  });
  return { line, isMeal: false, family, counted };
}

function familyOf(goods: readonly Good[]): FoodFamily | null {
  const families = new Set(goods.map(({ family }) => family));
  return families.size === 1 ? [...families][0]! : null;
}

function findFamily(text: string | null | undefined): FoodFamily | null {
  return foodFamilies.find((one) => one === text) ?? null;
}

/** Beef and pork are one thing in the table of goods, and need a Label Rouge: they count by it, never as "fermier". */
function farmRuleOf(nature: Good['nature']): FarmRule {
  return nature === 'egg' || nature === 'cheese' || nature === 'poultry' ? nature : 'none';
}

/** The certificates of its supplier for the class that its seller claimed; the one of the order's day if no row is left of it. */
function papersOf(line: StatementLine, { certificates }: FoodFacts): FoodPaper[] {
  const { stated, entry, supplierId, paidOn, deliveredOn } = line;
  const claimed = certifiedClasses.find((one) => one === (stated?.egalim ?? entry.category.egalim));
  if (!claimed) return [];
  const own = (certificates.get(supplierId) ?? []).filter(({ label }) => label === claimed);
  const kept = own.length === 0 && entry.category.egalim === claimed ? [{ from: null, until: paidOn }] : [];
  return [...own, ...kept].map(({ from, until }): FoodPaper => {
    const isConversion = claimed === 'organic-conversion';
    const months = isConversion && from ? monthsBetween(from, deliveredOn ?? paidOn) : 0;
    return { class: claimed, from, until, coversThing: true, ingredientsPercent: 100, of: 'seller', months };
  });
}

function monthsBetween(from: string, to: string): number {
  const [a, b] = [from, to].map((day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)));
  return b! - a! - (to.slice(8) < from.slice(8) ? 1 : 0);
}

/** The file of purchases of a canteen: head and rows, and the cents that it leaves out because a family is not known. */
export function canteenFile(
  lines: readonly StatementLine[],
  siret: string,
  today: string,
  facts: FoodFacts = noFacts,
): { rows: string[][]; leftOutCents: number } {
  const food = lines.flatMap((line) => readFood(line, facts) ?? []).filter(({ counted }) => counted !== null);
  const delivered = food.filter(({ line }) => line.deliveredOn !== null);
  const purchases = delivered.flatMap(({ line, family, counted }): CanteenPurchase[] => {
    if (family === null) return [];
    return [
      {
        siret,
        description: describe(line),
        supplier: line.supplier,
        deliveredOn: line.deliveredOn!,
        cents: counted!.cents,
        family,
        classes: counted!.class ? [counted!.class satisfies FoodClass] : [],
        origin: null,
        shortCircuit: false,
        local: null,
      },
    ];
  });
  const leftOut = delivered.filter(({ family }) => family === null).map(({ line }) => line);
  return { rows: [[...canteenColumns], ...canteenRows(purchases, today)], leftOutCents: spentCents(leftOut) };
}

function describe({ name, entry }: StatementLine): string {
  const kilograms = entry.mass_g / 1000;
  return kilograms > 0 ? `${name.fr}, ${Number(kilograms.toFixed(1))} kg` : name.fr;
}
