import type { Messages } from '#app/i18n/messages.ts';

type Reason = 'quantity' | 'gone' | 'full' | 'step' | 'quote';

/** The reason why a quantity was refused, in the page's language. */
export function basketRefusal({ basket: t }: Messages, reason: Reason, minimum: number, step: number): string {
  if (reason === 'step') return t.step(minimum, step);
  return { quantity: t.quantityError, gone: t.gone, full: t.full, quote: t.quote }[reason];
}
