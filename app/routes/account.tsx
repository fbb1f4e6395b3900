import { useLoaderData } from '@remix-run/react';
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { communes, hub } from '#app/domain/shared/town.ts';
import { answer } from '#app/http/answer.server.ts';
import { titled } from '#app/http/meta.ts';
import { useMessages } from '#app/i18n/context.tsx';

export const meta = titled;

export const loader = answer('account', (visit) => ({
  title: visit.t.account.title,
  user: visit.user!,
  organisations: listOwnOrganisations(visit),
  place: visit.place === hub ? 'hub' : visit.place.insee,
  places: [{ insee: 'hub', name: hub.name }, ...communes.map(({ insee, name }) => ({ insee, name }))],
}));

export default function Account() {
  const { user, organisations, place, places } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="wrap section grid gap-6">
      <div>
        <h1>{t.account.title}</h1>
        <p className="lead mt-1">{t.account.signedInAs(user.name, user.email)}</p>
      </div>
      <p>
        <a className="button main" href="/orders">
          {t.nav.orders}
        </a>
      </p>
      <section className="panel">
        <h2>{t.account.organisations}</h2>
        {organisations.length === 0 && <p>{t.account.noOrganisation}</p>}
        <ul>
          {organisations.map((organisation) => (
            <li key={organisation.id}>
              <b>{organisation.name}</b>, {t.account.kinds[organisation.kind].toLowerCase()}.{' '}
              {organisation.siret && t.account.siretIs(organisation.siret)}
            </li>
          ))}
        </ul>
      </section>
      <form method="post" action="/preferences" className="panel grid max-w-md gap-3">
        <h2>{t.account.preferences}</h2>
        <input type="hidden" name="to" value="/account" />
        <label className="field">
          <span className="font-semibold">{t.account.place}</span>
          <select className="input" name="place" defaultValue={place}>
            {places.map(({ insee, name }) => (
              <option key={insee} value={insee}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="button">
          {t.account.placeSave}
        </button>
      </form>
      <form method="post" action="/sign-out">
        <button type="submit" className="button quiet">
          {t.nav.signOut}
        </button>
      </form>
    </div>
  );
}
