import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { addToBasket } from '#app/domain/basket/baskets.server.ts';
import { type AskedFields, listBlockedDays, readAskedTime } from '#app/domain/basket/offer-booking.server.ts';
import { getOfferPage } from '#app/domain/basket/offer-page.server.ts';
import { readOfferSessions } from '#app/domain/basket/offer-sessions.server.ts';
import { readTime } from '#app/domain/calendar/booked-time.ts';
import type { BookingWay } from '#app/domain/catalogue/booking-terms.ts';
import { type BookingBlock, findBookingBlocks } from '#app/domain/catalogue/bookings.server.ts';
import { findHarvestBlock } from '#app/domain/catalogue/harvests.server.ts';
import { askForNotice } from '#app/domain/catalogue/notices.server.ts';
import { isSoldOut, minimumQuantity, quantityFits } from '#app/domain/catalogue/offer.ts';
import { findPublishedOffers, getOffer, type Offer } from '#app/domain/catalogue/offers.server.ts';
import { reportOffer } from '#app/domain/catalogue/reviews.server.ts';
import { findFamilies, findFamilyAddress } from '#app/domain/catalogue/variant-families.server.ts';
import { findBetterNearby } from '#app/domain/search/better-nearby.server.ts';
import { basketRefusal } from '#app/http/basket-refusal.ts';
import { basketCookie } from '#app/http/cookies.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, type FormRedirect, goTo, invalidInput } from '#app/http/form-answer.ts';
import { optionalText, requiredText, wholeNumber } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatDay } from '#app/i18n/format.ts';
import { formatLength } from '#app/i18n/format-time.ts';
import { BetterNearby } from '#app/market/better-nearby.tsx';
import { offerLinkPreview } from '#app/market/link-previews.server.ts';
import { OfferReport } from '#app/market/report-form.tsx';
import { sayProblem } from '#app/ui/booking-panel.tsx';
import { OfferPage } from '#app/ui/offer-page.tsx';

export const meta = pageMeta;

export const loader = routeHandler('market/offers.$slug', async (ctx, { params }: LoaderFunctionArgs) => {
  const { offer, isChosen } = findShown(ctx, params.slug ?? '');
  const page = getOfferPage(ctx, offer, askedFields(ctx.url), isChosen);
  return {
    ...page,
    linkPreview: offerLinkPreview(ctx, offer, page),
    title: pageTitle(page.title, { of: page.seller.name }),
    better: page.places ? await findBetterNearby(ctx, ctx.services.search, offer.id) : [],
    signedIn: ctx.user !== null,
  };
});

export const action = formAction('market/offers.$slug', {
  add: {
    schema: z.object({ quantity: wholeNumber(1, 9999, 'quantity'), variant: optionalText(200) }),
    run: (ctx, { quantity, variant }, { slug }) => add(ctx, slug, quantity, variant),
  },
  book: {
    schema: z.object({
      day: optionalText(20),
      start: optionalText(8),
      end: optionalText(8),
      from: optionalText(20),
      to: optionalText(20),
      day2: optionalText(20),
      day3: optionalText(20),
      until: optionalText(20),
      session: optionalText(9),
      units: wholeNumber(1, 999, 'quantity'),
    }),
    run: (ctx, asked, { slug }) => book(ctx, slug, asked),
  },
  preorder: {
    schema: z.object({ week: optionalText(10), packs: wholeNumber(1, 9999, 'quantity') }),
    run: (ctx, { week, packs }, { slug }) => preorder(ctx, slug, week, packs),
  },
  notify: { schema: z.object({}), run: (ctx, _, { slug }) => notify(ctx, slug) },
  report: { schema: z.object({ text: requiredText(1000) }), run: (ctx, { text }, { slug }) => report(ctx, slug, text) },
});

/**
 * The offer of an address, or the one of its variants that `?variant=` names. The page of several variants has one address, that
 * of the first: that of another one leads there, and so does that of one that is no longer sold.
 */
function findShown(ctx: RequestContext, slug: string): { offer: Offer; isChosen: boolean } {
  const first = findFamilyAddress(ctx, slug);
  if (first !== null && first !== slug) {
    const chosen = findPublishedOffers(ctx, [slug]).some(({ status }) => status === 'live');
    throw redirect(`/offers/${first}${chosen ? `?${new URLSearchParams({ variant: slug })}` : ''}`);
  }
  const asked = ctx.url.searchParams.get('variant');
  const variant = asked !== null && findFamilyAddress(ctx, asked) === slug ? asked : null;
  const [offer] = variant === null ? [] : findPublishedOffers(ctx, [variant]).filter(({ status }) => status === 'live');
  return offer ? { offer, isChosen: true } : { offer: getOffer(ctx, slug), isChosen: false };
}

/** Puts an offer into the basket; of several variants the chosen one, which can be had. */
function add(ctx: RequestContext, slug: string, quantity: number, variant: string): FormAnswer {
  const first = getOffer(ctx, slug);
  const members = first.family === null ? [] : (findFamilies(ctx, [first.id]).get(first.id) ?? []);
  const chosen = members.find((member) => member.slug === variant);
  if (members.length > 1 && !chosen) return invalidInput({ variant: ctx.t.variants.choose });
  if (chosen && isSoldOut(chosen)) return invalidInput({ variant: ctx.t.variants.soldOut });
  const offer = chosen ? getOffer(ctx, chosen.slug) : first;
  const added = addToBasket(ctx, ctx.basketId, offer.id, quantity);
  if (added.ok) return goTo('/basket', null, [basketCookie(added.basketId, ctx.secure)]);
  return invalidInput({ quantity: basketRefusal(ctx.t, added.reason, minimumQuantity(offer), offer.orderStep) });
}

