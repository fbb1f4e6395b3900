const named = /(^|[\s,])(gzip|\*)\s*(?!;\s*q=0(\.0*)?\s*(,|$))/;

/** Whether an `Accept-Encoding` takes gzip: by name or by `*`, and not with a weight of nothing. */
export function takesGzip(acceptEncoding: string | null | undefined): boolean {
  return named.test(acceptEncoding ?? '');
}
