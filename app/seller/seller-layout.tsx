// The header of every seller page: the supplier's name, its state and the navigation.

import { useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import type { SupplierState } from '#app/domain/suppliers/lifecycle.ts';
import { holdsSupplierRole, type SupplierRole } from '#app/domain/suppliers/supplier.ts';
import { useMessages } from '#app/i18n/language.tsx';
import type { Messages } from '#app/i18n/messages.ts';

export type SellerHeader = {
  slug: string;
  name: string;
  status: SupplierState;
  roles: readonly SupplierRole[];
  title: string;
};

export function SellerLayout({ supplier, children }: { supplier: SellerHeader; children: ReactNode }) {
  const t = useMessages();
  const { pathname } = useLocation();
  const base = `/supplier/${supplier.slug}`;
  const places = linksOf(t.seller.nav).filter(([, , role]) => !role || holdsSupplierRole(supplier.roles, role));
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

/** The pages of a supplier, each with the role that opens it; none for a page of the whole team. */
function linksOf(nav: Messages['seller']['nav']): [path: string, name: string, role?: SupplierRole][] {
  return [
    ['', nav.home],
    ['/orders', nav.orders, 'prepare'],
    ['/lending', nav.lending, 'prepare'],
    ['/offers', nav.offers],
    ['/proofs', nav.proofs, 'prove'],
    ['/visits', nav.visits, 'prove'],
    ['/sales', nav.sales, 'account'],
    ['/payouts', nav.payouts, 'account'],
    ['/identity', nav.identity, 'own'],
    ['/vat', nav.vat, 'account'],
    ['/delivery', nav.delivery, 'sell'],
    ['/agreements', nav.agreements, 'own'],
    ['/team', nav.team],
  ];
}

/** Imports belong to the offers in the navigation, the point on the map to the identity. */
const under: Record<string, string> = { '/import': '/offers', '/place': '/identity' };

function isHere(place: string, here: string): boolean {
  const first = /^\/[^/]*/.exec(here)?.[0] ?? '';
  return place === (findOwnValue(under, first) ?? first);
}
