/** The address of a comparison: it holds all of it, so that it can be sent and kept. */
export function compareHref(
  offers: readonly { slug: string }[],
  { quantity = null, differences = false }: { quantity?: number | null; differences?: boolean } = {},
): string {
  const params = new URLSearchParams(offers.map(({ slug }) => ['offer', slug]));
  if (quantity !== null) params.set('quantity', String(quantity));
  if (differences) params.set('differences', '1');
  return `/compare/offers?${params}`;
}
