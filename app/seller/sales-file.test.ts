import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { listSoldLines } from '#app/domain/orders/sales.server.ts';
import { getOwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { lucie } from '#tests/setup/evidence.ts';
import { openTown } from '#tests/setup/test-town.ts';
import { loader } from './pages/sales[.]csv.ts';

test('amounts of the French file are numbers of a French spreadsheet, and add up', async () => {
  const town = await openTown();
  const { supplier } = getOwnSupplier(town.ctx(lucie), 'jardins-de-la-vesle');
  const request = new Request('http://halle.test/sales.csv', {
    headers: { cookie: await town.cookie(lucie), 'accept-language': 'fr' },
  });
  const answer = (await loader({ request, params: { slug: supplier.slug }, context: {} } as never)) as Response;
  const [, ...rows] = parse(await answer.text(), { delimiter: ';', bom: true }) as string[][];
  const sold = [...listSoldLines(town.ctx(lucie), supplier.id)];
  expect(rows.length).toBe(sold.length);
  for (const row of rows) for (const i of [6, 7, 9, 12]) expect(row[i]).toMatch(/^\d+,\d\d$/);
  const cents = rows.reduce((total, row) => total + Number(row[7]!.replace(',', '')), 0);
  expect(cents).toBe(sold.reduce((total, { htCents }) => total + htCents, 0));
});
