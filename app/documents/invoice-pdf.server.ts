// Renders an invoice or credit note as a PDF with its data attached. Made from the content alone: the same bytes each
// time. A screen reader reads in the order of the calls, not of the places.
import {
  type InvoiceContent,
  type InvoiceParty,
  invoiceTotals,
  operationNature,
  unitPrice,
  type VatGroup,
  vatGroups,
} from '#app/domain/invoicing/invoice.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { givenReferences } from '#app/domain/shared/order-references.ts';
import { formatDate, formatMoney, formatMonth, formatNumber, formatRate } from '#app/i18n/format.ts';
import { formatWeight } from '#app/i18n/format-weight.ts';
import { catalogues, type Messages } from '#app/i18n/messages.ts';
import { facturXFile, validFacturXml } from './factur-x.server.ts';
import { invoiceLineName } from './invoice-line-name.ts';
import { colours, openSheet, type Sheet, type Style, sheet, type TextTag } from './pdf-sheet.server.ts';

const { margin, width, height } = sheet;
const right = width - margin;
/** Columns of the lines: description, quantity, price, rate, amount. */
const columns = [
  { x: margin, width: 235, align: 'left' },
  { x: 290, width: 45, align: 'right' },
  { x: 343, width: 75, align: 'right' },
  { x: 424, width: 42, align: 'right' },
  { x: right - 76, width: 76, align: 'right' },
] as const;
const footHeight = 96;
const bottom = height - margin - footHeight;

/** Throws if the content is not a valid EN 16931 invoice. */
export async function renderInvoice(content: InvoiceContent): Promise<Uint8Array> {
  const t = catalogues[content.locale].invoices;
  const at = new Date(content.issuedAt);
  const xml = validFacturXml(content);
  const page = openSheet({
    title: t.titleOf(t.kinds[content.kind], content.number),
    author: content.seller.name,
    lang: content.locale,
    at,
    facturX: facturXFile,
  });
  let y = head(page, content);
  y = goods(page, content, y + 22);
  y = sums(page, content, y + 14);
  y = settlement(page, content, y + 16);
  if (content.checkpoint) ledgerHead(page, content.checkpoint, t.checkpoint, y + 14);
  feet(page, content);
  page.doc.file(Buffer.from(xml), {
    name: facturXFile.fileName,
    type: 'text/xml',
    relationship: 'Alternative',
    description: t.embedded,
    creationDate: at,
    modifiedDate: at,
  });
  return page.finish();
}

const half = (width - 2 * margin) / 2;
const small: Style = { size: 8.5, colour: colours.slate };

function head(page: Sheet, content: InvoiceContent): number {
  const t = catalogues[content.locale].invoices;
  const atRight = { x: margin + half, width: half };
  const named = page.group('H1', () => {
    const kind: Style = { font: 'title', size: 15, colour: colours.vine, align: 'right' };
    const y = page.write(t.kinds[content.kind], { ...atRight, y: margin }, kind, 'Span');
    return page.write(content.number, { ...atRight, y }, { font: 'strong', size: 11, align: 'right' }, 'Span');
  });
  const issued = t.issuedOn(formatDate(content.issuedOn, content.locale));
  const right = page.write(issued, { ...atRight, y: named }, { ...small, align: 'right' });
  let left = page.write(content.seller.name, { x: margin, y: margin, width: half }, { font: 'title', size: 15 }, 'H2');
  left = lines(page, identity(content.seller, t), { x: margin, y: left, width: half }, small);
  const y = Math.max(left, right) + 16;
  page.rule(y);
  return Math.max(buyerBlock(page, content, y + 12), orderBlock(page, content, y + 12));
}

function buyerBlock(page: Sheet, { buyer, locale }: InvoiceContent, from: number): number {
  const t = catalogues[locale].invoices;
  const at = { x: margin, width: half - 20 };
  let y = page.write(t.billedTo, { ...at, y: from, width: half }, small, 'H2');
  y = page.write(buyer.name, { ...at, y }, { font: 'strong', size: 10.5 });
  const address = [
    buyer.address,
    `${buyer.postcode} ${buyer.city}`,
    buyer.siret ? t.siret(buyer.siret) : '',
    buyer.vatNumber ? t.vatNumber(buyer.vatNumber) : '',
  ];
  return lines(page, address.filter(Boolean), { ...at, y });
}

