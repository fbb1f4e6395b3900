import type { statement as fr } from '../fr/buyer-statement.ts';

export const statement: typeof fr = {
  title: (year) => `Purchases of ${year}`,
  lead: (buyer) =>
    `${buyer}: what the year’s purchases did, computed from the ledger’s entries. Each number can be computed again, and what is unknown is shown as unknown.`,
  me: 'For me',
  buyers: 'Buyer',
  years: 'Year',
  none: 'No paid purchase yet: the statement begins with the first order.',
  noneIn: (year) => `No paid purchase in ${year}.`,
  whole: 'The whole year',
  orders: (orders, lines) =>
    `${orders === 1 ? 'One order' : `${orders} orders`}, ${lines === 1 ? 'one entry' : `${lines} entries`} of the ledger.`,
  unreferenced: (share) =>
    `For ${share} of the amounts there is no published reference: nothing is said of CO₂e there.`,
  corrections: (count) =>
    count === 1
      ? 'One entry corrects what was written at payment (a short delivery, a substitute or a trip).'
      : `${count} entries correct what was written at payment (short deliveries, substitutes or trips).`,
  before: {
    none: (year) => `No purchases in ${year}: nothing to compare with.`,
    method: (year) =>
      `${year} was computed with another method or other factors: the two years cannot be compared, and are not here.`,
    title: (year) => `The year before, ${year}`,
    words: 'Same method, same factors: the two years are drawn together, and their difference is what counts.',
    difference: (span) => `From one year to the next: ${span}.`,
  },
  months: 'Month by month',
  categories: 'By category',
  suppliers: 'By supplier',
  columns: {
    name: 'Name',
    spent: 'Bought excl. VAT',
    kept: 'Spent again nearby',
    hours: 'Integration work',
    mass: 'Kept in use',
    co2: 'CO₂e compared',
  },
  moreSuppliers: (count) =>
    count === 1 ? 'And one more, in the statement to print.' : `And ${count} more, in the statement to print.`,
  open: 'See the entries',
  entriesOf: (year) => `The entries of ${year}`,
  lines: 'The entries',
  linesLead: 'Each line opens its order and its receipt.',
  linesPrinted: (shown, all) =>
    shown < all
      ? `The first ${shown} of ${all}; all are in the CSV file.`
      : 'The number is that of the entry in the ledger.',
  lineColumns: { day: 'Paid on', line: 'Line', supplier: 'Supplier', index: 'Entry', receipt: 'Receipt' },
  receipt: 'Receipt',
  receiptOf: (index) => `Receipt of entry ${index}`,
  corrected: 'corrected',
  downloads: 'Take away',
  files: {
    'statement.pdf': 'The statement, to print (PDF)',
    'lines.csv': 'Every entry (CSV)',
    'statement.json': 'The statement, with the numbers of entries (JSON)',
    'agec58.csv': 'AGEC art. 58 statement (CSV)',
    'egalim.csv': 'EGalim statement (CSV)',
  },
  recompute:
    'Without us: “npm run halle -- ledger recompute” makes each number again from entries, method and factors.',
  publicBuyers: 'For a public buyer',
  onHalleOnly: 'Purchases on Halle only.',
  noThreshold: 'threshold to be entered',
  reached: (percent) => `threshold of ${percent}% reached`,
  missing: (percent, euros) => `threshold of ${percent}%: ${euros} missing`,
  foodRules: {
    quality: 'Sustainable and quality products',
    organic: 'Organic products',
    meatAndFish: 'Meat and fish of quality (60%): the family of each purchase is to be entered.',
    meals: 'Meals served, outside the total: purchases of food not reported',
    asked: 'threshold, %',
    missing: 'missing, excl. VAT',
  },
  agecLead:
    'AGEC law, article 58: share of reuse and of recycled matter, by category of the decree, in amounts excl. VAT.',
  agec: { category: 'Category', total: 'Total excl. VAT', reused: 'Reuse', recycled: 'Recycled', leaves: 'Entries' },
  egalimLead: 'EGalim law: food purchases by class, by value excl. VAT.',
  egalim: { class: 'Class', total: 'Excl. VAT', share: 'Share', leaves: 'Entries' },
  moreLeaves: (more) => `and ${more} more, in the JSON file`,
  classes: { organic: 'Organic', 'other-quality': 'Another quality sign', none: 'No sign' },
  method: (methods, factors) => `Method ${methods}, factors ${factors}.`,
  head: (size) => `Under the signed head of ${size} entries.`,
  link: 'Statement of the year',
  csv: {
    day: 'day',
    order: 'order',
    line: 'line',
    name: 'name',
    supplier: 'supplier',
    category: 'category',
    spent: 'amount_excl_vat_euros',
    retainedLow: 'retained_low_euros',
    retained: 'retained_euros',
    retainedHigh: 'retained_high_euros',
    minutes: 'inclusion_minutes',
    kept: 'kept_in_use_g',
    actual: 'co2e_emitted_g',
    deltaLow: 'co2e_compared_low_g',
    delta: 'co2e_compared_g',
    deltaHigh: 'co2e_compared_high_g',
    reference: 'reference',
    corrected: 'corrected',
    index: 'entry',
    leaf: 'leaf',
  },
};
