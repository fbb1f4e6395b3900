// Renders an invoice or credit note as a PDF with its data embedded.
import { type InvoiceContent, type InvoiceParty, invoiceTotals, vatGroups } from '#app/domain/invoicing/invoice.ts';
import { translatedField } from '#app/domain/shared/translated.ts';
import { formatDate, formatMoney, formatNumber, formatRate } from '#app/i18n/format.ts';
import { catalogues, type Messages } from '#app/i18n/messages.ts';
import { embedData, type InvoiceIssuer } from './factur-x.server.ts';
import { colours, openSheet, type Sheet, sheet } from './pdf-sheet.server.ts';

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
export async function renderInvoice(content: InvoiceContent, issuer: InvoiceIssuer): Promise<Uint8Array> {
  const t = catalogues[content.locale].invoices;
  const page = openSheet({
    title: t.titleOf(t.kinds[content.kind], content.number),
    author: content.seller.name,
    lang: content.locale,
    at: new Date(`${content.issuedOn}T12:00:00Z`),
  });
  let y = head(page, content);
  y = lines(page, content, y + 22);
  y = sums(page, content, y + 14);
  y = settlement(page, content, issuer.bankIban, y + 16);
  if (content.checkpoint) ledgerHead(page, content.checkpoint, t.checkpoint, y + 14);
  feet(page, content, issuer);
  return embedData(await page.finish(), content, issuer);
}

