import type { SupplierBasketView } from '#app/domain/basket/basket-view.server.ts';
import { minimumQuantity } from '#app/domain/catalogue/offer.ts';
import { timeErrors } from '#app/i18n/format-time.ts';
import type { Messages } from '#app/i18n/messages.ts';

type Line = SupplierBasketView['lines'][number];

/** The sentence for what keeps a line from being ordered; null if nothing does. */
export function describeLineBlock(line: Line, messages: Messages): string | null {
  const { basket: t } = messages;
  if (line.block === null) return null;
  if (line.block === 'gone') return t.gone;
  if (line.block === 'quote') return t.quote;
  if (line.block === 'no-day') return t.noDay;
  if (line.block === 'too-heavy') return t.tooHeavy;
  if (line.block === 'step') return t.step(minimumQuantity(line), line.orderStep);
  if (line.block === 'stock') return t.notEnough(line.stock ?? 0);
  const errors = timeErrors(messages);
  // Its terms were changed while it was in the basket.
  if (line.block === 'too-short' || line.block === 'too-long') return errors.closed;
  return errors[line.block];
}
