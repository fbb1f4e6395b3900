import { expect, test } from 'vitest';
import { watchPublicTables } from '#app/domain/reporting/public-version.server.ts';
import { getValue, integer } from '#db/rows.ts';
import { openTown } from '#tests/setup/test-town.ts';
import { findTownScores, refreshTownScores } from './town-scores.server.ts';

test('a supplier that closes leaves the ranks, and every public page is renewed once', async () => {
  const town = await openTown();
  watchPublicTables(town.db);
  const version = () => getValue(town.db, integer, 'select number from public_version');
  const live = "select count(*) from suppliers where status = 'live'";
  refreshTownScores(town.ctx());
  const before = findTownScores(town.ctx())!;
  expect(before.suppliers).toBe(getValue(town.db, integer, live));
  expect(before.proven.reduce((sum, n) => sum + n, 0)).toBe(before.suppliers);

  town.db.$client.exec("update suppliers set status = 'suspended' where slug = 'numerique-clair'");
  const closed = version();
  refreshTownScores(town.ctx());
  const renewed = version();
  expect(findTownScores(town.ctx())?.suppliers).toBe(before.suppliers - 1);
  expect(renewed).toBeGreaterThan(closed);

  refreshTownScores(town.ctx());
  expect(version(), 'an equal count writes nothing').toBe(renewed);
});
