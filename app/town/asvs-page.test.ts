import { expect, test } from 'vitest';
import { locales } from '#app/domain/shared/locale.ts';
import { openTown } from '#tests/setup/test-town.ts';
import { listAsvsRows } from './asvs-rows.server.ts';
import { loader } from './pages/security._index.tsx';

test.each([...locales])('the page of security counts every row and hides none (%s)', async (lang) => {
  await openTown();
  const request = new Request(`http://halle.test/security?lang=${lang}`);
  const { groups, counts } = await loader({ request, params: {}, context: {} });
  expect(groups.map(({ verdict }) => verdict)).toEqual(['not met', 'partly', 'met']);
  expect(groups.flatMap(({ rows }) => rows)).toHaveLength(listAsvsRows().length);
  expect(groups.map(({ rows }) => rows.length)).toEqual([counts['not met'], counts.partly, counts.met]);
});
