// The head of every page of a stall: its name, its state, and where to go.
import { useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { SupplierState } from '#app/domain/suppliers/lifecycle.ts';
import { useMessages } from '#app/i18n/context.tsx';

export type StallHead = { slug: string; name: string; status: SupplierState; title: string };

export function Desk({ stall, saved = false, children }: { stall: StallHead; saved?: boolean; children: ReactNode }) {
  const t = useMessages();
  const { pathname } = useLocation();
  const base = `/supplier/${stall.slug}`;
  const places = [
    ['', t.desk.nav.home],
    ['/orders', t.desk.nav.orders],
    ['/offers', t.desk.nav.offers],
    ['/proofs', t.desk.nav.proofs],
    ['/visits', t.desk.nav.visits],
    ['/sales', t.desk.nav.sales],
    ['/payouts', t.desk.nav.payouts],
    ['/identity', t.desk.nav.identity],
    ['/delivery', t.desk.nav.delivery],
    ['/team', t.desk.nav.team],
  ] as const;
  return (
    <div className="wrap section desk">
      <p className="no-print">
        <span className={`state state-${stall.status}`}>{t.desk.states[stall.status]}</span> <b>{stall.name}</b>
      </p>
      <nav className="desk-nav no-print" aria-label={t.desk.nav.label}>
        {places.map(([path, name]) => (
          <a
            key={path}
            href={base + path}
            aria-current={isHere(path, pathname.slice(base.length)) ? 'page' : undefined}
          >
            {name}
          </a>
        ))}
      </nav>
      <h1>{stall.title}</h1>
      {saved && (
        <p className="notice mt-4" role="status">
          {t.desk.saved}
        </p>
      )}
      <div className="mt-6 grid gap-6">{children}</div>
    </div>
  );
}

/** A file being imported is about offers, the point on the map about identity. */
const under: Record<string, string> = { '/import': '/offers', '/place': '/identity' };

function isHere(place: string, here: string): boolean {
  const first = /^\/[^/]*/.exec(here)?.[0] ?? '';
  return place === (under[first] ?? first);
}
