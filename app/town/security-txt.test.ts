import { expect, test } from 'vitest';
import { openTown } from '#tests/setup/test-town.ts';
import { loader } from './pages/[.]well-known.security[.]txt.ts';

test('security.txt names a contact and ends within a year, as RFC 9116 asks', async () => {
  const town = await openTown();
  const request = new Request('http://halle.test/.well-known/security.txt');
  const answer = (await loader({ request, params: {}, context: {} })) as Response;
  const fields = new Map(
    (await answer.text())
      .trim()
      .split('\n')
      .map((line) => line.split(/: (.*)/) as [string, string]),
  );
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(fields.get('Contact')).toBe(`mailto:${town.town.contact.email}`);
  const days = (Date.parse(fields.get('Expires')!) - Date.now()) / 86_400_000;
  expect([days > 150, days < 365]).toEqual([true, true]);
  expect(fields.get('Canonical')).toMatch(/\/\.well-known\/security\.txt$/);
  expect(fields.get('Policy')).toMatch(/\/security$/);
});
