import { useLoaderData } from '@remix-run/react';
import { placeChoices } from '#app/domain/shared/town.ts';
import { answer, ownPath } from '#app/http/answer.server.ts';
import { titled } from '#app/http/meta.ts';
import { useMessages } from '#app/i18n/context.tsx';
import { PlaceForm } from '#app/ui/place-form.tsx';

export const meta = titled;

export const loader = answer('place', (visit) => ({
  title: visit.t.account.place,
  to: ownPath(visit.url.searchParams.get('to'), '/offers'),
  ...placeChoices(visit.place),
}));

export default function Place() {
  const { to, places, chosen } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="wrap section grid gap-6">
      <h1>{t.account.place}</h1>
      <PlaceForm to={to} places={places} chosen={chosen} />
    </div>
  );
}
