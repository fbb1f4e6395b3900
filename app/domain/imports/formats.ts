// Formats of imported files: our own and the product exports of other shops, recognised by their headers. A reader
// turns a row into our cells; null for a row that is no product (the line of a picture, the parent of variants).

import { foldCell } from '#app/domain/catalogue/cell-values.ts';
import { type Cells, mappedColumns, type OfferColumn, offerColumns } from '#app/domain/catalogue/cells.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { attributesOf, familyCells, labelOf } from './family-cells.ts';

export const formats = ['halle', 'shopify', 'woocommerce', 'open-food-network', 'other'] as const;
export type Format = (typeof formats)[number];
export type RawRow = Record<string, string>;
type Reader = (row: RawRow) => Cells | null;

/** Sets of headers that only one format has; compared without case or accents. */
const signatureHeaders: Record<Exclude<Format, 'other'>, string[][]> = {
  halle: [['name_fr', 'price']],
  shopify: [['handle', 'title', 'variant price']],
  woocommerce: [
    ['type', 'sku', 'name', 'regular price'],
    ['type', 'ugs', 'nom', 'tarif regulier'],
  ],
  'open-food-network': [
    ['name', 'unit_type', 'units', 'price'],
    ['product', 'producer', 'variant', 'price'],
  ],
};

export function recogniseFormat(headers: readonly string[]): Format {
  const present = new Set(headers.map(foldCell));
  const known = formats.find(
    (format) => format !== 'other' && signatureHeaders[format].some((set) => set.every((name) => present.has(name))),
  );
  return known ?? 'other';
}

/** A reader is stateful: a variant takes fields of its product from earlier rows. `mapping` is for `other` only. */
export function readerOf(format: Format, mapping: Readonly<Record<string, string>>): Reader {
  switch (format) {
    case 'halle':
      return (row) => pick(row, (column) => column);
    case 'other':
      return (row) =>
        labelledBy(
          mapping.variant,
          pick(row, (column) => mapping[column]),
        );
    case 'shopify':
      return shopify();
    case 'woocommerce':
      return wooCommerce();
    case 'open-food-network':
      return openFoodNetwork();
  }
}

/** Guesses which header fits each of our columns in an unknown format; a default for the mapping screen. */
export function guessMapping(headers: readonly string[]): Record<string, string> {
  const names: Partial<Record<OfferColumn, string[]>> = {
    variant_group: ['groupe', 'group', 'parent', 'reference parent', 'ref parent', 'code modele', 'handle'],
    variant: [
      'declinaison',
      'variante',
      'variant',
      'taille',
      'size',
      'pointure',
      'couleur',
      'coloris',
      'colour',
      'color',
    ],
    gtin: ['gtin', 'ean', 'ean13', 'code barres', 'code-barres', 'barcode', 'gtin, upc, ean, or isbn', 'upc', 'isbn'],
    sku: ['sku', 'reference', 'ref', 'code', 'code article', 'ugs', 'article'],
    name_fr: ['nom', 'name', 'designation', 'libelle', 'titre', 'title', 'produit', 'product'],
    description_fr: ['description', 'descriptif', 'details'],
    price: ['prix', 'price', 'prix ht', 'tarif', 'pu ht', 'prix unitaire', 'unit price'],
    vat: ['tva', 'vat', 'taux tva', 'taux de tva', 'tax'],
    unit: ['unite', 'unit'],
    pack_size: ['conditionnement', 'colisage', 'pack', 'contenance'],
    content: ['contenu', 'contenu net', 'quantite nette', 'net content'],
    stock: ['stock', 'quantite', 'quantity', 'qte', 'disponible'],
    mass_kg: ['poids', 'masse', 'weight', 'poids kg', 'poids (kg)'],
    category: ['rayon', 'categorie', 'category', 'famille'],
    name_en: ['nom en', 'name_en', 'english name'],
  };
  const byName = new Map(headers.map((header) => [foldCell(header), header]));
  const taken = new Set<string>(); // a header maps to one column only, the first match
  const guessed = mappedColumns.flatMap((column) => {
    const header = [column, ...(names[column] ?? [])]
      .map((name) => byName.get(name))
      .find((found) => found !== undefined && !taken.has(found));
    if (header === undefined) return [];
    taken.add(header);
    return [[column, header] as const];
  });
  return Object.fromEntries(guessed);
}

function pick(row: RawRow, from: (column: OfferColumn) => string | undefined): Cells {
  const cells: Cells = {};
  for (const column of offerColumns) {
    const header = from(column);
    const value = findOwnValue(row, header);
    if (value !== undefined) cells[column] = unquoteFormula(value);
  }
  return cells;
}

/** A column of sizes or colours says in its header what its values are: "Taille", "L" is the label "size=L". */
function labelledBy(header: string | undefined, cells: Cells): Cells {
  const value = cells.variant?.trim();
  if (header === undefined || !value || value.includes('=')) return cells;
  return { ...cells, variant: labelOf([[header, value]]) };
}

/** Removes the apostrophe that the export puts before text that a spreadsheet would evaluate. */
function unquoteFormula(value: string): string {
  return value.startsWith("'") && '=+-@\t\r'.includes(value[1] ?? ' ') ? value.slice(1) : value;
}

