// The weight of an order's line for its buyer: the band that was agreed, and once it was packed, its own.
import type { OrderLine } from '#app/domain/orders/orders.server.ts';
import type { Outcome } from '#app/domain/orders/parts.server.ts';
import { multiplyThousandths } from '#app/domain/shared/money.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatTaxed } from '#app/i18n/format-price.ts';
import { formatWeight } from '#app/i18n/format-weight.ts';

/** Null of a line whose price does not follow its weight, or that another offer replaced, or that fell away. */
export function weightText(
  { t, locale }: Pick<RequestContext, 't' | 'locale'>,
  line: OrderLine,
  outcome: Outcome | undefined,
): string | null {
  const { quantity, offerId, impactInput } = outcome ?? line;
  if (!line.pieceWeight || offerId !== line.offerId || quantity === 0) return null;
  const { minGrams, maxGrams, kiloCents } = line.pieceWeight;
  if (outcome && impactInput.massGrams < maxGrams * quantity)
    return t.weighed.packed(formatWeight(impactInput.massGrams, locale));
  const [from, to] = [minGrams * quantity, maxGrams * quantity];
  const price = (grams: number) => formatTaxed(multiplyThousandths(kiloCents, grams), line.priceBasis, t, locale);
  return t.weighed.ofLine(formatWeight(from, locale), formatWeight(to, locale), price(from), price(to));
}
