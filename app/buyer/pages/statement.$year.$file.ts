import type { LoaderFunctionArgs } from '@remix-run/node';
import { agecCsv, canteenCsv, egalimCsv } from '#app/buyer/declaration-files.server.ts';
import { linesCsv, printedYear, statementJson, statementOf } from '#app/buyer/statement-view.server.ts';
import { renderStatement } from '#app/documents/statement-pdf.server.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { csvResponse } from '#app/http/csv-response.server.ts';
import { pdfResponse } from '#app/http/document-responses.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';

export const loader = routeHandler('buyer/statement.$year.$file', async (ctx, { params }: LoaderFunctionArgs) => {
  const { buyer, year } = statementOf(ctx, params.year);
  const name = (of: string) => `halle-${year}-${of}`;
  switch (params.file) {
    case 'statement.pdf': {
      const { origin } = ctx.ledgerKey;
      const pdf = await renderStatement(printedYear(ctx, buyer, year), ctx.t, ctx.locale, origin);
      return pdfResponse(pdf, name('statement.pdf'));
    }
    case 'lines.csv':
      return csvResponse([linesCsv(ctx, buyer, year)], name('lines.csv'));
    case 'agec58.csv':
      return csvResponse([agecCsv(ctx, buyer, year)], name('agec58.csv'));
    case 'egalim.csv':
      return csvResponse([egalimCsv(ctx, buyer, year)], name('egalim.csv'));
    case 'ma-cantine.csv':
      return csvResponse([canteenCsv(ctx, buyer, year)], name('ma-cantine.csv'));
    case 'statement.json':
      return Response.json(statementJson(ctx, buyer, year), {
        headers: { 'content-disposition': `attachment; filename="${name('statement.json')}"` },
      });
    default:
      throw new NotFound(`file ${params.file}`);
  }
});
