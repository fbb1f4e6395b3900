import { isRecent, routeHandler, toAgain } from '#app/http/handler.server.ts';
import { ownDataZip } from '#app/http/own-data-zip.server.ts';

/** A person's data with the PDFs of their invoices, as one file. */
export const loader = routeHandler('account/account_.export[.]zip', (ctx) => {
  if (!isRecent(ctx)) throw toAgain(ctx, null); // as the export without documents
  return ownDataZip(ctx);
});
