// One thing in several sizes or colours: on its page, its card, and the seller's table.
import type { VariantAxis } from '#app/domain/catalogue/variants.ts';

const counted = (one: string, many: string) => (n: number) => `${n}\u00a0${n === 1 ? one : many}`;

export const variants = {
  axes: {
    size: 'Taille',
    colour: 'Couleur',
    capacity: 'Contenance',
    material: 'Matière',
    model: 'Modèle',
  } satisfies Record<VariantAxis, string>,
  both: (first: string, second: string) => `${first} et ${second.toLowerCase()}`,
  count: {
    size: counted('taille', 'tailles'),
    colour: counted('couleur', 'couleurs'),
    capacity: counted('contenance', 'contenances'),
    material: counted('matière', 'matières'),
    model: counted('déclinaison', 'déclinaisons'),
  } satisfies Record<VariantAxis, (n: number) => string>,
  from: 'dès',
  choose: 'Choisissez laquelle.',
  soldOut: 'épuisé',
  details: 'En détail',
};