function orderBlock(page: Sheet, content: InvoiceContent, from: number): number {
  const { locale, corrects, deliveredTo, period } = content;
  const t = catalogues[locale].invoices;
  const at = { x: margin + half, width: half };
  let y = page.write(t.about, { ...at, y: from }, small, 'H2');
  const what = period ? t.period(formatMonth(period.from.slice(0, 7), locale)) : t.order(content.orderNumber);
  y = page.write(what, { ...at, y }, { font: 'strong', size: 10.5 });
  const more = period ? [] : [t.delivered(formatDate(content.deliveredOn, locale))];
  if (deliveredTo) more.push(`${deliveredTo.address}, ${deliveredTo.postcode} ${deliveredTo.city}`);
  for (const { name, text } of givenReferences(content.buyer.references)) more.push(t.references[name](text));
  if (corrects) more.push(t.corrects(corrects.number, formatDate(corrects.issuedOn, locale)));
  return lines(page, more, { ...at, y });
}

/** One under the other; returns the y where the last ends. */
function lines(page: Sheet, texts: readonly string[], at: { x: number; y: number; width: number }, style?: Style) {
  return texts.reduce((y, text) => page.write(text, { ...at, y }, style), at.y);
}

function identity(seller: InvoiceParty, t: Messages['invoices']): string[] {
  return [
    seller.legalForm ?? '',
    `${seller.address}, ${seller.postcode} ${seller.city}`,
    [seller.siret ? t.siret(seller.siret) : '', seller.vatNumber ? t.vatNumber(seller.vatNumber) : '']
      .filter(Boolean)
      .join(' · '),
    seller.email,
  ].filter(Boolean);
}

function row(page: Sheet, y: number, cells: readonly string[], tag: TextTag, style: Style = {}): number {
  return Math.max(
    ...columns.map(({ x, width, align }, i) => page.write(cells[i]!, { x, y, width }, { ...style, align }, tag)),
  );
}

/** The exact price, as the data have it: of one, or of the quantity that makes whole cents (3 for 10.00). */
export function printedPrice(line: Parameters<typeof unitPrice>[0], locale: Locale): string {
  const price = unitPrice(line);
  const money = formatMoney(price.cents, locale);
  return price.for === 1 ? money : catalogues[locale].invoices.priceFor(money, formatNumber(price.for, locale));
}

/** One table, also over several sheets: the head that is repeated on each is an artifact. */
function goods(page: Sheet, content: InvoiceContent, from: number): number {
  const { locale } = content;
  const t = catalogues[locale].invoices;
  const header = (y: number, tag: TextTag) => {
    const end = row(page, y, t.columns, tag, small);
    page.rule(end + 3, colours.ink);
    return end + 9;
  };
  const cellsOf = (line: InvoiceContent['lines'][number]) => [
    invoiceLineName(line, content),
    Number.isInteger(line.quantity)
      ? formatNumber(line.quantity, locale)
      : formatWeight(Math.round(line.quantity * 1000), locale),
    printedPrice(line, locale),
    formatRate(line.vatBasisPoints, locale),
    formatMoney(line.htCents, locale),
  ];
  return page.group(
    'Table',
    () => {
      let y = page.group('TR', () => header(from, 'TH column'));
      for (const line of content.lines) {
        const cells = cellsOf(line);
        if (y + page.heightOf(cells[0]!, columns[0].width) > bottom) {
          page.doc.addPage();
          y = header(margin, 'artifact');
        }
        const end = page.group('TR', () => row(page, y, cells, 'TD'));
        page.rule(end + 3);
        y = end + 8;
      }
      return y;
    },
    t.tables.lines,
  );
}

function sums(page: Sheet, content: InvoiceContent, from: number): number {
  const groups = vatGroups(content);
  const fits = from + 20 + groups.length * 16 + 60 <= bottom;
  if (!fits) page.doc.addPage();
  const top = fits ? from : margin;
  return Math.max(vatTable(page, content, groups, top), totals(page, content, top));
}

