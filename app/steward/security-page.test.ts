import { expect, test } from 'vitest';
import { recordSecurityEvent } from '#app/domain/security/security-events.server.ts';
import { securityThresholds } from '#app/domain/security/security-thresholds.ts';
import { noe } from '#tests/setup/evidence.ts';
import { camille, openTown } from '#tests/setup/test-town.ts';
import { loader } from './pages/security._index.tsx';
import { loader as csvLoader } from './pages/security[.]csv.ts';

async function open() {
  const town = await openTown();
  const cookie = await town.cookie(noe);
  const ask = (path: string) => ({
    request: new Request(`http://halle.test${path}`, { headers: { cookie } }),
    params: {},
    context: {},
  });
  return { town, ask };
}

test('stewards read the events by kind, with names, and the thresholds that are passed', async () => {
  const { town, ask } = await open();
  const ctx = { ...town.ctx(camille), address: '192.0.2.7' };
  for (let i = 0; i < 3; i++)
    recordSecurityEvent({ ...ctx, address: `192.0.2.${i}` }, { kind: 'code-locked', detail: 'ord_1' });
  recordSecurityEvent(ctx, { kind: 'signed-in' });
  const page = await loader(ask('/steward/security?kind=code-locked') as never);
  expect(page.events).toHaveLength(3);
  expect(page.names[page.events[0]!.userId!]).toBe('Camille Aubert');
  expect(page.passed).toEqual([{ kind: 'code-locked', max: 2, hours: 24, count: 3 }]);
  const all = await loader(ask('/steward/security?kind=constructor') as never);
  expect(all.events[0]).toMatchObject({ kind: 'signed-in', detail: '' });
  const older = await loader(ask(`/steward/security?before=${all.events[0]!.id}`) as never);
  expect(older.events[0]!.kind).toBe('code-locked');
});

test('the file of events has every event and no address', async () => {
  const { town, ask } = await open();
  recordSecurityEvent({ ...town.ctx(camille), address: '192.0.2.7' }, { kind: 'signed-in', detail: '=1+1' });
  const text = await (await csvLoader(ask('/steward/security.csv') as never)).text();
  expect(text.trim().split('\r\n').at(-1)).toMatch(/^\d{4}-.*;signed-in;usr_\w+;usr_\w+;'?[\w-]{16};'=1\+1$/);
  expect(text).not.toContain('192.0.2');
});

test('a threshold names each kind once', () => {
  expect(new Set(securityThresholds.map(({ kind }) => kind)).size).toBe(securityThresholds.length);
});
