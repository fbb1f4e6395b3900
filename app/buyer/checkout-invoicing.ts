// The answers of an organisation about its invoices at the checkout.
import type { Organisation } from '#app/domain/accounts/organisation.ts';
import type { PlaceOrder } from '#app/domain/checkout/freeze-order.server.ts';
import { isOfCompany } from '#app/domain/shared/identifiers/vat-number.ts';
import type { ReferenceName } from '#app/domain/shared/order-references.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import type { CheckoutForm } from './checkout-form.ts';

/** Errors by field for numbers of another organisation; null when there are none. */
export function invoicingErrors(
  { t }: Pick<RequestContext, 't'>,
  { vatNumber, invoiceRoute }: CheckoutForm,
  organisation: Organisation | null,
): Record<string, string> | null {
  const siren = organisation?.siret?.slice(0, 9);
  if (!organisation) return null;
  const errors = {
    ...(siren && vatNumber && !isOfCompany(vatNumber, siren) && { vatNumber: t.checkout.otherSiren }),
    ...(invoiceRoute && !(siren && invoiceRoute.startsWith(siren)) && { invoiceRoute: t.checkout.otherSiren }),
  };
  return Object.keys(errors).length > 0 ? errors : null;
}

/** Errors by field for references that the organisation asks for and the form lacks; null when there are none. */
export function missingReferences(
  { t }: Pick<RequestContext, 't'>,
  form: Pick<CheckoutForm, ReferenceName>,
  required: readonly ReferenceName[],
): Record<string, string> | null {
  const missing = required.filter((name) => form[name] === '');
  if (missing.length === 0) return null;
  return Object.fromEntries(missing.map((name) => [name, t.budgets.references.required]));
}

/** Its billing address when that is another one, its numbers and its references. */
export function invoicingOf(
  form: CheckoutForm,
): Pick<PlaceOrder, 'billing' | 'invoicing' | 'references' | 'costCentreId'> {
  const { orderNumber, engagement, serviceCode, costCentre } = form;
  const { billingAddress: address, billingPostcode: postcode, billingCity: city } = form;
  return {
    billing: address ? { address, postcode, city } : null,
    invoicing: { vatNumber: form.vatNumber, invoiceRoute: form.invoiceRoute || null },
    references: { orderNumber, engagement, serviceCode },
    costCentreId: costCentre || null,
  };
}
