import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';

/** Loader data that the header of every seller page needs. */
export function sellerHeader({ slug, name, status }: Supplier, title: string) {
  return { title: title === name ? name : `${title} · ${name}`, supplier: { slug, name, status, title } };
}
