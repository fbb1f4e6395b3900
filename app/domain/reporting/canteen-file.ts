// The purchases of a canteen as the file that ma cantine imports (its schema "achats_siret", state of 30 June 2026).
import { type FoodClass, type FoodFamily, foodClasses } from '#app/domain/catalogue/food.ts';

export type CanteenPurchase = {
  /** Of the canteen, not of its town. */
  siret: string;
  description: string;
  supplier: string;
  /** Day of delivery, YYYY-MM-DD; a day that has not come is refused there. */
  deliveredOn: string;
  /** Excl. VAT, in cents, net of credit notes: a negative row is refused there. */
  cents: number;
  family: FoodFamily;
  classes: readonly FoodClass[];
  origin: 'FRANCE' | 'EUROPE' | null;
  shortCircuit: boolean;
  /** By the buyer's own definition; null if it is not local by it. */
  local: { by: 'PAT' | 'COMMUNE' | 'DEPARTEMENT' | 'REGION' } | { by: 'KM'; km: number } | null;
};

export const canteenColumns = [
  'siret',
  'description',
  'fournisseur',
  'date',
  'prix_ht',
  'famille_produits',
  'categories_egalim',
  'origine',
  'est_circuit_court',
  'est_local',
  'definition_local',
  'definition_local_km',
] as const;

/** The rows of the file, in its order of columns; those that it would refuse (nothing left, a day to come) are left out. */
export function canteenRows(purchases: readonly CanteenPurchase[], today: string): string[][] {
  return purchases
    .filter(({ cents, deliveredOn }) => cents > 0 && deliveredOn <= today)
    .map((one) => [
      one.siret,
      one.description,
      one.supplier,
      one.deliveredOn,
      (one.cents / 100).toFixed(2),
      one.family,
      classesText(one),
      one.origin ?? '',
      one.shortCircuit ? 'OUI' : '',
      one.local ? 'x' : '',
      one.local?.by ?? '',
      one.local?.by === 'KM' ? String(one.local.km) : '',
    ]);
}

/** A comma without a blank: its reader does not trim. Level 2 has the word of HVE, and none for deliveries of 2027. */
function classesText({ classes, deliveredOn }: CanteenPurchase): string {
  const inForce = classes.filter((one) => one !== 'level-2' || deliveredOn <= '2026-12-31');
  return [...new Set(inForce.map((one) => foodClasses[one].word))].join(',');
}
