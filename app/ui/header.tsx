import { useLocation } from '@remix-run/react';
import { Fragment } from 'react';
import { languageOf, locales } from '#app/domain/shared/locale.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import type { RootData } from './root-data.ts';

export function Header({ data }: { data: RootData | undefined }) {
  const t = useMessages();
  const locale = useLocale();
  const { pathname } = useLocation();
  const places = [
    ['/offers', t.nav.market],
    ['/suppliers', t.nav.suppliers],
    ['/ledger', t.nav.ledger],
    ['/method', t.nav.method],
    ...(data?.user?.sells ? ([['/supplier', t.nav.stall]] as const) : []),
    ...(data?.user?.steward ? ([['/steward', t.nav.desk]] as const) : []),
  ] as const;
  const lines = data?.basketLines ?? 0;
  return (
    <header className="top">
      {data && <AudienceLine data={data} />}
      <div className="wrap">
        <a className="mark" href="/">
          <svg
            width="34"
            height="26"
            viewBox="0 0 34 26"
            fill="none"
            stroke="currentColor"
            strokeWidth="2.4"
            aria-hidden="true"
          >
            <path d="M2 25V15a7.5 7.5 0 0 1 15 0v10M17 25V15a7.5 7.5 0 0 1 15 0v10M2 9C8 2.5 26 2.5 32 9" />
          </svg>
          Halle
        </a>
        {/* A menu on a phone, open without scripts; wider pages show all of it. */}
        <details className="menu">
          <summary aria-label={t.nav.menu}>
            <Icon path="M3 6h18M3 12h18M3 18h18" />
          </summary>
          <div className="menu-panel">
            <nav aria-label={t.nav.label}>
              {places.map(([to, name]) => (
                // Text browsers show the links in one line: a blank keeps them apart.
                <Fragment key={to}>
                  <a href={to} aria-current={isWithin(pathname, to) ? 'page' : undefined}>
                    {name}
                  </a>{' '}
                </Fragment>
              ))}
              {data?.user && (
                <form method="post" action="/sign-out">
                  <button type="submit" className="link min-h-6">
                    {t.nav.signOut}
                  </button>
                </form>
              )}
            </nav>
            {/* A form rather than links: it changes settings, and must work without scripts. */}
            <form className="languages" method="post" action="/preferences">
              <input type="hidden" name="to" value={data?.path ?? '/'} />
              {locales
                .filter((other) => other !== locale)
                .map((other) => (
                  <button key={other} type="submit" className="pill" name="locale" value={other} lang={other}>
                    {languageOf(other).name}
                  </button>
                ))}
            </form>
          </div>
        </details>
        <div className="push">
          <a className="door only-narrow" href="/offers#search">
            <Icon path="M11 4a7 7 0 1 1 0 14a7 7 0 0 1 0-14zM16 16l5 5" />
            <span>{t.searchLabel}</span>
          </a>{' '}
          <a
            className="door"
            href={data?.user ? '/account' : '/sign-in'}
            aria-current={isWithin(pathname, data?.user ? '/account' : '/sign-in') ? 'page' : undefined}
          >
            <Icon path="M12 4a4 4 0 1 1 0 8a4 4 0 0 1 0-8zM4 21c0-4 3.5-6.5 8-6.5s8 2.5 8 6.5" />
            <span>{data?.user ? t.nav.account : t.nav.signIn}</span>
          </a>{' '}
          <a className="basket-link" href="/basket" aria-label={t.basketLabel(lines)}>
            {t.basketLink(lines)}
          </a>
        </div>
      </div>
    </header>
  );
}

/** Whether a page lies at an address or below it. */
function isWithin(pathname: string, address: string): boolean {
  return pathname === address || pathname.startsWith(`${address}/`);
}

function Icon({ path }: { path: string }) {
  return (
    <svg
      className="icon"
      width="24"
      height="24"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  );
}

/** The audience of the market and its alternatives: the first line of every page. A form, because it sets a cookie. */
function AudienceLine({ data: { audience, otherAudiences, path } }: { data: RootData }) {
  const { audience: t } = useMessages();
  return (
    <form className="wrap audience small no-print" method="post" action="/preferences">
      <input type="hidden" name="to" value={path} />
      <span>{t.shownTo[audience]}</span>
      {otherAudiences.map((other) => (
        <button key={other} type="submit" className="link min-h-6" name="audience" value={other}>
          {t.buyFor[other]}
        </button>
      ))}
    </form>
  );
}