/** Puts a time into the basket that can be had now; what keeps it from being had stands beside the field that says it. */
function book(ctx: RequestContext, slug: string, asked: AskedFields & { units: number; session: string }): FormAnswer {
  const offer = getOffer(ctx, slug);
  const terms = offer.bookingTerms;
  const { errors } = ctx.t.booking;
  if (!terms) return invalidInput({ units: errors.time });
  if (terms.way === 'session') return bookSeats(ctx, offer, asked);
  const read = readAskedTime(terms.way, asked);
  if (!('time' in read)) return invalidInput({ [read.field]: errors[read.problem] });
  const { time } = read;
  if (asked.units > terms.units) return invalidInput({ units: ctx.t.booking.atMost(terms.units) });
  const [problem] = findBookingBlocks(ctx, [{ offer, time, units: asked.units }]);
  if (problem) {
    const [min, max] = [terms.min, terms.max].map((steps) => formatLength(steps, terms.way, ctx.t, ctx.locale));
    const text = sayProblem(problem, { min: min ?? '', max: max ?? '' }, ctx.t);
    const blocked = listBlockedDays(ctx, offer, time, asked.units).map(({ day }) => formatDay(day, ctx.locale));
    const named = blocked.length > 0 ? ctx.t.booking.again.blocked(blocked.join(', '), text) : text;
    return invalidInput({ [fieldOf(problem, terms.way)]: named });
  }
  const added = addToBasket(ctx, ctx.basketId, offer.id, asked.units, time);
  if (added.ok) return goTo('/basket', null, [basketCookie(added.basketId, ctx.secure)]);
  return invalidInput({ units: basketRefusal(ctx.t, added.reason, minimumQuantity(offer), offer.orderStep) });
}

/** Orders packs of the harvest of a week to come. */
function preorder(ctx: RequestContext, slug: string, monday: string, packs: number): FormAnswer {
  const offer = getOffer(ctx, slug);
  const { errors } = ctx.t.season;
  const time = readTime(`${monday}/week`);
  if (time?.way !== 'week') return invalidInput({ week: errors.week });
  if (!quantityFits(offer, packs))
    return invalidInput({ packs: basketRefusal(ctx.t, 'step', minimumQuantity(offer), offer.orderStep) });
  const problem = findHarvestBlock(ctx, offer, time, packs);
  if (problem) return invalidInput({ [problem === 'forecast-full' ? 'packs' : 'week']: errors[problem] });
  const added = addToBasket(ctx, ctx.basketId, offer.id, packs, time);
  if (added.ok) return goTo('/basket', null, [basketCookie(added.basketId, ctx.secure)]);
  return invalidInput({ packs: basketRefusal(ctx.t, added.reason, minimumQuantity(offer), offer.orderStep) });
}

function notify(ctx: RequestContext, slug: string): FormRedirect {
  const asked = askForNotice(ctx, getOffer(ctx, slug));
  if (asked.ok) return goTo(`/offers/${slug}`, ['offer.noticed']);
  return goTo(`/offers/${slug}`, [asked.reason === 'full' ? 'offer.notices-full' : 'offer.can-be-had']);
}

/** Puts seats in a session of the offer into the basket. */
function bookSeats(
  ctx: RequestContext,
  offer: Offer,
  { session, units }: { session: string; units: number },
): FormAnswer {
  const { sessions, booking } = ctx.t;
  const chosen = readOfferSessions(ctx, offer)?.find(({ id }) => String(id) === session);
  if (!chosen) return invalidInput({ session: sessions.pick });
  if (chosen.isCalledOff) return invalidInput({ session: booking.errors['called-off'] });
  if (units > chosen.free)
    return invalidInput({ units: chosen.free === 0 ? sessions.full : sessions.leftOnly(chosen.free) });
  const added = addToBasket(ctx, ctx.basketId, offer.id, units, chosen.time);
  if (added.ok) return goTo('/basket', null, [basketCookie(added.basketId, ctx.secure)]);
  return invalidInput({ units: basketRefusal(ctx.t, added.reason, minimumQuantity(offer), offer.orderStep) });
}

/** The field of the form that a problem stands beside. */
function fieldOf(problem: BookingBlock, way: BookingWay): string {
  const isLength = problem === 'too-short' || problem === 'too-long';
  if (way === 'period') return isLength ? 'to' : 'from';
  if (isLength) return 'end';
  return problem === 'past' ? 'day' : 'start';
}

/** Of an address that anybody typed. */
function askedFields({ searchParams }: URL): AskedFields {
  const field = (name: string) => searchParams.get(name)?.slice(0, 20) || undefined;
  const units = Number(field('units'));
  return {
    month: field('month'),
    day: field('day'),
    start: field('start'),
    end: field('end'),
    from: field('from'),
    to: field('to'),
    day2: field('day2'),
    day3: field('day3'),
    until: field('until'),
    units: Number.isInteger(units) && units > 0 ? units : undefined,
  };
}

function report(ctx: RequestContext, slug: string, text: string): FormRedirect {
  const offer = getOffer(ctx, slug);
  reportOffer(ctx, offer.id, text);
  return goTo(`/offers/${offer.slug}`, ['offer.reported']);
}

export default function OfferDetailPage() {
  const { signedIn, better, ...page } = useLoaderData<typeof loader>();
  return (
    <OfferPage page={page} compared={<BetterNearby offers={better} />}>
      <OfferReport slug={page.offer.slug} signedIn={signedIn} />
    </OfferPage>
  );
}
