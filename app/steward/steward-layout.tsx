import { useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useMessages } from '#app/i18n/language.tsx';

/** The header of every moderation page. */
export function StewardLayout({ title, children }: { title: string; children: ReactNode }) {
  const t = useMessages().steward;
  const { pathname } = useLocation();
  const places = [
    ['/steward', t.nav.queue],
    ['/steward/suppliers', t.nav.suppliers],
    ['/steward/books', t.nav.books],
    ['/steward/receivables', t.nav.receivables],
    ['/steward/decisions', t.nav.decisions],
    ['/steward/rounds', t.nav.rounds],
    ['/steward/draws', t.nav.draws],
    ['/steward/method', t.nav.method],
    ['/steward/factors', t.nav.factors],
    ['/steward/lines', t.nav.lines],
    ['/steward/shares', t.nav.shares],
    ['/steward/letters', t.nav.letters],
    ['/steward/health', t.nav.health],
    ['/steward/jobs', t.nav.jobs],
    ['/steward/witnesses', t.nav.witnesses],
    ['/steward/security', t.nav.security],
    ['/steward/searches', t.nav.searches],
    ['/steward/sirets', t.nav.claims],
    ['/steward/roles', t.nav.roles],
  ] as const;
  return (
    <div className="wrap section desk">
      <nav className="desk-nav no-print" aria-label={t.nav.label}>
        {places.map(([to, name]) => (
          <a
            key={to}
            href={to}
            aria-current={
              (to === '/steward' ? pathname === to || pathname.startsWith('/steward/items/') : pathname.startsWith(to))
                ? 'page'
                : undefined
            }
          >
            {name}
          </a>
        ))}
      </nav>
      <h1>{title}</h1>
      <div className="mt-6 grid gap-6">{children}</div>
    </div>
  );
}
