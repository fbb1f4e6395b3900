// In what variants differ, and how many there are, in words.
import type { VariantAxis } from '#app/domain/catalogue/variants.ts';
import type { Messages } from './messages.ts';

/** "Couleur et taille". */
export function sayAxes(axes: readonly VariantAxis[], { variants }: Messages): string {
  const [first, second] = axes.map((axis) => variants.axes[axis]);
  return second ? variants.both(first!, second) : (first ?? variants.axes.model);
}

/** "3 tailles"; "6 déclinaisons" where they differ in two ways. */
export function countVariants(n: number, axes: readonly VariantAxis[], { variants }: Messages): string {
  const [only, another] = axes;
  return variants.count[only && !another ? only : 'model'](n);
}
