import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { pageTitle } from '#app/http/page-meta.ts';

/** Loader data that the header of every seller page needs. `heading` is shown, the title says the supplier too. */
export function sellerHeader(
  { slug, name, status }: Supplier,
  heading: string,
  { page = heading, ...parts }: { page?: string; count?: number; state?: string | null } = {},
) {
  return { title: pageTitle(page, { ...parts, of: name }), supplier: { slug, name, status, title: heading } };
}
