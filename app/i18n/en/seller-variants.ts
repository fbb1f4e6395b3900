import type { variantEditor as fr } from '../fr/seller-variants.ts';

export const variantEditor: typeof fr = {
  title: (name) => `Variants: ${name}`,
  link: 'Sizes, colours: variants',
  linkOf: (n) => `Variants (${n})`,
  begin: 'One thing in several sizes or colours has one page. The first row is the offer as it is; add the others.',
  shared:
    'Texts, photographs, department, VAT and delay are shared: changed on one, they change on all. Price, stock, mass, reference and state are each one’s own.',
  sharedHere: (n) => `One of ${n} variants: texts, photographs, department, VAT and delay are shared by all of them.`,
  axis1: 'They differ by',
  axis2: 'and by',
  noAxis: 'nothing else',
  table: 'Variants',
  first: 'First value',
  second: 'Second value',
  mass: 'Mass, kg',
  newRow: (n) => `new row ${n}`,
  edit: 'Its page',
  help: 'A new row without a price or mass takes those of the offer; without a stock it is made to order. An archived variant keeps its orders.',
  save: 'Save the variants',
  sameAxis: 'Choose another than the first.',
  valueMissing: 'Say which: L, blue, 500 g.',
  refused: {
    kind: 'What is booked, weighed or quoted has no variants.',
    many: 'A hundred variants at most.',
    twice: 'Another row is this variant already.',
    claim: 'A variant names a size, a colour, a capacity: not a quality to prove.',
    sku: 'Another of your offers has this reference.',
    stock: 'The stock has moved since: open the page again.',
    thing: 'Say first, on its page, which thing it is.',
  },
};
