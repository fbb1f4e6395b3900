import { useLoaderData } from '@remix-run/react';
import { weekOfDay } from '#app/domain/calendar/iso-week.ts';
import { readHarvestCalendar } from '#app/domain/catalogue/harvest-calendar.server.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { integerParam } from '#app/http/integer-param.ts';
import type { LinkPreview } from '#app/http/link-preview.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import { formatMonthName } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { HarvestYear, ProduceList, ReturningList } from '#app/market/harvest-lists.tsx';
import { marketPicture } from '#app/ui/share-picture.ts';

export const meta = pageMeta;

export const loader = routeHandler('market/seasons', (ctx) => {
  const { calendar } = ctx.t.season;
  const today = localDay(ctx.now, ctx.town);
  const month = integerParam(ctx.url.searchParams.get('month'), 1, 12);
  return {
    title: pageTitle(calendar.title, { state: month ? formatMonthName(monthDay(today, month), ctx.locale) : null }),
    linkPreview: { description: calendar.description(ctx.town.name), picture: marketPicture } satisfies LinkPreview,
    families: readHarvestCalendar(ctx),
    town: ctx.town.name,
    today,
    week: weekOfDay(today).week,
    month,
  };
});

function monthDay(today: string, month: number): string {
  return `${today.slice(0, 4)}-${String(month).padStart(2, '0')}-15`;
}

/** The town's harvest of this week, or of a month, with its sellers, and the whole year. */
export default function SeasonsPage() {
  const { families, town, today, week, month } = useLoaderData<typeof loader>();
  const { season } = useMessages();
  const t = season.calendar;
  const locale = useLocale();
  const name = formatMonthName(monthDay(today, month ?? 1), locale);
  return (
    <div className="wrap section grid gap-6">
      <header>
        <h1>{t.title}</h1>
        <p className="lead mt-2">{t.lead(town)}</p>
      </header>
      {families.length === 0 ? (
        <p className="panel">{t.empty}</p>
      ) : (
        <>
          <section className="grid gap-3">
            <h2>{month ? t.month(name) : t.now(week)}</h2>
            <ProduceList families={families} month={month} />
          </section>
          {!month && <ReturningList families={families} today={today} />}
          <HarvestYear families={families} today={today} month={month} />
        </>
      )}
    </div>
  );
}
