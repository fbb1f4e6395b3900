// Rows that are named by id, slug or reference are looked up, however many others there are: the plans of statements
// that every search, basket and order runs.
import { expect, test } from 'vitest';
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { findOffersByReference } from '#app/domain/catalogue/listed-offers.server.ts';
import { listLiveSuppliersBySlug, liveSuppliersById } from '#app/domain/suppliers/live-suppliers.server.ts';
import { liveSupplierIds } from '#app/domain/suppliers/suppliers.server.ts';
import { openTown } from '#tests/setup/test-town.ts';

test('named rows are looked up, and no other row of the table is read', async () => {
  const { db, ctx } = await openTown();
  const statements = new Set<string>();
  const { prepare } = db.$client;
  db.$client.prepare = ((sql: string) => {
    statements.add(sql);
    return prepare.call(db.$client, sql);
  }) as typeof prepare;
  const [chair] = findOffersByReference({ db }, 'Chaise-de-bureau-remise-en-etat');
  const rebond = listLiveSuppliersBySlug({ db }, ['atelier-rebond']).map(({ id }) => id);
  expect([chair, rebond.length]).toEqual([expect.any(Number), 1]);
  expect([...liveSupplierIds({ db }, [...rebond, 'none'])]).toEqual(rebond);
  expect([...liveSuppliersById({ db }, rebond).keys()]).toEqual(rebond);
  expect(listOwnOrganisations(ctx())).toHaveLength(1);
  db.$client.prepare = prepare;
  const plans = [...statements].flatMap((sql) =>
    (db.$client.prepare(`explain query plan ${sql.replace(/[:@]\w+|\?/g, 'null')}`).all() as { detail: string }[]).map(
      ({ detail }) => detail,
    ),
  );
  expect(plans.filter((detail) => /INDEX offers_by_reference/.test(detail))).toHaveLength(1);
  // `named` is the step of a statement that holds the named rows alone.
  const whole = /^SCAN (?!json_each\b|named$|CONSTANT)|suppliers_by_status|GROUP BY/;
  expect(plans.filter((detail) => whole.test(detail))).toEqual([]);
});
