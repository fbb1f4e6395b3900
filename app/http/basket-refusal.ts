import type { BasketRefusal } from '#app/domain/basket/baskets.server.ts';
import type { Messages } from '#app/i18n/messages.ts';

type Reason = BasketRefusal['reason'];

/** The reason why a quantity was refused, in the page's language. */
export function basketRefusal({ basket: t, booking }: Messages, reason: Reason, minimum: number, step: number): string {
  if (reason === 'step') return t.step(minimum, step);
  return { quantity: t.quantityError, gone: t.gone, full: t.full, quote: t.quote, time: booking.errors.time }[reason];
}