function head(page: Sheet, content: InvoiceContent): number {
  const t = catalogues[content.locale].invoices;
  const half = (width - 2 * margin) / 2;
  const small = { size: 8.5, colour: colours.slate };
  let left = page.write(content.seller.name, { x: margin, y: margin, width: half }, { font: 'title', size: 15 });
  for (const line of identity(content.seller, t)) left = page.write(line, { x: margin, y: left, width: half }, small);
  const atRight = { x: margin + half, width: half };
  let y = page.write(
    t.kinds[content.kind],
    { ...atRight, y: margin },
    { font: 'title', size: 15, colour: colours.vine, align: 'right' },
  );
  y = page.write(content.number, { ...atRight, y }, { font: 'strong', size: 11, align: 'right' });
  y = page.write(
    t.issuedOn(formatDate(content.issuedOn, content.locale)),
    { ...atRight, y },
    { ...small, align: 'right' },
  );
  y = Math.max(left, y) + 16;
  page.rule(y);
  y += 12;
  const { buyer } = content;
  let billed = page.write(t.billedTo, { x: margin, y, width: half }, small);
  billed = page.write(buyer.name, { x: margin, y: billed, width: half - 20 }, { font: 'strong', size: 10.5 });
  for (const line of [buyer.address, `${buyer.postcode} ${buyer.city}`, buyer.siret ? t.siret(buyer.siret) : ''].filter(
    Boolean,
  ))
    billed = page.write(line, { x: margin, y: billed, width: half - 20 });
  let about = page.write(t.about, { ...atRight, y }, small);
  about = page.write(t.order(content.orderNumber), { ...atRight, y: about }, { font: 'strong', size: 10.5 });
  about = page.write(t.delivered(formatDate(content.deliveredOn, content.locale)), { ...atRight, y: about });
  if (content.corrects)
    about = page.write(t.corrects(content.corrects.number, formatDate(content.corrects.issuedOn, content.locale)), {
      ...atRight,
      y: about,
    });
  return Math.max(billed, about);
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

function row(page: Sheet, y: number, cells: readonly string[], style: Parameters<Sheet['write']>[2] = {}): number {
  return Math.max(
    ...columns.map(({ x, width, align }, i) => page.write(cells[i]!, { x, y, width }, { ...style, align })),
  );
}

function lines(page: Sheet, content: InvoiceContent, from: number): number {
  const { locale } = content;
  const t = catalogues[locale].invoices;
  const header = (y: number) => {
    const end = row(page, y, t.columns, { size: 8.5, colour: colours.slate });
    page.rule(end + 3, colours.ink);
    return end + 9;
  };
  let y = header(from);
  for (const line of content.lines) {
    const name = line.kind === 'delivery' ? t.delivery : translatedField(line, 'name', locale);
    page.doc.font('text').fontSize(9.5);
    if (y + page.doc.heightOfString(name, { width: columns[0].width }) > bottom) {
      page.doc.addPage();
      y = header(margin);
    }
    const end = row(page, y, [
      name,
      formatNumber(line.quantity, locale),
      formatMoney(Math.round(line.htCents / line.quantity), locale),
      formatRate(line.vatBasisPoints, locale),
      formatMoney(line.htCents, locale),
    ]);
    page.rule(end + 3);
    y = end + 8;
  }
  return y;
}

function sums(page: Sheet, content: InvoiceContent, from: number): number {
  const { locale } = content;
  const t = catalogues[locale].invoices;
  const groups = vatGroups(content);
  if (from + 20 + groups.length * 16 + 60 > bottom) page.doc.addPage();
  const top = page.doc.page && from + 20 + groups.length * 16 + 60 > bottom ? margin : from;
  const money = (cents: number) => formatMoney(cents, locale);
  const small = { size: 8.5, colour: colours.slate };
  const vat = [
    { x: margin, width: 50 },
    { x: margin + 50, width: 80 },
    { x: margin + 130, width: 70 },
  ];
  const vatRow = (y: number, cells: readonly string[], style: Parameters<Sheet['write']>[2] = {}) =>
    Math.max(
      ...vat.map((at, i) => page.write(cells[i]!, { ...at, y }, { ...style, align: i === 0 ? 'left' : 'right' })),
    );
  let left = vatRow(top, [t.rate, t.base, t.vat], small);
  for (const { vatBasisPoints, htCents, vatCents } of groups)
    left = vatRow(left + 2, [formatRate(vatBasisPoints, locale), money(htCents), money(vatCents)]);
  for (const { exemption } of groups)
    if (exemption) left = page.write(t.exemptions[exemption], { x: margin, y: left + 4, width: 230 }, small);
  const { htCents, vatCents, totalCents } = invoiceTotals(content);
  const names = { x: 330, width: 120 };
  const amounts = { x: right - 110, width: 110 };
  let y = top;
  for (const [name, cents] of [
    [t.totalHt, htCents],
    [t.totalVat, vatCents],
  ] as const) {
    page.write(name, { ...names, y });
    y = page.write(money(cents), { ...amounts, y }, { align: 'right' }) + 3;
  }
  page.doc.moveTo(330, y).lineTo(right, y).lineWidth(0.7).strokeColor(colours.ink).stroke();
  page.write(t.total, { ...names, y: y + 5 }, { font: 'strong', size: 12 });
  y = page.write(money(totalCents), { ...amounts, y: y + 5 }, { font: 'strong', size: 12, align: 'right' });
  return Math.max(left, y);
}

function settlement(page: Sheet, content: InvoiceContent, bankIban: string | null, y: number): number {
  const t = catalogues[content.locale].invoices;
  const day = (iso: string) => formatDate(iso, content.locale);
  const text =
    content.kind === 'credit-note'
      ? content.paidOn
        ? t.givenBack
        : t.setOff
      : content.paidOn
        ? t.paid(day(content.paidOn))
        : t.due(day(content.dueOn), bankIban ?? '', content.orderNumber);
  return page.write(text, { x: margin, y }, { font: 'strong', colour: colours.vine });
}

/**
 * Prints the signed checkpoint of the impact ledger: with it the holder can prove that no earlier entry was
 * rewritten.
 */
function ledgerHead(page: Sheet, note: string, text: string, from: number): void {
  const small = { size: 6.5, colour: colours.slate, gap: 0.5 };
  const fits = from + 70 <= bottom;
  if (!fits) page.doc.addPage();
  const y = page.write(text, { x: margin, y: fits ? from : margin }, small);
  page.write(note.trim(), { x: margin, y: y + 2 }, small);
}

/** Legal notices at the foot of each page. */
function feet(page: Sheet, content: InvoiceContent, { town }: InvoiceIssuer): void {
  const t = catalogues[content.locale].invoices;
  const { start, count } = page.doc.bufferedPageRange();
  const small = { size: 7.5, colour: colours.slate, gap: 1 };
  for (let n = start; n < start + count; n++) {
    page.doc.switchToPage(n);
    page.doc.page.margins.bottom = 0; // the footer is printed inside the margin
    page.rule(height - margin - footHeight + 14);
    let y = height - margin - footHeight + 22;
    for (const text of [
      `${t.discount} ${t.penalties} ${t.recovery}`,
      t.nature,
      t.mandate(content.seller.name, town.name),
      t.embedded,
    ])
      y = page.write(text, { x: margin, y, width: width - 2 * margin - 40 }, small);
    page.write(
      t.page(n - start + 1, count),
      { x: right - 40, y: height - margin - footHeight + 22, width: 40 },
      { ...small, align: 'right' },
    );
  }
}
