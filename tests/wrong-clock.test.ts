// A town at work whose clock is wrong for ten seconds: no job hands over, invoices, pays, lapses or erases anything, and
// no form enters anything under a wrong date.
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startBackground } from '#app/background.server.ts';
import { action as checkout } from '#app/buyer/pages/checkout.tsx';
import { openTownClock, type TownClock } from '#app/domain/fulfilment/money-clock.server.ts';
import type { Keyring } from '#app/domain/ledger/keys.server.ts';
import { ledgerSize } from '#app/domain/ledger/log.server.ts';
import { hasDueLetter } from '#app/domain/outbox/letters.server.ts';
import { messages } from '#app/i18n/fr/index.ts';
import { databaseDigest } from './setup/database-digest.ts';
import { openPaidTown, others, paid } from './setup/sales.ts';
import type { TestTown } from './setup/test-town.ts';

const dayMs = 864e5;
const keptByJobs = ['jobs', 'running_servers', 'money_clock', 'payment_cases', 'payment_cursors', 'address_salts'];

/** A town with three parts to prepare, whose jobs run when they are told to. */
async function townAtWork(openClock: (town: TestTown) => TownClock) {
  const town = await openPaidTown();
  const slugs = others(town).slice(0, 3);
  for (const slug of slugs) await paid(town, { [slug]: 1 });
  town.clock = openClock(town);
  const { env, log, rules, search, storage, clock } = town;
  const background = startBackground({
    ...{ env, log, rules, search, storage, clock, failures: new Map(), askOutside: async () => {} },
    readBeside: town.readBeside,
    unanswered: town.unanswered,
    mailer: { send: async () => {}, verify: async () => {} },
    keyring: { current: town.ledgerKey, refresh() {} } as unknown as Keyring,
    keptHead: join(env.dataDir, 'ledger.checkpoint'),
    context: () => ({ ...town.ctx(), actor: { kind: 'system', name: 'test' }, now: clock.now() }),
  });
  onTestFinished(background.stop);
  return { town, background };
}

const openOwn = (town: TestTown) => openTownClock(() => ({ ...town.ctx(), actor: { kind: 'system', name: 'clock' } }));
const trusting: TownClock = {
  look: () => ({ state: 'right', until: new Date(), hasStepped: false }),
  state: () => 'right',
  now: () => new Date(),
};

/** Letters leave beside the other jobs: they are waited for. */
async function settle(town: TestTown, background: { tick: () => Promise<unknown> }) {
  for (let round = 0; round < 3; round++) await background.tick();
  await vi.waitFor(
    async () => {
      await background.tick();
      expect(hasDueLetter(town.ctx())).toBe(false);
    },
    { timeout: 60_000 },
  );
}

test.each([40, -40])('ten seconds of a clock that is wrong by %i days leave the town as it was', async (days) => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const { town, background } = await townAtWork(openOwn);
  await settle(town, background);
  const begin = Date.now();
  const before = databaseDigest(town, keptByJobs);
  const entries = ledgerSize(town);
  for (let second = 1; second <= 10; second++) {
    vi.setSystemTime(begin + days * dayMs + second * 1000);
    await background.tick();
  }
  expect(databaseDigest(town, keptByJobs)).toBe(before);
  // Nor does a form: it comes back with a sentence, and the provider keeps what it has.
  const request = new Request('http://halle.test/checkout', {
    method: 'POST',
    body: new URLSearchParams({ contactName: 'Camille' }),
    headers: { cookie: await town.cookie('camille@le-hangar.example') },
  });
  const answer = (await checkout({ request, params: {}, context: {} })) as {
    data: { message: string };
    init: ResponseInit;
  };
  expect([answer.init.status, answer.data.message]).toEqual([503, messages.limits.clock]);
  vi.setSystemTime(begin + 11_000);
  await settle(town, background);
  expect([town.clock.state(), ledgerSize(town)]).toEqual(['right', entries]);
});

test('the same ten seconds would have moved money, had the clock been trusted', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const { town, background } = await townAtWork(() => trusting);
  await settle(town, background);
  const entries = ledgerSize(town);
  vi.setSystemTime(Date.now() + 40 * dayMs);
  await settle(town, background);
  const handed = town.db.$client.prepare(`select count(*) from order_parts where handed_over_at > ?`).pluck();
  expect(handed.get(new Date(Date.now() - dayMs).toISOString())).toBeGreaterThan(0);
  expect(ledgerSize(town)).toBeGreaterThan(entries);
});
