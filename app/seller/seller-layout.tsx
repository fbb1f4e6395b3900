// The header of every seller page: the supplier's name, its state and the navigation.

import { useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import type { SupplierState } from '#app/domain/suppliers/lifecycle.ts';
import { useMessages } from '#app/i18n/language.tsx';

export type SellerHeader = { slug: string; name: string; status: SupplierState; title: string };

export function SellerLayout({ supplier, children }: { supplier: SellerHeader; children: ReactNode }) {
  const t = useMessages();
  const { pathname } = useLocation();
  const base = `/supplier/${supplier.slug}`;
  const places = [
    ['', t.seller.nav.home],
    ['/orders', t.seller.nav.orders],
    ['/offers', t.seller.nav.offers],
    ['/proofs', t.seller.nav.proofs],
    ['/visits', t.seller.nav.visits],
    ['/sales', t.seller.nav.sales],
    ['/payouts', t.seller.nav.payouts],
    ['/identity', t.seller.nav.identity],
    ['/delivery', t.seller.nav.delivery],
    ['/agreements', t.seller.nav.agreements],
    ['/team', t.seller.nav.team],
  ] as const;
  return (
    <div className="wrap section desk">
      <p className="no-print">
        <span className={`state state-${supplier.status}`}>{t.seller.states[supplier.status]}</span>{' '}
        <b>{supplier.name}</b>
      </p>
      <nav className="desk-nav no-print" aria-label={t.seller.nav.label}>
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
      <h1>{supplier.title}</h1>
      <div className="mt-6 grid gap-6">{children}</div>
    </div>
  );
}

/** Imports belong to the offers in the navigation, the point on the map to the identity. */
const under: Record<string, string> = { '/import': '/offers', '/place': '/identity' };

function isHere(place: string, here: string): boolean {
  const first = /^\/[^/]*/.exec(here)?.[0] ?? '';
  return place === (findOwnValue(under, first) ?? first);
}
