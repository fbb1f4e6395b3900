import { expect, test } from 'vitest';
import { healthParts } from '#app/health/health-parts.ts';
import { openTown } from '#tests/setup/test-town.ts';
import { openMetrics } from './metrics.server.ts';

/** The label sets of a text, by the name of the metric. */
function labelsOf(text: string): Map<string, string[]> {
  const samples = text.split('\n').flatMap((line) => {
    const [, name = '', labels = ''] = /^(\w+)(?:\{(.*)\})? \S+$/.exec(line) ?? [];
    return name === '' ? [] : [{ name, labels }];
  });
  return new Map(
    [...Map.groupBy(samples, ({ name }) => name)].map(([name, own]) => [name, own.map(({ labels }) => labels)]),
  );
}

test('says the health, the ledger and the jobs in the text form of Prometheus', async () => {
  const town = await openTown({ onDisk: true });
  const metrics = openMetrics({ db: town.db, version: '0.0.0', health: town.health });
  const { type, text } = await metrics.read();
  expect(type).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(text).toMatch(/^halle_serving 1$/m);
  expect(text).toMatch(/^halle_ledger_entries [1-9]\d*$/m);
  expect(text).toMatch(/^halle_database_bytes [1-9]\d*$/m);
  expect(text).toMatch(/^process_cpu_seconds_total \S+$/m);
  expect(labelsOf(text).get('halle_health_level')).toEqual(healthParts.map((part) => `part="${part}"`));
  expect(labelsOf(text).get('halle_backup_last_success_timestamp_seconds')).toHaveLength(3);
});

test('counts answers by method, class and kind alone, whatever is asked for', async () => {
  const town = await openTown();
  const metrics = openMetrics({ db: town.db, version: '0.0.0', health: town.health });
  for (const method of ['GET', 'POST', 'PROPFIND', 'X-0123', "GET'; drop"])
    for (const status of [200, 204, 404, 503]) metrics.countAnswer({ method, status, kind: 'app', seconds: 0.02 });
  metrics.countAnswer({ method: 'GET', status: 200, kind: 'kept', seconds: 0 });
  const counted = labelsOf((await metrics.read()).text).get('halle_http_requests_total')!;
  expect(new Set(counted)).toEqual(
    new Set([
      ...['GET', 'POST', 'other'].flatMap((method) =>
        ['2xx', '4xx', '5xx'].map((status) => `method="${method}",status="${status}",kind="app"`),
      ),
      'method="GET",status="2xx",kind="kept"',
    ]),
  );
});

test('a reading holds no name, address or id of the town', async () => {
  const town = await openTown();
  const { text } = await openMetrics({ db: town.db, version: '0.0.0', health: town.health }).read();
  const words = town.db.$client
    .prepare(
      'select name from users union select email from users union select id from orders union select name from suppliers',
    )
    .pluck()
    .all() as string[];
  expect(words.length).toBeGreaterThan(50);
  expect(words.filter((word) => word.length > 3 && text.includes(word))).toEqual([]);
  expect(text.length).toBeLessThan(20_000);
});
