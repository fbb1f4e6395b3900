import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { maxForecast, saveForecast, saveSeason } from '#app/domain/catalogue/harvests.server.ts';
import { enqueueReindex, getOwnOffer } from '#app/domain/catalogue/listing.server.ts';
import type { WeekRange } from '#app/domain/catalogue/season.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { translated } from '#app/domain/shared/translated.ts';
import type { OwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { supplierFormAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidInput } from '#app/http/form-answer.ts';
import { isoDay, optionalText, wholeNumber } from '#app/http/form-fields.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatWeek } from '#app/i18n/format-season.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { ForecastForm, HarvestTable, SeasonForm, seasonRows } from '#app/seller/season-form.tsx';
import { readSeasonPage } from '#app/seller/season-view.server.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';

export const meta = pageMeta;

export const loader = supplierRouteHandler('seller/offers.$offerId.season', (ctx, { supplier, roles }, { params }) => {
  const offer = getOwnOffer(ctx, supplier.id, Number(params.offerId));
  return {
    ...sellerHeader({ supplier, roles }, ctx.t.season.seller.title(translated(offer.name, ctx.locale))),
    offer: `/supplier/${supplier.slug}/offers/${offer.id}`,
    ...readSeasonPage(ctx, offer),
  };
});

const week = optionalText(2);
const seasonFields = z.object({
  ...{ from_1: week, to_1: week, from_2: week, to_2: week },
  ...{ from_3: week, to_3: week, from_4: week, to_4: week },
});
const forecastFields = z.object({
  first: isoDay,
  last: isoDay,
  packs: wholeNumber(0, maxForecast, 'forecast'),
});

export const action = supplierFormAction('seller/offers.$offerId.season', {
  season: {
    schema: seasonFields,
    run: (ctx, own, typed, { offerId }) => inTransaction(ctx, () => save(ctx, own, Number(offerId), typed)),
  },
  forecast: {
    schema: forecastFields,
    run: (ctx, own, typed, { offerId }) => forecast(ctx, own, Number(offerId), typed),
  },
});

function save(ctx: RequestContext, own: OwnSupplier, offerId: number, typed: z.infer<typeof seasonFields>): FormAnswer {
  const offer = getOwnOffer(ctx, own.supplier.id, offerId);
  const { refused, promised } = ctx.t.season.seller;
  const ranges: WeekRange[] = [];
  for (const row of seasonRows) {
    const [from, to] = [typed[`from_${row}`], typed[`to_${row}`]];
    if (from === '' && to === '') continue;
    if (from === '' || to === '') return invalidInput({ [`${from === '' ? 'from' : 'to'}_${row}`]: refused.half });
    ranges.push({ from: Number(from), to: Number(to) });
  }
  const saved = saveSeason(ctx, offer, ranges.length > 0 ? ranges : null);
  if (saved.ok) {
    enqueueReindex(ctx, [offer.id]);
    return goTo(pageOf(own, offerId), ['saved']);
  }
  if (saved.reason !== 'promised') return invalidInput({ from_1: refused[saved.reason] });
  return invalidInput({ from_1: promised(saved.promised, formatWeek(saved.monday, ctx.t, ctx.locale)) });
}

function forecast(
  ctx: RequestContext,
  own: OwnSupplier,
  offerId: number,
  { first, last, packs }: z.infer<typeof forecastFields>,
): FormAnswer {
  const offer = getOwnOffer(ctx, own.supplier.id, offerId);
  const { promised, packsWrong, noWeekToForecast } = ctx.t.season.seller;
  const saved = saveForecast(ctx, offer, { from: first, to: last, packs });
  if (saved.ok) return goTo(`${pageOf(own, offerId)}#weeks`, ['saved']);
  if (saved.reason === 'promised')
    return invalidInput({ packs: promised(saved.promised, formatWeek(saved.monday, ctx.t, ctx.locale)) });
  return invalidInput(saved.reason === 'packs' ? { packs: packsWrong } : { last: noWeekToForecast });
}

function pageOf({ supplier }: OwnSupplier, offerId: number): string {
  return `/supplier/${supplier.slug}/offers/${offerId}/season`;
}

export default function OfferSeasonPage() {
  const { supplier, offer, values, strip, weeks, harvests } = useLoaderData<typeof loader>();
  const { stockPage } = useMessages();
  return (
    <SellerLayout supplier={supplier}>
      <p>
        <a href={offer}>{stockPage.back}</a>
      </p>
      <SeasonForm values={values} strip={strip} />
      <ForecastForm weeks={weeks} />
      <HarvestTable harvests={harvests} />
    </SellerLayout>
  );
}
