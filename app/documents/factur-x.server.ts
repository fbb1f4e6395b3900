// An invoice as data: the EN 16931 profile of Factur-X, which its PDF/A-3 carries. @stackforge-eu/factur-x writes the
// XML; invoice-pdf attaches it.
import {
  type AddressInput,
  buildXml,
  DocumentTypeCode,
  type FacturXInvoiceInput,
  Flavor,
  type InvoiceLineInput,
  Profile,
  type TradePartyInput,
  validateInput,
} from '@stackforge-eu/factur-x';
import {
  type Exemption,
  type InvoiceContent,
  type InvoiceLine,
  type InvoiceParty,
  invoiceTotals,
  operationCode,
  unitPrice,
  type VatGroup,
  vatGroups,
} from '#app/domain/invoicing/invoice.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { applyRate } from '#app/domain/shared/money.ts';
import { asMarkup } from '#app/http/escape-markup.ts';
import { catalogues } from '#app/i18n/messages.ts';
import { invoiceLineName } from './invoice-line-name.ts';
import type { FacturXMark } from './pdf-metadata.server.ts';

/** Payment means codes of UNTDID 4461: 68 online payment, 58 SEPA transfer, 97 clearing between partners. */
const means = { online: '68', transfer: '58', clearing: '97' };

function meansOf({ period, paidOn }: InvoiceContent): string {
  if (period) return means.clearing;
  return paidOn ? means.online : means.transfer;
}

/** VAT category: S standard, or E exempt with a stated reason. */
const category = ({ vatBasisPoints }: Pick<VatGroup, 'vatBasisPoints'>) => (vatBasisPoints > 0 ? 'S' : 'E');

const euros = (cents: number) => cents / 100;

export function facturXml(content: InvoiceContent): string {
  const xml = buildXml(facturXInput(content), Profile.EN16931, Flavor.FACTUR_X);
  return withCostCentre(xml, content.buyer.references?.costCentre ?? '');
}

/** The cost centre (BT-19), the last element of the settlement, which the library cannot write. */
function withCostCentre(xml: string, costCentre: string): string {
  if (costCentre === '') return xml;
  const account = `<ram:ReceivableSpecifiedTradeAccountingAccount><ram:ID>${asMarkup(costCentre)}</ram:ID></ram:ReceivableSpecifiedTradeAccountingAccount>`;
  const end = '</ram:ApplicableHeaderTradeSettlement>';
  invariant(xml.includes(end), 'a Factur-X file has a settlement');
  return xml.replace(end, () => account + end);
}

/** How the XML is named in the PDF that carries it. */
export const facturXFile: FacturXMark = { fileName: 'factur-x.xml', profile: 'EN 16931' };

/** The XML of an invoice. Throws if its data is not a valid EN 16931 invoice. */
export function validFacturXml(content: InvoiceContent): string {
  const { valid, errors } = validateInput(facturXInput(content), Profile.EN16931);
  const sound = valid || errors.every(({ message }) => message.includes('BR-CO-17') && roundsByLine(content));
  invariant(sound, `invoice ${content.number}: ${JSON.stringify(errors)}`);
  return facturXml(content);
}

/**
 * VAT is the sum of the lines' VAT, so that the refunded and the remaining part add up to what was paid. Over many
 * corrected lines it can differ by some cents from rate times sum; BR-CO-17 in CEN's schematron allows less than one
 * euro.
 */
function roundsByLine(content: InvoiceContent): boolean {
  return vatGroups(content).every(
    ({ htCents, vatCents, vatBasisPoints }) => Math.abs(vatCents - applyRate(htCents, vatBasisPoints)) < 100,
  );
}

