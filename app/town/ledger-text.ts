/** A text of the ledger for programs: asked again each time, because a rotation or a new head changes it. */
export function ledgerText(text: string, status = 200): Response {
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-cache' };
  return new Response(text, { status, headers });
}
