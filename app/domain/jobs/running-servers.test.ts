import { expect, test } from 'vitest';
import { testDb } from '#tests/setup/test-db.ts';
import { differingSettings, listServers, recordServer, removeServer } from './running-servers.server.ts';

const now = new Date('2026-11-30T10:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

test('a process counts for a minute after its last word, and not after it stopped or the clock was set', () => {
  const db = testDb();
  const listAt = (at: Date) => listServers({ db, now: at }).map(({ address }) => address);
  recordServer({ db, now }, { address: 'a:1', settings: {}, failing: ['checkpoint'] });
  recordServer({ db, now }, { address: 'a:2', settings: {}, failing: [] });
  expect(listServers({ db, now: later(59) })[0]).toEqual({ address: 'a:1', settings: {}, failing: ['checkpoint'] });
  expect([listAt(later(59)), listAt(later(61)), listAt(later(-61))]).toEqual([['a:1', 'a:2'], [], []]);
  removeServer(db, 'a:2');
  expect(listAt(now)).toEqual(['a:1']);
  recordServer({ db, now: later(3600) }, { address: 'a:3', settings: {}, failing: [] });
  expect(db.$client.prepare('select address from running_servers').pluck().all()).toEqual(['a:3']);
});

test('settings that differ, or that one process alone has, are named', () => {
  const one = { settings: { MAIL: '1', S3_URL: '2' } };
  expect(differingSettings([one, { settings: { MAIL: '1', S3_URL: '2' } }])).toEqual([]);
  expect(differingSettings([one, { settings: { MAIL: '3' } }])).toEqual(['MAIL', 'S3_URL']);
  expect(differingSettings([one])).toEqual([]);
});
