// The answers of an organisation about its invoices at the checkout.
import type { Organisation } from '#app/domain/accounts/organisation.ts';
import type { PlaceOrder } from '#app/domain/checkout/freeze-order.server.ts';
import { isOfCompany } from '#app/domain/shared/identifiers/vat-number.ts';
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

/** Its billing address when that is another one, its VAT number and its address in the directory. */
export function invoicingOf(form: CheckoutForm): Pick<PlaceOrder, 'billing' | 'invoicing'> {
  const { billingAddress: address, billingPostcode: postcode, billingCity: city } = form;
  return {
    billing: address ? { address, postcode, city } : null,
    invoicing: { vatNumber: form.vatNumber, invoiceRoute: form.invoiceRoute || null },
  };
}
