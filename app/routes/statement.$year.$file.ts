import type { LoaderFunctionArgs } from '@remix-run/node';
import { renderStatement } from '#app/documents/statement-pdf.server.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { listStatedLines } from '#app/domain/statements/year.server.ts';
import { answer } from '#app/http/answer.server.ts';
import { csvResponse } from '#app/http/csv.server.ts';
import { pdfResponse } from '#app/http/documents.server.ts';
import { agecCsv, egalimCsv, linesCsv, printedYear, statementJson, statementOf } from '#app/http/statement.server.ts';

export const loader = answer('statement.$year.$file', async (visit, { params }: LoaderFunctionArgs) => {
  const { buyer, year } = statementOf(visit, params.year);
  const name = (of: string) => `halle-${year}-${of}`;
  switch (params.file) {
    case 'statement.pdf': {
      const info = { at: visit.now, author: visit.ledgerKey.origin };
      const pdf = await renderStatement(printedYear(visit, buyer, year), visit.t, visit.locale, info);
      return pdfResponse(pdf, name('statement.pdf'));
    }
    case 'lines.csv':
      return csvResponse([linesCsv(visit, buyer, year)], name('lines.csv'));
    case 'agec58.csv':
      return csvResponse([agecCsv(visit, buyer, year, listStatedLines(visit, buyer, year))], name('agec58.csv'));
    case 'egalim.csv':
      return csvResponse([egalimCsv(visit, listStatedLines(visit, buyer, year))], name('egalim.csv'));
    case 'statement.json':
      return Response.json(statementJson(visit, buyer, year), {
        headers: { 'content-disposition': `attachment; filename="${name('statement.json')}"` },
      });
    default:
      throw new NotFound(`file ${params.file}`);
  }
});
