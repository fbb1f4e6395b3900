import { expect, test } from 'vitest';
import { owedByReference } from '#app/domain/books/balances.server.ts';
import { listPostings } from '#app/domain/books/books.server.ts';
import { applyProviderEvent } from '#app/domain/checkout/provider-events.server.ts';
import { refusePart } from '#app/domain/fulfilment/cancel-part.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { listCases } from '#app/domain/payments/cases.server.ts';
import { findDispute } from '#app/domain/payments/dispute-rows.server.ts';
import { retryTransfers } from '#app/domain/settlement/settle-part.server.ts';
import { syncDispute } from '#app/domain/settlement/sync-dispute.server.ts';
import { sum } from '#app/domain/shared/money.ts';
import { generator } from './setup/generator.ts';
import { type DisputeStatus, disputeStatuses, expectSound, workOff } from './setup/money-work.ts';
import { repetitions, seed } from './setup/repetitions.ts';
import { carrots, deliver, now, openPaidTown, others, paid, paidAgain, shorten } from './setup/sales.ts';
import type { TestTown } from './setup/test-town.ts';

/** The states of the pinned version, and one that it does not have. */
const states = [...Object.keys(disputeStatuses), 'of_a_later_version'] as DisputeStatus[];

/** Every history of one to three states, in any order. */
const all = [1, 2, 3].flatMap((length) =>
  Array.from({ length: states.length ** length }, (_, n) =>
    Array.from({ length }, (_, i) => states[Math.floor(n / states.length ** i) % states.length]!),
  ),
);
const few = Math.ceil(all.length / 100);
const histories = repetitions('DISPUTES', few, all.length);
const perTown = 8;

test(`${histories} of ${all.length} histories of a dispute end with equal books (seed ${seed})`, async () => {
  const random = generator(seed);
  const chosen = histories >= all.length ? all : Array.from({ length: histories }, () => all[random(all.length)]!);
  for (let begin = 0; begin < chosen.length; begin += perTown) {
    const town = await openPaidTown();
    town.db.$client.exec('update offers set stock = 5000 where stock is not null');
    for (const [i, history] of chosen.slice(begin, begin + perTown).entries())
      await walk(town, `du_${begin + i}`, history, random);
  }
}, 3_600_000);

/** One sale, disputed state by state, each state told twice, with the errands of its people between them. */
async function walk(
  town: TestTown,
  id: string,
  history: readonly DisputeStatus[],
  random: (below: number) => number,
): Promise<void> {
  const { store } = town.standIn;
  const sale = await paid(town, { [carrots]: 2 + random(3), [others(town)[random(3)]!]: 1 });
  const { orderId } = sale;
  const isSecond = random(5) === 0; // the dispute is about a payment that no order took
  const charge = isSecond ? (await paidAgain(town, orderId)).charge : sale.charge;
  const done: string[] = [];
  const note = () => `${id}, seed ${seed}: ${history.join(' > ')}, ${done.join(', ')}`;
  const errand = async () => {
    const { parts, lines } = findOrder(town, orderId)!;
    const part = parts[random(parts.length)]!;
    const what = ['deliver', 'shorten', 'refuse', 'work', 'nothing'][random(5)]!;
    done.push(what);
    if (what === 'deliver') deliver(town, orderId, part.supplierId);
    if (what === 'refuse') refusePart(town.ctx(), part.supplierId, orderId, 'n');
    if (what === 'shorten') shorten(town, orderId, lines.find((own) => own.supplierId === part.supplierId)!.line, 1);
    if (what === 'work') await workOff(town);
  };
  for (const [i, status] of history.entries()) {
    await errand();
    const left = store.findCharge(charge)!;
    if (i === 0 && left.amount === left.refunded) return; // refunded as a whole: nothing is left to contest
    if (i === 0) store.contest(id, charge, left.amount - left.refunded, now(), status);
    else store.setDispute(id, status, now());
    done.push(status);
    const event = { id: `evt_${id}_${i}`, type: 'charge.dispute.updated', objectId: id };
    const states = [await applyProviderEvent(town.ctx(), event), await applyProviderEvent(town.ctx(), event)];
    expect(states, note()).toEqual([await syncDispute(town.ctx(), id), 'known-event']);
  }
  await errand();
  for (let i = 0; i < 2; i++) {
    await workOff(town);
    retryTransfers(town.ctx());
  }
  await workOff(town);
  await expectSound(town, note());
  expectConclusion(town, id, orderId, note());
}

/** Cases and amounts owed fit the last state of the dispute. */
function expectConclusion(town: TestTown, id: string, orderId: string, note: string): void {
  const { state, reference, borneCents } = findDispute(town, id)!;
  const reasons = listCases(town).flatMap(({ subject, reason }) => (subject === id ? reason : []));
  // While it is open after a loss, the loss stays borne, and its case stays open.
  const wanted = [...(state === 'open' ? ['disputed'] : []), ...(borneCents > 0 ? ['dispute-lost'] : [])];
  expect([reasons.toSorted(), borneCents > 0 || state !== 'lost'], note).toEqual([wanted.toSorted(), true]);
  if (state === 'open') return;
  const undecided = listPostings(town, [orderId]).filter(({ account }) => account === 'disputes');
  expect(sum(undecided.map(({ side, amountCents }) => (side === 'debit' ? amountCents : -amountCents))), note).toBe(0);
  if (state === 'lost' || reference !== orderId) return;
  for (const { supplierId, state: part } of findOrder(town, orderId)!.parts)
    if (part === 'handed-over' || part === 'refused')
      expect([part, owedByReference(town, supplierId, [orderId]).get(orderId)], note).toEqual([part, 0]);
}