function vatTable(page: Sheet, { locale }: InvoiceContent, groups: readonly VatGroup[], top: number): number {
  const t = catalogues[locale].invoices;
  const vat = [
    { x: margin, width: 50 },
    { x: margin + 50, width: 80 },
    { x: margin + 130, width: 70 },
  ];
  const vatRow = (y: number, cells: readonly string[], tag: TextTag, style: Style = {}) =>
    page.group('TR', () =>
      Math.max(
        ...vat.map((at, i) =>
          page.write(cells[i]!, { ...at, y }, { ...style, align: i === 0 ? 'left' : 'right' }, tag),
        ),
      ),
    );
  let y = page.group(
    'Table',
    () =>
      groups.reduce(
        (end, { vatBasisPoints, htCents, vatCents }) =>
          vatRow(
            end + 2,
            [formatRate(vatBasisPoints, locale), formatMoney(htCents, locale), formatMoney(vatCents, locale)],
            'TD',
          ),
        vatRow(top, [t.rate, t.base, t.vat], 'TH column', small),
      ),
    t.tables.vat,
  );
  for (const { exemption } of groups)
    if (exemption) y = page.write(t.exemptions[exemption], { x: margin, y: y + 4, width: 230 }, small);
  return y;
}

function totals(page: Sheet, content: InvoiceContent, top: number): number {
  const t = catalogues[content.locale].invoices;
  const { htCents, vatCents, totalCents } = invoiceTotals(content);
  const total = (name: string, cents: number, y: number, style: Style = {}) =>
    page.group('TR', () => {
      page.write(name, { x: 330, width: 120, y }, style, 'TH row');
      const amount = formatMoney(cents, content.locale);
      return page.write(amount, { x: right - 110, width: 110, y }, { ...style, align: 'right' }, 'TD');
    });
  return page.group(
    'Table',
    () => {
      const y = total(t.totalVat, vatCents, total(t.totalHt, htCents, top) + 3) + 3;
      page.artifact(() => page.doc.moveTo(330, y).lineTo(right, y).lineWidth(0.7).strokeColor(colours.ink).stroke());
      return total(t.total, totalCents, y + 5, { font: 'strong', size: 12 });
    },
    t.tables.totals,
  );
}

function settlement(page: Sheet, content: InvoiceContent, y: number): number {
  const t = catalogues[content.locale].invoices;
  const day = (iso: string) => formatDate(iso, content.locale);
  if (content.period) {
    const text = content.kind === 'invoice' ? t.retained : t.addedToPayouts;
    return page.write(text, { x: margin, y }, { font: 'strong', colour: colours.vine });
  }
  const text =
    content.kind === 'credit-note'
      ? content.paidOn
        ? t.givenBack
        : t.setOff
      : content.paidOn
        ? t.paid(day(content.paidOn))
        : t.due(day(content.dueOn), content.issuer.iban ?? '', content.orderNumber);
  return page.write(text, { x: margin, y }, { font: 'strong', colour: colours.vine });
}

/**
 * Prints the signed checkpoint of the impact ledger: with it the holder can prove that no earlier entry was
 * rewritten.
 */
function ledgerHead(page: Sheet, note: string, text: string, from: number): void {
  const small: Style = { size: 6.5, colour: colours.slate, gap: 0.5 };
  const fits = from + 70 <= bottom;
  if (!fits) page.doc.addPage();
  const y = page.write(text, { x: margin, y: fits ? from : margin }, small);
  page.write(note.trim(), { x: margin, y: y + 2 }, small);
}

/** Legal notices at the foot of each page: a list of the first one, repeated as artifacts on the others. */
function feet(page: Sheet, content: InvoiceContent): void {
  const t = catalogues[content.locale].invoices;
  const { start, count } = page.doc.bufferedPageRange();
  const small: Style = { size: 7.5, colour: colours.slate, gap: 1 };
  const notices = [
    `${t.discount} ${t.penalties} ${t.recovery}`,
    t.nature[operationNature(content.lines)],
    ...(content.period ? [] : [t.issuedUnder(content.seller.name, content.issuer.town, content.mandate)]),
    t.embedded,
    ...(page.lacks() ? [t.lacking] : []),
  ];
  const top = height - margin - footHeight + 22;
  const notice = (text: string, y: number, tag: TextTag) =>
    page.write(text, { x: margin, y, width: width - 2 * margin - 40 }, small, tag);
  for (let n = start; n < start + count; n++) {
    page.doc.switchToPage(n);
    page.doc.page.margins.bottom = 0; // the footer is printed inside the margin
    page.rule(top - 8);
    if (n === start)
      page.group('L', () => notices.reduce((y, text) => page.group('LI', () => notice(text, y, 'LBody')), top));
    else notices.reduce((y, text) => notice(text, y, 'artifact'), top);
    const at = { x: right - 40, y: top, width: 40 };
    page.write(t.page(n - start + 1, count), at, { ...small, align: 'right' }, 'artifact');
  }
}
