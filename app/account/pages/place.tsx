import { useLoaderData } from '@remix-run/react';
import { PlaceForm } from '#app/account/place-form.tsx';
import { placeChoices } from '#app/domain/shared/town.ts';
import { routeHandler, sameOriginPath } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';

export const meta = pageMeta;

export const loader = routeHandler('account/place', (ctx) => ({
  title: ctx.t.account.place,
  to: sameOriginPath(ctx.url.searchParams.get('to'), '/offers'),
  ...placeChoices(ctx.town, ctx.place),
}));

export default function PlacePage() {
  const { to, places, chosen } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="wrap section grid gap-6">
      <h1>{t.account.place}</h1>
      <PlaceForm to={to} places={places} chosen={chosen} />
    </div>
  );
}
