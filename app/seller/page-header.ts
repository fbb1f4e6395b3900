import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';

/** What every page of a stall's desk needs at its head. */
export function sellerHeader({ slug, name, status }: Supplier, title: string) {
  return { title: title === name ? name : `${title} · ${name}`, supplier: { slug, name, status, title } };
}
