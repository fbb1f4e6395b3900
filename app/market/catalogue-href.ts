/** The address of a search, without a question mark when there are no parameters. */
export function catalogueHref(params: URLSearchParams, path = '/offers'): string {
  return params.size === 0 ? path : `${path}?${params}`;
}
