import { exportOffers } from '#app/domain/imports/export.server.ts';
import { answerStall } from '#app/http/answer.server.ts';
import { csvResponse } from '#app/http/csv.server.ts';

export const loader = answerStall('supplier.$slug.export[.]csv', (visit, { supplier }) =>
  csvResponse(exportOffers(visit, supplier.id), `offres-${supplier.slug}.csv`),
);
