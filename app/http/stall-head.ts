import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';

/** What every page of a stall's desk needs at its head. */
export function stallHead({ slug, name, status }: Supplier, title: string) {
  return { title: title === name ? name : `${title} · ${name}`, stall: { slug, name, status, title } };
}
