import { z } from 'zod';
import { findCommune } from '#app/domain/shared/town.ts';

const text = (maxLength: number) => z.string().trim().min(1, 'required').max(maxLength, 'long');

/** Errors are keys of t.checkout.errors. */
export const checkoutForm = z.object({
  organisation: z.string().max(60).default(''),
  address: text(200),
  insee: z.string().refine((insee) => findCommune(insee) !== undefined, 'insee'),
  name: text(120),
  email: z.string().trim().max(200, 'long').pipe(z.email('email')),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[\d .()-]{6,20}$/, 'phone'),
  note: z.string().trim().max(500, 'long').default(''),
  terms: z.literal('yes', 'terms'),
  total: z.coerce.number().int(),
});

const perMille: Record<string, number | null> = { new: 1000, other: 0, unsure: null };

/** Reads `displacement-<offer id>`: the share that replaces a new purchase, per mille; null if unknown. */
export function displacementAnswers(values: Record<string, string>): Record<number, number | null> {
  const answers = Object.entries(values).flatMap(([name, value]) => {
    const offerId = /^displacement-(\d+)$/.exec(name)?.[1];
    return offerId ? [[Number(offerId), perMille[value] ?? null] as const] : [];
  });
  return Object.fromEntries(answers);
}
