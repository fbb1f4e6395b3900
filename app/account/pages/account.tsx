import { useLoaderData } from '@remix-run/react';
import { PlaceForm } from '#app/account/place-form.tsx';
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { countWaitingRequests } from '#app/domain/buying/requests.server.ts';
import { ownOrderBudget } from '#app/domain/checkout/order-budget.server.ts';
import { displayEmail } from '#app/domain/shared/identifiers/display-email.server.ts';
import { placeChoices } from '#app/domain/shared/town.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { requireUser } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { BudgetPanel } from '#app/ui/budget-panel.tsx';

export const meta = pageMeta;

export const loader = routeHandler('account/account', (ctx) => ({
  title: ctx.t.account.title,
  user: { ...requireUser(ctx), email: displayEmail(requireUser(ctx).email) },
  organisations: listOwnOrganisations(ctx),
  waiting: countWaitingRequests(ctx),
  budget: ownOrderBudget(ctx, requireUser(ctx).id),
  ...placeChoices(ctx.town, ctx.place),
}));

export default function AccountPage() {
  const { user, organisations, waiting, budget, places, chosen } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="wrap section grid gap-6">
      <div>
        <h1>{t.account.title}</h1>
        <p className="lead mt-1">{t.account.signedInAs(user.name, user.email)}</p>
      </div>
      <p className="flex flex-wrap gap-3">
        <a className="button main" href="/orders">
          {t.nav.orders}
        </a>{' '}
        <a className="button quiet" href="/lists">
          {t.lists.title}
        </a>{' '}
        <a className="button quiet" href="/requests">
          {waiting > 0 ? t.requests.waitingCount(waiting) : t.requests.title}
        </a>{' '}
        <a className="button quiet" href="/budgets">
          {t.budgets.title}
        </a>{' '}
        <a className="button quiet" href="/searches">
          {t.discovery.saved.title}
        </a>
      </p>
      <OwnDetails />
      <section className="panel">
        <h2>{t.account.organisations}</h2>
        {organisations.length === 0 && <p>{t.account.noOrganisation}</p>}
        <ul className="rows">
          {organisations.map((organisation) => (
            <li key={organisation.id}>
              <b>{organisation.name}</b>, {t.account.kinds[organisation.kind].toLowerCase()}.{' '}
              {organisation.siret && t.account.siretIs(organisation.siret)}
              {!organisation.siret && organisation.rna && t.account.rnaIs(organisation.rna)}
              <a className="block" href={`/account/organisations/${organisation.id}`}>
                {t.account.people}
                <span className="sr-only">
                  {t.colon}
                  {organisation.name}
                </span>
              </a>
            </li>
          ))}
        </ul>
      </section>
      <p>
        <a href="/account/security">{t.security.link}</a>
      </p>
      <BudgetPanel uses={budget.uses} next={t.limits.budgets.buyerNext[budget.trust]} />
      <p>
        <a href="/account/letters">{t.letterChoices.title}</a>
      </p>
      <p>
        <a href="/account/calendars">{t.calendarFeeds.title}</a>
      </p>
      <PlaceForm to="/account" places={places} chosen={chosen} />
      <form method="post" action="/sign-out">
        <button type="submit" className="button quiet">
          {t.nav.signOut}
        </button>
      </form>
      <p className="small">
        <a href="/account/export.zip">{t.privacy.export}</a>
      </p>
      <p className="small">
        <a href="/account/forget">{t.account.forget.link}</a>
      </p>
    </div>
  );
}

/** Name, e-mail and password, each with the page that changes it. */
function OwnDetails() {
  const { user } = useLoaderData<typeof loader>();
  const { you, addresses } = useMessages().accountAccess;
  const details = [
    [you.name, user.name, '/account/name'],
    [you.email, user.email, '/account/email'],
    [you.password, you.hidden, '/account/password'],
  ] as const;
  return (
    <section className="panel">
      <h2>{you.title}</h2>
      <dl className="mt-3 grid gap-3">
        {details.map(([term, value, path]) => (
          <div key={path} className="grid grid-cols-[1fr_auto] items-center gap-x-4">
            <dt className="small">{term}</dt>
            <dd className="col-start-1 min-w-0 break-words">{value}</dd>
            <dd className="col-start-2 row-span-2 row-start-1">
              <a href={path} aria-label={you.changeOf(term)}>
                {you.change}
              </a>
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-4">
        <a href="/account/addresses">{addresses.link}</a>
      </p>
    </section>
  );
}
