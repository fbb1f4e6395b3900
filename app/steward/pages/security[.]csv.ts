import { stringify } from 'csv-stringify/sync';
import { eachSecurityEvent } from '#app/domain/security/security-reading.server.ts';
import { csvResponse } from '#app/http/csv-response.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';

const options = { delimiter: ';', escape_formulas: true, record_delimiter: '\r\n' } as const;

/** Every event that is kept, as a program reads it: times in UTC, kinds and people by their names in the database. */
export const loader = routeHandler('steward/security[.]csv', (ctx) => {
  function* rows() {
    yield stringify([['at', 'kind', 'person', 'actor', 'address', 'detail']], options);
    for (const { at, kind, userId, actor, addressHash, detail } of eachSecurityEvent(ctx))
      yield stringify([[at, kind, userId ?? '', actor, addressHash ?? '', detail]], options);
  }
  return csvResponse(rows(), 'security-events.csv');
});
