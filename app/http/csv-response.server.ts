import { Readable } from 'node:stream';
import type { Locale } from '#app/domain/shared/locale.ts';
import { formatDecimal } from '#app/i18n/format.ts';

/** A CSV download, streamed in pieces. UTF-8 with a byte order mark, because spreadsheets need it. */
export function csvResponse(pieces: Iterable<string>, name: string): Response {
  function* marked() {
    let first = true;
    for (const piece of pieces) {
      yield Buffer.from(first && !piece.startsWith('\uFEFF') ? `\uFEFF${piece}` : piece);
      first = false;
    }
  }
  return new Response(Readable.toWeb(Readable.from(marked())) as ReadableStream, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  });
}

/** Cents as a decimal that a spreadsheet of the reader's language counts: 12,50 in French. */
export function csvAmount(cents: number, locale: Locale): string {
  return formatDecimal((cents / 100).toFixed(2), locale);
}

/** A number as it is, with the decimal mark of the reader's language: 5,5 in French. */
export function csvNumber(value: number, locale: Locale): string {
  return formatDecimal(String(value), locale);
}
