import { Readable } from 'node:stream';
import { listInvoices } from '#app/domain/invoicing/invoices.server.ts';
import type { RequestContext } from './request-context.server.ts';

export type DocumentLink = { supplierId: string; href: string; label: string };

/** An order's invoices and credit notes, with labels in the visitor's language. */
export function documentsOf(ctx: RequestContext, orderId: string): DocumentLink[] {
  const t = ctx.t.invoices;
  return listInvoices(ctx, [orderId]).map(({ id, supplierId, kind, number }) => ({
    supplierId,
    href: `/invoices/${id}.pdf`,
    label: t.download(t.kinds[kind], number),
  }));
}

/** A PDF that is rendered for each request; of a person, and then kept nowhere, unless it is `isPublic`. */
export function pdfResponse(pdf: Uint8Array, name: string, isPublic = false): Response {
  return new Response(new Uint8Array(pdf), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${name}"`,
      'cache-control': isPublic ? 'no-cache' : 'private, no-store',
      ...(isPublic && { vary: 'Accept-Language, Cookie' }),
    },
  });
}

/** The context for rendering and storing a document. */
export function fileCtx(ctx: RequestContext) {
  return { ...ctx, storage: ctx.services.storage };
}

/** A file of one person, kept nowhere on its way; in pieces, it is sent as they come. */
export function privateFile(data: string | AsyncIterable<string>, type: string, name: string): Response {
  const body = typeof data === 'string' ? data : (Readable.toWeb(Readable.from(bytesOf(data))) as ReadableStream);
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  });
}

async function* bytesOf(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) yield Buffer.from(piece);
}
