// A list with its offers as they are today, and a whole list put into the basket.
import { addToBasket } from '#app/domain/basket/baskets.server.ts';
import { findLineBlock, type OfferBlock } from '#app/domain/basket/line-block.ts';
import { type ListedOffer, listLiveOffers } from '#app/domain/catalogue/listed-offers.server.ts';
import { minimumQuantity, priceFor } from '#app/domain/catalogue/offer.ts';
import { findOffers, type Offer } from '#app/domain/catalogue/offers.server.ts';
import { type Ctx, localDay } from '#app/domain/shared/context.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { multiplyPrice, type Price, priceOf } from '#app/domain/shared/price.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { foreignLocale, translated } from '#app/domain/shared/translated.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { type BuyingLine, type LineNeed, shownLines } from './list-line.ts';
import type { BuyingList } from './lists.server.ts';
import { choicesAmong } from './read-list.server.ts';

/** `quantity` of an offer's line: as it was said, else the least that is sold. `total`: null where none can be said. */
export type ListedLine = {
  id: number;
  text: string;
  quantity: number | null;
  /** Of a line of words that are understood. `choices`: offers of which one is to be chosen. */
  need: (Pick<LineNeed, 'reading' | 'unit' | 'milli'> & { count: number; choices: NeedChoice[] }) | null;
  offer: {
    slug: string;
    name: string;
    nameLang: Locale | undefined;
    supplier: string;
    packs: number;
    price: Price;
    total: Price | null;
    stock: number | null;
    block: OfferBlock | null;
    unit: Offer['unit'];
    orderUnit: Offer['orderUnit'];
    packMilli: number;
    minQuantity: number;
    orderStep: number;
  } | null;
};

export type NeedChoice = { id: number; slug: string; name: string; nameLang: Locale | undefined; supplier: string };

/** The lines in their order; an offer that never was on sale again reads as a line of words. */
export function viewListLines(
  ctx: Pick<Ctx, 'db' | 'locale' | 'now' | 'town'>,
  { lines }: Pick<BuyingList, 'lines'>,
): ListedLine[] {
  const shown = shownLines(lines);
  const offers = offersOf(ctx, shown);
  const toChoose = shown.flatMap(({ need }) => (need?.reading === 'choose' ? need.offers : []));
  const choices = new Map(listLiveOffers(ctx, [...new Set(toChoose)]).map((offer) => [offer.id, offer]));
  const supplierIds = [...new Set([...offers.values(), ...choices.values()].map(({ supplierId }) => supplierId))];
  const names = new Map(findSuppliers(ctx, supplierIds).map(({ id, name }) => [id, name]));
  return shown.map(({ id, text, quantity, offerId, need = null }) => {
    const offer = offerId === null ? undefined : offers.get(offerId);
    const listed = offer ? toListedOffer(ctx, offer, quantity, names) : null;
    return { id, text, quantity, need: need && toListedNeed(ctx, need, choices, names), offer: listed };
  });
}

function toListedNeed(
  { locale }: Pick<Ctx, 'locale'>,
  { reading, unit, milli, offers }: LineNeed,
  found: ReadonlyMap<number, ListedOffer>,
  names: ReadonlyMap<string, string>,
): ListedLine['need'] {
  const own = reading === 'choose' ? choicesAmong(offers.flatMap((id) => found.get(id) ?? [])) : [];
  const choices = own.map(({ id, slug, name, supplierId }) => ({
    ...{ id, slug, name: translated(name, locale), nameLang: foreignLocale(name, locale) },
    supplier: names.get(supplierId) ?? '',
  }));
  return { reading, unit, milli, count: offers.length, choices };
}

function toListedOffer(
  ctx: Pick<Ctx, 'locale' | 'now' | 'town'>,
  offer: Offer,
  quantity: number | null,
  names: ReadonlyMap<string, string>,
): ListedLine['offer'] {
  const packs = quantity ?? minimumQuantity(offer);
  const price = priceOf(priceFor(offer, packs), offer.vatBasisPoints);
  const block = findLineBlock(offer, packs, null, localDay(ctx.now, ctx.town));
  const { slug, stock, unit, orderUnit, packMilli, minQuantity, orderStep } = offer;
  const supplier = names.get(offer.supplierId) ?? '';
  const own = { slug, stock, unit, orderUnit, packMilli, minQuantity, orderStep, supplier, packs, price, block };
  return {
    ...own,
    name: translated(offer.name, ctx.locale),
    nameLang: foreignLocale(offer.name, ctx.locale),
    total: block === null ? multiplyPrice(price, packs) : null,
  };
}

function offersOf(ctx: Pick<Ctx, 'db'>, lines: readonly BuyingLine[]): Map<number, Offer> {
  const ids = lines.flatMap(({ offerId }) => offerId ?? []);
  return new Map(findOffers(ctx, ids).flatMap((offer) => (offer.ownStatus === 'draft' ? [] : [[offer.id, offer]])));
}

/**
 * Adds every offer of a list to the actor's basket; gives its id, how many lines came in, and the names of those that did
 * not: sold out, withdrawn, on request, or past the limit of a basket. Lines of words alone are not counted.
 */
export function putListIntoBasket(
  ctx: Ctx,
  list: BuyingList,
  basketId: string | null,
): { basketId: string | null; added: number; left: string[] } {
  return inTransaction(ctx, () => {
    const lines = viewListLines(ctx, list);
    const ids = new Map(shownLines(list.lines).map(({ id, offerId }) => [id, offerId]));
    const left: string[] = [];
    let [into, added] = [basketId, 0];
    for (const { id, offer } of lines) {
      const offerId = ids.get(id);
      if (!offer || !offerId) continue;
      const put = offer.block === null ? addToBasket(ctx, into, offerId, offer.packs) : null;
      if (put?.ok) {
        into = put.basketId;
        added++;
      } else left.push(offer.name);
    }
    return { basketId: into, added, left };
  });
}