function facturXInput(content: InvoiceContent): FacturXInvoiceInput {
  const t = catalogues[content.locale].invoices;
  const { htCents, vatCents, totalCents } = invoiceTotals(content);
  const groups = vatGroups(content);
  const paidCents = content.paidOn !== null ? totalCents : 0;
  const { serviceCode = '', engagement = '', orderNumber = '' } = content.buyer.references ?? {};
  const ownOrder = engagement || orderNumber;
  return {
    document: {
      id: content.number,
      issueDate: content.issuedOn,
      typeCode: content.kind === 'invoice' ? DocumentTypeCode.COMMERCIAL_INVOICE : DocumentTypeCode.CREDIT_NOTE,
      businessProcessId: operationCode(content),
      ...(serviceCode && { buyerReference: serviceCode }),
      notes: [
        { content: t.penalties, subjectCode: 'PMD' },
        { content: t.recovery, subjectCode: 'PMT' },
        { content: t.discount, subjectCode: 'AAB' },
        ...(content.period
          ? []
          : [
              { content: t.issuedUnder(content.seller.name, content.issuer.town, content.mandate), subjectCode: 'REG' },
            ]),
        // The national directory routes it: French rules then want the buyer's SIREN and scheme 0225 (BR-FR-11, -21).
        ...(isRouted(content.buyer) ? [{ content: 'B2B', subjectCode: 'BAR' }] : []),
      ],
    },
    seller: { ...party(content.seller), ...sellerTaxes(content) },
    buyer: { ...party(content.buyer), ...vatRegistration(content.buyer) },
    lines: content.lines.map((line, i) => ({
      id: String(i + 1),
      name: invoiceLineName(line, content),
      quantity: line.quantity,
      unitCode: line.unitCode,
      ...priced(line),
      lineTotal: euros(line.htCents),
      vatCategoryCode: category(line),
      vatRatePercent: line.vatBasisPoints / 100,
    })),
    delivery: {
      date: content.deliveredOn,
      ...(content.deliveredTo && { location: addressOf(content.deliveredTo) }),
    },
    ...(content.period && { billingPeriod: { startDate: content.period.from, endDate: content.period.to } }),
    payment: {
      meansCode: meansOf(content),
      // For a paid document the French rules keep the day of payment here (BR-FR-CO-09).
      dueDate: content.paidOn ?? content.dueOn,
      ...(!content.paidOn && content.issuer.iban && { iban: content.issuer.iban }),
    },
    references: [
      // In the order of the schema. The seller's number of the order (BT-14) is ours; the buyer's own stands apart (BT-13).
      ...(content.period ? [] : [{ id: content.orderNumber, type: 'seller-order' as const }]),
      ...(ownOrder ? [{ id: ownOrder, type: 'order' as const }] : []),
      ...(content.corrects
        ? [{ id: content.corrects.number, type: 'preceding' as const, issueDate: content.corrects.issuedOn }]
        : []),
    ],
    vatBreakdown: groups.map((group) => ({
      categoryCode: category(group),
      ratePercent: group.vatBasisPoints / 100,
      taxableAmount: euros(group.htCents),
      taxAmount: euros(group.vatCents),
      ...(group.exemption && { exemptionReason: t.exemptions[group.exemption], ...exemptionCodes[group.exemption] }),
    })),
    totals: {
      lineTotal: euros(htCents),
      taxBasisTotal: euros(htCents),
      taxTotal: euros(vatCents),
      grandTotal: euros(totalCents),
      prepaidAmount: euros(paidCents),
      duePayableAmount: euros(totalCents - paidCents),
      currency: 'EUR',
    },
  };
}

/** SIREN in the register of companies (scheme 0002), where there is one. */
function party(of: InvoiceParty): TradePartyInput {
  const { name, siret, email, invoiceRoute } = of;
  return {
    name,
    address: addressOf(of),
    ...(siret && { globalId: { value: siret, schemeID: '0009' } }),
    electronicAddress: isRouted(of)
      ? { value: invoiceRoute ?? '', schemeID: '0225' }
      : { value: email, schemeID: 'EM' },
    ...(siret && { legalOrganization: { id: siren(siret), schemeID: '0002' } }),
  };
}

/** Whether the buyer gave its address in the national directory; it begins with the SIREN (BR-FR-21). */
function isRouted({ siret, invoiceRoute }: InvoiceParty): boolean {
  return siret !== null && invoiceRoute?.startsWith(siren(siret)) === true;
}

function addressOf({ address, postcode, city }: Pick<InvoiceParty, 'address' | 'postcode' | 'city'>): AddressInput {
  return { line1: address, city, postalCode: postcode, country: 'FR' };
}

function priced(line: InvoiceLine): Pick<InvoiceLineInput, 'unitPrice' | 'basisQuantity'> {
  const price = unitPrice(line);
  return { unitPrice: euros(price.cents), ...(price.for !== 1 && { basisQuantity: price.for }) };
}

/** Codes of the list VATEX; article 261 has one for each of its points, so none is given for it as a whole. */
const exemptionCodes: Record<Exemption, { exemptionReasonCode?: string }> = {
  franchise: { exemptionReasonCode: 'VATEX-FR-FRANCHISE' },
  margin: { exemptionReasonCode: 'VATEX-EU-F' },
  exempt: {},
};

const siren = (siret: string) => siret.slice(0, 9);

/** A buyer has a VAT number or no tax registration: scheme `FC` is for sellers (FX-SCH-A-000031). */
function vatRegistration({ vatNumber }: InvoiceParty): Pick<TradePartyInput, 'taxRegistrations'> {
  return vatNumber ? { taxRegistrations: [{ id: vatNumber, schemeId: 'VA' }] } : {};
}

/** A seller without a VAT number gives its SIREN as its tax registration. */
function sellerTaxes({ seller, vatRegime }: InvoiceContent): Pick<TradePartyInput, 'taxRegistrations'> {
  if (seller.vatNumber && vatRegime !== 'franchise') return vatRegistration(seller);
  return seller.siret ? { taxRegistrations: [{ id: siren(seller.siret), schemeId: 'FC' }] } : {};
}
