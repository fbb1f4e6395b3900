// Rows of offers.psv that are one thing in several sizes: an offer for each, whose prices, masses and stocks stand in the
// same order.
import { type Variant, variantAxes } from '#app/domain/catalogue/variants.ts';
import { toSlug } from '#app/domain/shared/slug.ts';
import { requireOneOf } from './factories.ts';

export type SeedVariant = { row: string[]; family: string | null; variant: Variant | null };

/** A row with `variants=capacity:370_ml/750_ml` is an offer for each of them; another row is one alone. */
export function variantsOf(row: readonly string[]): SeedVariant[] {
  const typed = / ?\bvariants=(\w+):(\S+)/.exec(row[13] ?? '');
  if (!typed) return [{ row: [...row], family: null, variant: null }];
  const [whole, axis, values = ''] = typed;
  return values.split('/').map((value, i) => {
    const own = row.map((cell, column) => (perVariant.includes(column) ? cell.split('/')[i]! : cell));
    own[13] = row[13]!.replace(whole, '');
    return {
      row: own,
      family: toSlug(row[2]!),
      variant: [{ axis: requireOneOf(variantAxes, axis), value: value.replaceAll('_', '\u00a0') }],
    };
  });
}

/** Price, mass and stock. */
const perVariant = [6, 10, 11];
