// Lines of words -> things and offers, by the understanding of the market's own search. Each line stays, understood or not.
import { comparedUnit } from '#app/domain/catalogue/compared-unit.server.ts';
import { type ListedOffer, listLiveOffers } from '#app/domain/catalogue/listed-offers.server.ts';
import { findPublishedOffers } from '#app/domain/catalogue/offers.server.ts';
import { matchThing } from '#app/domain/catalogue/things.server.ts';
import { foldTerms } from '#app/domain/impact/frame.ts';
import { answerSearch } from '#app/domain/search/answer-search.server.ts';
import { wayOf } from '#app/domain/search/indexed-facts.ts';
import type { CatalogueQuery } from '#app/domain/search/query.ts';
import type { SearchEngine } from '#app/domain/search/search.ts';
import { readText } from '#app/domain/search/understanding/text-reading.ts';
import { type Ctx, localDay } from '#app/domain/shared/context.ts';
import type { BuyingLine, NewLine } from './list-line.ts';
import { type AskedAmount, amountOf } from './list-reading.ts';

type Reader = Pick<Ctx, 'db' | 'now' | 'town' | 'locale'>;
/** The market's own search, without filters, as the reader's audience sees it. */
type Market = { engine: SearchEngine; query: CatalogueQuery };

const maxFound = 60;
const maxChoices = 5;

/** Reads lines one after the other, in their order: as many come out as went in. */
export async function readLines(ctx: Reader, market: Market, texts: readonly string[]): Promise<NewLine[]> {
  const lines: NewLine[] = [];
  for (const text of texts) lines.push(await readLine(ctx, market, text.slice(0, 200)));
  return lines;
}

async function readLine(ctx: Reader, { engine, query }: Market, text: string): Promise<NewLine> {
  const reading = readText(text, localDay(ctx.now, ctx.town));
  const amount = amountOf(reading);
  const goods = goodsIn(
    text,
    reading.chips.filter(({ name }) => name === 'quantity' || name === 'size').map((chip) => chip.text),
  );
  const unknown = { offerId: null, quantity: null, text };
  const slug = /\/offers\/([\w-]{1,200})/.exec(text)?.[1];
  const [linked] = slug ? findPublishedOffers(ctx, [slug]) : [];
  if (linked) return { offerId: linked.id, quantity: wholePacks(amount), text: '' };
  const answer = await answerSearch(ctx, engine, { ...query, text: goods || text, page: 1, perPage: maxFound }, []);
  if (!answer.answered) return unknown;
  const found = onlyOwned(listLiveOffers(ctx, answer.page.ids));
  const [named] = found.filter(({ name }) =>
    Object.values(name).some((one) => foldTerms(one ?? '') === foldTerms(goods)),
  );
  const isReference = answer.read?.chips.some(({ name }) => name === 'reference');
  const byName = isReference ? found[0] : named;
  const namedThing = matchThing(goods) ?? null;
  if (byName && namedThing === null) return ofOffer(byName, amount, text);
  const things = [...new Set(found.map(({ thing }) => thing))];
  const thing =
    namedThing !== null && things.includes(namedThing) ? namedThing : things.length === 1 ? things[0]! : null;
  const need = thing === null ? null : needOf(found, thing, amount);
  if (need) return { ...unknown, need: { ...need, reading: thing === namedThing ? 'exact' : 'likely' } };
  if (found.length === 0) return unknown;
  return {
    ...unknown,
    need: { reading: 'choose', thing: null, unit: null, milli: null, offers: found.map(({ id }) => id) },
  };
}

/**
 * The line that a chosen offer makes of one to choose for: its thing, where the amount can be measured in it; else the offer
 * itself. Null where it is no choice of the line.
 */
export function chooseOffer(
  ctx: Reader,
  { text, need }: Pick<BuyingLine, 'text' | 'need'>,
  offerId: number,
): NewLine | null {
  const found = onlyOwned(listLiveOffers(ctx, need?.offers ?? []));
  const chosen = found.find(({ id }) => id === offerId);
  if (!chosen) return null;
  const amount = amountOf(readText(text, localDay(ctx.now, ctx.town)));
  const own = needOf(found, chosen.thing, amount);
  if (!own?.offers.includes(offerId)) return ofOffer(chosen, amount, text);
  return { offerId: null, quantity: null, text, need: { ...own, reading: 'exact' } };
}

/** The first offer of each thing that a line to choose for may mean, at most five of those found. */
export function choicesAmong(offers: readonly ListedOffer[]): ListedOffer[] {
  const found = onlyOwned(offers);
  const firsts = [...Map.groupBy(found, ({ thing }) => thing).values()].map(([first]) => first!);
  const others = found.filter((offer) => !firsts.includes(offer));
  return [...firsts, ...(firsts.length === 1 ? others : [])].slice(0, maxChoices);
}

type FoundNeed = { thing: string; unit: string; milli: number | null; offers: number[] };

/** The offers of a thing that are measured as the amount is; null where none is. */
function needOf(
  found: readonly ListedOffer[],
  thing: string,
  { count, milli, measure }: AskedAmount,
): FoundNeed | null {
  const own = found.filter((offer) => offer.thing === thing);
  const unit = own.map(comparedUnit).find((compared) => compared !== null)?.unit;
  if (!unit) return null;
  const offers = own.filter((offer) => comparedUnit(offer)?.unit === unit).map(({ id }) => id);
  // A number counts things, and no kilograms; of paper it counts reams, and no sheets.
  const isMeasured = ['kg', 'litre', 'm', 'm2', 'sheet', 'page'].includes(unit);
  if (measure === null)
    return isMeasured && count !== null ? null : { thing, unit, milli: count === null ? null : count * 1000, offers };
  if (measure === unit) return { thing, unit, milli, offers };
  // "12 ramettes 80 g": the measure says which, and the number how many.
  return isMeasured || count === null ? null : { thing, unit, milli: count * 1000, offers };
}

/** An offer by its own name: as many packs as are said, or as hold the measure. */
function ofOffer(offer: ListedOffer, amount: AskedAmount, text: string): NewLine {
  const compared = comparedUnit(offer);
  const isMeasured = compared !== null && compared.unit === amount.measure && amount.milli !== null;
  const packs = isMeasured ? Math.ceil(amount.milli! / compared.milli) : wholePacks(amount);
  return { offerId: offer.id, quantity: packs, text };
}

/** Things to own: the price of a day's hire is no price of the thing. Hired things alone stay. */
function onlyOwned(offers: readonly ListedOffer[]): readonly ListedOffer[] {
  const sold = offers.filter(({ onQuote, booked }) => onQuote === 0 && booked === 0);
  const owned = sold.filter(({ kind }) => wayOf(kind) === 'owned');
  return owned.length > 0 ? owned : sold;
}

function wholePacks({ count }: AskedAmount): number | null {
  return count !== null && count <= 9999 ? count : null;
}

/** The text without what was read as its amount. */
function goodsIn(text: string, read: readonly string[]): string {
  const rest = read.reduce((goods, one) => goods.replace(one, ' '), text);
  return rest
    .replace(/^\s*(?:de |d['’])?/i, '')
    .replace(/\s+/g, ' ')
    .trim();
}
