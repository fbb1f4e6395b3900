import { z } from 'zod';
import { maxReferenceLength } from '#app/domain/shared/order-references.ts';
import type { Town } from '#app/domain/shared/town.ts';
import {
  communeOf,
  email,
  optionalText,
  optionalVatNumber,
  phone,
  requiredText,
  ticked,
} from '#app/http/form-fields.ts';

/** The order's form; with it the answers `displacement-<offer id>`, as a share per mille. */
export const checkoutForm = (town: Town) =>
  z
    .looseObject({
      organisation: optionalText(60),
      address: requiredText(200),
      insee: communeOf(town),
      name: requiredText(120),
      email,
      phone,
      note: optionalText(500),
      /** A note of choice that becomes part of the order. */
      choiceNote: optionalText(60),
      keepAddress: ticked,
      billingAddress: optionalText(200),
      billingPostcode: optionalText(12).refine((text) => /^$|^\d{5}$/.test(text), 'postcode'),
      billingCity: optionalText(120),
      vatNumber: optionalVatNumber,
      /** An address of the national directory of e-invoices (BR-FR-23). */
      invoiceRoute: optionalText(125).refine((text) => /^[A-Za-z0-9+_.-]*$/.test(text), 'invoiceRoute'),
      /** The organisation's own references, and the cost centre that bears the order. */
      orderNumber: optionalText(maxReferenceLength.orderNumber),
      engagement: optionalText(maxReferenceLength.engagement),
      serviceCode: optionalText(maxReferenceLength.serviceCode),
      costCentre: optionalText(60),
      /** Hash of what the page showed, and the same as data, to say what changed since. */
      confirmed: optionalText(64),
      preview: optionalText(200_000),
      terms: z.literal('yes', 'terms'),
      how: z.enum(['account', 'request'], 'choice').optional(),
      /** The reason of a request. */
      why: optionalText(500),
    })
    .superRefine(({ billingAddress, billingPostcode, billingCity }, context) => {
      const billing = Object.entries({ billingAddress, billingPostcode, billingCity });
      if (billing.every(([, text]) => text === '')) return;
      for (const [name, text] of billing)
        if (text === '') context.addIssue({ code: 'custom', path: [name], message: 'required' });
    })
    .transform((form) => ({ ...form, displacement: displacementAnswers(form) }));
export type CheckoutForm = z.output<ReturnType<typeof checkoutForm>>;

const perMille: ReadonlyMap<unknown, number | null> = new Map([
  ['new', 1000],
  ['other', 0],
  ['unsure', null],
]);

/** Reads `displacement-<offer id>`: the share that replaces a new purchase, per mille; null if unknown. */
function displacementAnswers(form: Record<string, unknown>): Record<number, number | null> {
  const answers = Object.entries(form).flatMap(([name, value]) => {
    const offerId = /^displacement-(\d+)$/.exec(name)?.[1];
    return offerId ? [[Number(offerId), perMille.get(value) ?? null] as const] : [];
  });
  return Object.fromEntries(answers);
}
