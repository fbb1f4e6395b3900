import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { compareHref } from '#app/buyer/compare-href.ts';
import { EmptyPanel } from '#app/buyer/empty-panel.tsx';
import { maxComparedOffers } from '#app/domain/buying/comparison.ts';
import { findOffers, findPublishedOffers, type Offer } from '#app/domain/catalogue/offers.server.ts';
import { foreignLocale, translated } from '#app/domain/shared/translated.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { comparedCookie, readComparedOffers } from '#app/http/cookies.ts';
import type { Flash } from '#app/http/flash.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormRedirect, goTo } from '#app/http/form-answer.ts';
import { requiredText, returnPath } from '#app/http/form-fields.ts';
import { routeHandler, sameOriginPath } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';

export const meta = pageMeta;

export const loader = routeHandler('buyer/compare.tray', (ctx) => {
  const offers = ticked(ctx);
  const suppliers = findSuppliers(
    ctx,
    offers.map(({ supplierId }) => supplierId),
  );
  return {
    title: pageTitle(ctx.t.compared.trayTitle, { count: offers.length }),
    offers: offers.map(({ slug, name, status, supplierId }) => ({
      slug,
      name: translated(name, ctx.locale),
      nameLang: foreignLocale(name, ctx.locale),
      isLive: status === 'live',
      supplier: suppliers.find(({ id }) => id === supplierId)?.name ?? '',
    })),
  };
});

/** The offers of this browser's cookie, in their order; one that was never on sale is none. */
function ticked(ctx: RequestContext): Offer[] {
  const ids = readComparedOffers(ctx.cookies, ctx.secure);
  const found = new Map(findOffers(ctx, ids).map((offer) => [offer.id, offer]));
  return ids.flatMap((id) => {
    const offer = found.get(id);
    return offer && offer.ownStatus !== 'draft' ? [offer] : [];
  });
}

const picked = z.object({ offer: requiredText(200), to: returnPath });

export const action = formAction('buyer/compare.tray', {
  add: { schema: picked, run: add },
  remove: {
    schema: picked,
    run: (ctx, { offer, to }) => keep(ctx, to, (own) => own.slug !== offer, ['compare.removed']),
  },
  clear: {
    schema: z.object({ to: returnPath }),
    run: (ctx, { to }) => keep(ctx, to, () => false, ['compare.cleared']),
  },
});

function add(ctx: RequestContext, { offer: slug, to }: z.output<typeof picked>): FormRedirect {
  const own = ticked(ctx);
  const [offer] = findPublishedOffers(ctx, [slug]);
  if (offer?.status !== 'live') return back(to, ['compare.gone']);
  if (own.some(({ id }) => id === offer.id)) return back(to, ['compare.added', own.length]);
  if (own.length >= maxComparedOffers) return back(to, ['compare.full']);
  const ids = [...own, offer].map(({ id }) => id);
  return back(to, ['compare.added', ids.length], [comparedCookie(ids, ctx.secure)]);
}

function keep(ctx: RequestContext, to: string, isKept: (offer: Offer) => boolean, flash: Flash): FormRedirect {
  const ids = ticked(ctx)
    .filter(isKept)
    .map(({ id }) => id);
  return back(to, flash, [comparedCookie(ids, ctx.secure)]);
}

function back(to: string, flash: Flash, cookies: string[] = []): FormRedirect {
  return goTo(sameOriginPath(to, '/compare/tray'), flash, cookies);
}

export default function TrayPage() {
  const { offers } = useLoaderData<typeof loader>();
  const { compared: t } = useMessages();
  return (
    <div className="wrap section grid gap-5">
      <div>
        <h1>{t.trayTitle}</h1>
        <p className="lead mt-2">{t.trayLead}</p>
      </div>
      {offers.length === 0 ? (
        <EmptyPanel>{t.trayEmpty}</EmptyPanel>
      ) : (
        <>
          <ul className="grid gap-3">
            {offers.map(({ slug, name, nameLang, supplier, isLive }) => (
              <li key={slug} className="panel list-line">
                <p>
                  {isLive ? (
                    <a href={`/offers/${slug}`} lang={nameLang}>
                      {name}
                    </a>
                  ) : (
                    <b lang={nameLang}>{name}</b>
                  )}
                  <span className="small block">
                    {supplier}
                    {!isLive && ` · ${t.states.withdrawn}`}
                  </span>
                </p>
                <form method="post" action="/compare/tray">
                  <input type="hidden" name="offer" value={slug} />
                  <button
                    type="submit"
                    className="button quiet"
                    name="intent"
                    value="remove"
                    aria-label={t.removeOf(name)}
                  >
                    {t.remove}
                  </button>
                </form>
              </li>
            ))}
          </ul>
          <form method="post" action="/compare/tray" className="flex flex-wrap items-center gap-3">
            {offers.length > 1 ? (
              <a className="button main" href={compareHref(offers)}>
                {t.open(offers.length)}
              </a>
            ) : (
              <span>{t.trayOne}</span>
            )}
            <a className="button" href="/offers">
              {t.toMarket}
            </a>
            <button type="submit" className="button quiet" name="intent" value="clear">
              {t.clear}
            </button>
          </form>
        </>
      )}
    </div>
  );
}
