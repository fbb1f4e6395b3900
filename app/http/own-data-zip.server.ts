// All that a person may take along as one ZIP: their rows as JSON, the invoices of their own orders as PDF, and the
// documents that they handed in as evidence.
import { Readable } from 'node:stream';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { invoiceFile } from '#app/documents/invoice-file.server.ts';
import { collectOwnData } from '#app/domain/erasure/own-data.server.ts';
import { listFilesSubmittedBy } from '#app/domain/evidence/evidence-files.server.ts';
import { type Invoice, listInvoices } from '#app/domain/invoicing/invoices.server.ts';
import { listOrdersOf } from '#app/domain/orders/orders.server.ts';
import { listOwnSuppliers } from '#app/domain/suppliers/members.server.ts';
import { fileCtx } from './document-responses.server.ts';
import { type RequestContext, requireUser } from './request-context.server.ts';

/** Sent as it is made: one document at a time is in memory, however many there are. */
export function ownDataZip(ctx: RequestContext): Response {
  const { own } = listOrdersOf(ctx, { userId: requireUser(ctx).id });
  const data = Buffer.from(JSON.stringify(collectOwnData(ctx), null, 2));
  const stream = Readable.from(zipped(ctx, data, listInvoices(ctx, own)));
  return new Response(Readable.toWeb(stream) as ReadableStream, {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': 'attachment; filename="halle.zip"',
      'cache-control': 'private, no-store',
    },
  });
}

async function* zipped(ctx: RequestContext, data: Uint8Array, invoices: readonly Invoice[]): AsyncGenerator<Buffer> {
  const made: Buffer[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    made.push(Buffer.from(chunk));
  });
  const add = (file: ZipDeflate | ZipPassThrough, bytes: Uint8Array) => {
    file.mtime = ctx.now;
    zip.add(file);
    file.push(bytes, true);
    return made.splice(0);
  };
  yield* add(new ZipDeflate('halle.json'), data);
  const missing: string[] = [];
  for (const invoice of invoices) {
    const { number, content } = invoice;
    const name = `${content.issuedOn} ${content.seller.name} ${number}.pdf`.replace(/[/\\:*?"<>|]/g, '-');
    const pdf = await readDocument(ctx, invoice);
    // A PDF is already compressed.
    if (pdf) yield* add(new ZipPassThrough(name), pdf);
    else missing.push(name);
  }
  for (const [at, file] of ownEvidenceFiles(ctx).entries()) {
    const name = `${file.submittedAt.slice(0, 10)} ${file.criterionId} ${at + 1} ${file.fileName}`;
    const bytes = await ctx.services.storage.get(file.fileKey).catch(() => null);
    if (bytes) yield* add(new ZipPassThrough(name), bytes);
    else missing.push(name);
  }
  const list = Buffer.from(`${ctx.t.invoices.missingLead}\r\n\r\n${missing.join('\r\n')}\r\n`);
  if (missing.length > 0) yield* add(new ZipPassThrough(ctx.t.invoices.missingFile), list);
  zip.end();
  yield* made.splice(0);
}

function ownEvidenceFiles(ctx: RequestContext) {
  const suppliers = listOwnSuppliers(ctx).map(({ id }) => id);
  return listFilesSubmittedBy(ctx, requireUser(ctx).id, suppliers);
}

/** Null if it cannot be read: the others are taken along all the same. */
async function readDocument(ctx: RequestContext, invoice: Invoice): Promise<Buffer | null> {
  try {
    return await invoiceFile(fileCtx(ctx), invoice);
  } catch (err) {
    ctx.services.log.error({ err, invoice: invoice.id }, 'an invoice is missing in an export');
    return null;
  }
}
