import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDb } from '#db/client.ts';
import { migrateDb } from '#db/migrate.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { listDueJobs, listJobs } from './domain/jobs/jobs.server.ts';
import { listServers } from './domain/jobs/running-servers.server.ts';
import { saveTown } from './domain/towns/towns.server.ts';
import { getServices } from './wiring.server.ts';

test('a started instance runs its due jobs once, records them and frees them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'halle-background-'));
  Object.assign(process.env, { HALLE_DATA: folder, LOG_LEVEL: 'silent', PAYMENTS: 'stand-in' });
  foundTown(join(folder, 'halle.sqlite'));
  const services = await getServices();
  await services.tick();
  const now = new Date();
  const ran = listJobs(services).filter(({ lastRunAt }) => lastRunAt !== null);
  expect(ran.map(({ name, outcome, error }) => [name, outcome, error]).sort()).toEqual(
    [
      'abandoned-parts',
      'books',
      'calendar',
      'claim-rules',
      'contribution-invoices',
      'evidence-upkeep',
      'figures',
      'measured-facts',
      'payment-events',
      'releases',
      'retention',
      'score-root',
      'search-alerts',
      'security-upkeep',
      'siret-claims',
      'sold-things',
      'town-figures',
      'transfers',
    ].map((name) => [name, 'done', null]),
  );
  // Only what waits in tables of its own is asked at each tick.
  expect([...listDueJobs({ db: services.db, now })].sort()).toEqual([
    'claim-rules',
    'commitments',
    'figures',
    'imports',
    'kept-forms',
    'kept-years',
    'ledger-tiles',
    'letter-tokens',
    'letters',
    'outbox',
    'purchase-requests',
    'reservations',
    'scores',
    'sessions',
    'vat-regimes',
  ]);
  expect(listServers({ db: services.db, now })).toMatchObject([{ failing: [], settings: services.env.sharedSettings }]);
  await services.close();
  rmSync(folder, { recursive: true });
});

function foundTown(file: string): void {
  const db = openDb(file);
  migrateDb(db, 'db/migrations');
  saveTown({ db, actor: { kind: 'system', name: 'test' }, now: new Date(), locale: 'fr', town: demoTown });
  db.$client.close();
}
