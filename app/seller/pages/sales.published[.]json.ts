import { setImmediate } from 'node:timers/promises';
import { eachSaleInside, type InsideTotalFile } from '#app/domain/reporting/inside-total.server.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { runInSlices } from '#app/domain/shared/slices.ts';
import { privateFile } from '#app/http/document-responses.server.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';

/** The lines that the supplier sold inside the town's published total: megabytes in a large town, made in slices. */
export const loader = supplierRouteHandler('seller/sales.published[.]json', async (ctx, { supplier }) => {
  const file = await runInSlices(eachSaleInside(ctx, supplier.id));
  if (!file) throw new NotFound(`published lines of ${supplier.slug}`);
  return privateFile(eachText(file), 'application/json', `halle-${supplier.slug}-total.json`);
});

/** Lines whose text is made in one slice. */
const linesAtOnce = 50;

/** The file as its JSON text, some lines at a time. */
async function* eachText({ lines, ...head }: InsideTotalFile): AsyncGenerator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"lines":[`;
  for (let i = 0; i < lines.length; i += linesAtOnce) {
    const some = lines.slice(i, i + linesAtOnce).map((line) => JSON.stringify(line));
    yield `${i === 0 ? '' : ','}${some.join(',')}`;
    await setImmediate();
  }
  yield ']}';
}
