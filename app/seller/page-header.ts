import type { OwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { pageTitle } from '#app/http/page-meta.ts';

/**
 * Loader data that the header of every seller page needs: `roles` are those of the person who reads, for the
 * navigation. `heading` is shown, the title says the supplier too.
 */
export function sellerHeader(
  { supplier: { slug, name, status }, roles }: OwnSupplier,
  heading: string,
  { page = heading, ...parts }: { page?: string; count?: number; state?: string | null } = {},
) {
  return { title: pageTitle(page, { ...parts, of: name }), supplier: { slug, name, status, roles, title: heading } };
}
