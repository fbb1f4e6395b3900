import { expect, test } from 'vitest';
import { recordServer } from '#app/domain/jobs/running-servers.server.ts';
import { healthParts } from '#app/health/health-parts.ts';
import { openTown, type TestTown } from '#tests/setup/test-town.ts';
import { loader } from './pages/health.tsx';

const noe = 'noe@cooperative-112.example';

async function read(town: TestTown, language = 'fr') {
  const request = new Request('http://halle.test/steward/health', {
    headers: { cookie: await town.cookie(noe), 'accept-language': language },
  });
  return (await loader({ request, params: {}, context: {} })) as Exclude<Awaited<ReturnType<typeof loader>>, Response>;
}

test('each part says its state in the words of the reader, and those that need a person come first', async () => {
  const town = await openTown();
  recordServer({ db: town.db, now: new Date() }, { address: '127.0.0.1:3000', settings: { A: '1' }, failing: [] });
  recordServer(
    { db: town.db, now: new Date() },
    { address: '127.0.0.1:3001', settings: { A: '2' }, failing: ['letters'] },
  );
  const { state, rows } = await read(town);
  expect(state).toBe('yellow');
  expect(rows.map(({ part }) => part).sort()).toEqual([...healthParts].sort());
  expect(rows.slice(0, 2).map(({ part }) => part)).toEqual(['jobs', 'settings']);
  expect(rows[0]!.seen).toEqual(['Lettres']);
  expect(rows[1]!.seen.map((sentence) => sentence.replace(/[\u00a0\u202f]/g, ' '))).toEqual([
    'Serveurs sur ces données : 2 (127.0.0.1:3000, 127.0.0.1:3001)',
    'Différents : A',
  ]);
  expect(rows.every(({ seen }) => seen.length > 0)).toBe(true);
  const english = await read(town, 'en');
  expect(english.rows[0]!.seen).toEqual(['Letters']);
  expect(english.rows.find(({ part }) => part === 'backup')!.seen[0]).toBe('Last copy: never');
});
