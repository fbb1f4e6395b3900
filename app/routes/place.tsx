import { useLoaderData } from '@remix-run/react';
import { placeChoices } from '#app/domain/shared/town.ts';
import { routeHandler, sameOriginPath } from '#app/http/answer.server.ts';
import { pageMeta } from '#app/http/meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { PlaceForm } from '#app/ui/place-form.tsx';

export const meta = pageMeta;

export const loader = routeHandler('place', (ctx) => ({
  title: ctx.t.account.place,
  to: sameOriginPath(ctx.url.searchParams.get('to'), '/offers'),
  ...placeChoices(ctx.place),
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
