// Options of other shops as the columns of a variant. Pure.
import { hash } from 'node:crypto';
import type { Cells } from '#app/domain/catalogue/cells.ts';
import { axisNamed } from '#app/domain/catalogue/variants.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';

/** The columns of a variant: its group by the reference of the shop, and its label; none for a product without options. */
export function familyCells(group: string, options: readonly [name: string, value: string][]): Cells {
  const variant = labelOf(options);
  if (!group || !variant) return {};
  const short =
    group.length > maxGroup ? `${group.slice(0, maxGroup - 9)}-${hash('sha256', group).slice(0, 8)}` : group;
  return { variant_group: short, variant };
}

const maxGroup = 80;
const maxValue = 40;

/** The label of options by their names, as `readVariant` reads it; empty without any. Of one axis together, of a third axis with the second. */
export function labelOf(options: readonly [name: string, value: string][]): string {
  const byAxis = Map.groupBy(options, ([name]) => axisNamed(name));
  const [first, second, ...others] = [...byAxis].map(([axis, own]) => ({
    axis,
    values: own.map(([, value]) => value),
  }));
  const axes = second
    ? [first!, { ...second, values: [...second.values, ...others.flatMap(({ values }) => values)] }]
    : [first];
  return axes.flatMap((one) => (one ? [`${one.axis}=${shortValue(one.values.join(' / '))}`] : [])).join('; ');
}

function shortValue(value: string): string {
  return value
    .replace(/[;=\s]+/g, ' ')
    .slice(0, maxValue)
    .trim();
}

/** The options of a row of WooCommerce: "attribute 1 name" and "attribute 1 value(s)", in the two languages of its export. */
export function attributesOf(row: Readonly<Record<string, string>>): [string, string][] {
  return [1, 2, 3].flatMap((n): [string, string][] => {
    const name = findOwnValue(row, `attribute ${n} name`) ?? findOwnValue(row, `nom de l’attribut ${n}`);
    const value = findOwnValue(row, `attribute ${n} value(s)`) ?? findOwnValue(row, `valeur(s) de l’attribut ${n}`);
    return name && value ? [[name, value]] : [];
  });
}