function shopify(): Reader {
  let product: RawRow = {};
  let skus = new Set<string>();
  return (raw) => {
    const row = lowerKeys(raw);
    if (row.title) {
      product = row;
      skus = new Set();
    }
    const own = row.handle === product.handle ? product : row;
    if (!row['variant price']) return null;
    const options = [1, 2, 3].flatMap((n): [string, string][] => {
      const value = row[`option${n} value`];
      return value && value !== 'Default Title' ? [[own[`option${n} name`] ?? '', value]] : [];
    });
    const reference = [row.handle, ...options.map(([, value]) => value)].filter(Boolean).join('-');
    // Some shops give all variants one reference: the second and later ones are known by handle and options.
    const typed = row['variant sku'] ?? '';
    const sku = typed === '' || skus.has(typed) ? reference : typed;
    skus.add(typed);
    return {
      sku,
      ...familyCells(row.handle ?? '', options),
      gtin: (row['variant barcode'] ?? '').replace(/^'/, ''),
      name_fr: own.title ?? '',
      description_fr: plainText(own['body (html)'] ?? ''),
      price: row['variant price'],
      stock: row['variant inventory tracker'] === '' ? '' : (row['variant inventory qty'] ?? ''),
      mass_kg: row['variant grams'] ? String(Number(row['variant grams']) / 1000) : '0',
      status: own.status === 'active' || own.published === 'true' || own.published === 'TRUE' ? 'live' : 'draft',
    };
  };
}

function wooCommerce(): Reader {
  const parents = new Map<string, RawRow>();
  return (raw) => {
    const row = lowerKeys(raw);
    const get = (...names: string[]) =>
      names.map((name) => findOwnValue(row, name)).find((value) => value !== undefined) ?? '';
    const [type, sku, name] = [get('type'), get('sku', 'ugs'), get('name', 'nom')];
    if (type.startsWith('variable') || type.startsWith('grouped')) {
      parents.set(sku, row);
      parents.set(`id:${get('id')}`, row);
      return null;
    }
    const parent = parents.get(get('parent'));
    const options = type.startsWith('variation') && parent ? attributesOf(row) : [];
    const family = parent ? familyCells(parent.sku || parent.ugs || `woo-${parent.id}`, options) : {};
    const description =
      get('short description', 'description courte') || get('description') || parent?.description || '';
    const status = get('published', 'publie');
    return {
      sku: sku || `woo-${get('id')}`,
      gtin: get('gtin, upc, ean, or isbn', 'gtin, upc, ean ou isbn'),
      ...family,
      name_fr: (family.variant && (parent?.name || parent?.nom)) || name,
      description_fr: plainText(description) || name,
      price: get('regular price', 'tarif regulier'),
      stock: get('stock'),
      mass_kg: get('weight (kg)', 'poids (kg)') || '0',
      ...(status ? { status: status === '1' ? 'live' : 'draft' } : {}),
    };
  };
}

/** Open Food Network: weights in g, kg or t, volumes in ml, l or kl, any other unit type counts as pieces. */
function openFoodNetwork(): Reader {
  const scale: Record<string, [string, number]> = {
    g: ['kg', 0.001],
    kg: ['kg', 1],
    t: ['kg', 1000],
    ml: ['litre', 0.001],
    l: ['litre', 1],
    kl: ['litre', 1000],
  };
  return (raw) => {
    const row = lowerKeys(raw);
    const name = row.name || row.product || '';
    const [unit, by] = findOwnValue(scale, (row.unit_type ?? '').toLowerCase()) ?? ['piece', 1];
    const units = Number((row.units || '1').replace(',', '.')) * by;
    const exactUnits = String(Math.round(units * 1000) / 1000);
    const variant = row.display_name || row.variant || '';
    const isVariant = variant !== '' && variant !== name;
    const title = isVariant ? `${name}, ${variant}` : name;
    return {
      sku: row.sku || title,
      ...(isVariant ? familyCells(name, [[/\d/.test(variant) ? 'contenance' : '', variant]]) : {}),
      name_fr: name,
      description_fr: plainText(row.description ?? '') || title,
      price: row.price ?? '',
      unit,
      pack_size: exactUnits,
      order_unit: exactUnits === '1' ? 'each' : 'lot',
      mass_kg: unit === 'kg' ? exactUnits : '0',
      stock: /^(1|true|yes)$/i.test(row.on_demand ?? '') ? '' : (row.on_hand ?? ''),
      ...(row.category ? { category: row.category } : {}),
    };
  };
}

function lowerKeys(row: RawRow): RawRow {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [foldCell(name), unquoteFormula(value)]));
}

/** Sixteen times what a description may hold: more than any shop's description with its markup. */
const maxHtml = 32_000;

/**
 * Plain text of simple HTML: tags removed, blocks as lines, numeric and common named entities decoded. A longer text is
 * cut before anything looks at it, without being read as HTML: it is too long for a description in any case.
 */
export function plainText(html: string): string {
  if (html.length > maxHtml) return html.slice(0, 2001);
  const entities: Record<string, string> = {
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    nbsp: ' ',
    apos: "'",
    eacute: 'é',
    egrave: 'è',
    agrave: 'à',
  };
  return cutElement(cutElement(html, 'script'), 'style')
    .replace(/<\/?(p|div|br|li|ul|ol|h\d)[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .replace(/&(#x?[0-9a-f]+|\w+);/gi, (whole, name: string) => {
      if (name.startsWith('#')) {
        const code = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
        return code > 31 && code < 0x110000 ? String.fromCodePoint(code) : ' ';
      }
      return findOwnValue(entities, name.toLowerCase()) ?? whole;
    })
    .replace(/[ \t]+/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** Removes an element with its content, in one pass however many are opened and never closed. */
function cutElement(html: string, name: string): string {
  const [before = '', ...openings] = html.split(new RegExp(`<${name}`, 'i'));
  const close = new RegExp(`</${name}>`, 'i');
  let kept = before;
  let waiting = '';
  for (const opening of openings) {
    const end = close.exec(opening);
    if (end) kept += opening.slice(end.index + end[0].length);
    else waiting += `<${name}${opening}`;
    if (end) waiting = '';
  }
  return kept + waiting;
}
