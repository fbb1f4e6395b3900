import { expect, test } from 'vitest';
import { listPostings } from '#app/domain/books/books.server.ts';
import { listSpansOf } from '#app/domain/calendar/spans.server.ts';
import { startClaimPayment } from '#app/domain/checkout/claim-payment.server.ts';
import { applyProviderEvent } from '#app/domain/checkout/provider-events.server.ts';
import { syncPayment } from '#app/domain/checkout/sync-payment.server.ts';
import { handOutSpan, inspectSpan, loseSpan, takeBackSpan } from '#app/domain/fulfilment/lending.server.ts';
import type { ConditionWord } from '#app/domain/fulfilment/lending.ts';
import {
  contestClaim,
  dropClaim,
  findClaimable,
  getOwnClaim,
  openClaim,
} from '#app/domain/fulfilment/lending-claims.server.ts';
import { getLentSpan } from '#app/domain/fulfilment/lent-spans.server.ts';
import { listInvoices } from '#app/domain/invoicing/invoices.server.ts';
import { getSupplierPart } from '#app/domain/orders/parts.server.ts';
import { listCases } from '#app/domain/payments/cases.server.ts';
import { listTransfers } from '#app/domain/payments/transfers.server.ts';
import { checkBooks } from '#app/domain/settlement/balance-check.server.ts';
import { findClaim, findClaimOf, listClaims } from '#app/domain/settlement/claim-rows.server.ts';
import { answerDays, claimedCents } from '#app/domain/settlement/lending-claim.ts';
import { addDays, addMinutes } from '#app/domain/shared/context.ts';
import { randomFaults } from '#app/stand-ins/stripe/faults.ts';
import { rememberPayments } from '#seeds/past-payments.ts';
import { generator } from '#tests/setup/generator.ts';
import { at, freeDays, openLendingTown, orderLoans, period } from '#tests/setup/loans.ts';
import { expectSound, workOff } from '#tests/setup/money-work.ts';
import { repetitions } from '#tests/setup/repetitions.ts';
import { carrots, supplierOf } from '#tests/setup/sales.ts';
import { camille, karim, press } from '#tests/setup/test-town.ts';

const drill = 'perceuse-visseuse-a-la-journee';
const tap = 'tireuse-a-biere-deux-becs-a-la-journee'; // its lender charges VAT
const ok = { ok: true };
const refusal = (reason: string) => ({ ok: false, reason });
const broken = { damageCents: 2500, reason: 'mandrin cassé' };

/** A drill that was out for two days and came back `daysLate` late, found as `condition`; the clock is after its inspection. */
async function inspected(
  condition: ConditionWord = 'damaged',
  daysLate = 0,
  thing = drill,
  faults?: Parameters<typeof openLendingTown>[0],
) {
  const town = await openLendingTown(faults);
  rememberPayments(town.db, town.standIn.store);
  const from = freeDays(town, thing, 6);
  const supplierId = supplierOf(town, thing);
  const raised = 'update offers set deposit_cents = 9000 where slug = ?';
  town.db.$client.prepare(raised).run(thing);
  const orderId = await orderLoans(town, [[thing, 1, period(from, 2)]]);
  town.db.$client.prepare('update offers set deposit_cents = 1 where slug = ?').run(thing);
  const { id } = listSpansOf(town, orderId)[0]!;
  const good = { condition: 'good', note: '' } as const;
  const code = getSupplierPart(town, supplierId, orderId).part.handOverCode;
  const shown = { ...good, numbers: [], acknowledgement: { by: 'code', code } } as const;
  expect(handOutSpan(at(town, from), supplierId, id, shown)).toEqual(ok);
  const evening = at(town, addDays(from, 1 + daysLate), 17);
  const buyer = { ...town.ctx(camille), now: evening.now };
  const inspect = () => {
    takeBackSpan(evening, supplierId, id, good);
    expect(inspectSpan(evening, supplierId, id, { condition, note: '' })).toEqual(ok);
  };
  const pay = async () => {
    const { order } = getSupplierPart(town, supplierId, orderId);
    const started = await startClaimPayment(town.ctx(camille), findClaimOf(town, id)!, order, {
      origin: 'http://halle.test',
      name: 'x',
    });
    if (!started.ok) return started;
    const sessionId = started.url.split('/').at(-1)!;
    await press(town, sessionId, 'pay');
    return { ok: true as const, sessionId };
  };
  return { town, supplierId, orderId, id, evening, buyer, inspect, pay, good };
}

test('a damage is asked for once, with what the inspection found and a word, and never above the frozen deposit', async () => {
  const { town, supplierId, id, evening, inspect } = await inspected();
  expect(openClaim(evening, supplierId, id, broken)).toEqual(refusal('not-now'));
  inspect();
  // The deposit is that of the order, whatever the offer says since.
  expect(findClaimable(evening, getLentSpan(town, supplierId, id))).toMatchObject({
    depositCents: 9000,
    lateHtCents: 0,
  });
  expect(openClaim(evening, supplierId, id, { ...broken, damageCents: 9001 })).toEqual(refusal('deposit'));
  expect(openClaim(evening, supplierId, id, { ...broken, reason: ' ' })).toEqual(refusal('evidence'));
  expect(openClaim(evening, supplierId, id, { damageCents: 0, reason: '' })).toEqual(refusal('nothing'));
  expect(() => openClaim(evening, supplierOf(town, carrots), id, broken)).toThrow(/span/);
  expect(openClaim(evening, supplierId, id, broken)).toMatchObject(ok);
  expect(openClaim(evening, supplierId, id, broken)).toEqual(refusal('not-now'));
  expect(dropClaim(evening, supplierId, id)).toEqual(ok);
  expect(dropClaim(evening, supplierId, id)).toEqual(refusal('not-now'));
  expect(openClaim(evening, supplierId, id, { ...broken, damageCents: 9000 })).toMatchObject(ok);
});

test('what was found good and in time has nothing to ask for, and what is lost has its deposit', async () => {
  const sound = await inspected('good');
  sound.inspect();
  expect(openClaim(sound.evening, sound.supplierId, sound.id, broken)).toEqual(refusal('not-now'));
  const lost = await inspected();
  expect(loseSpan(lost.evening, lost.supplierId, lost.id)).toEqual(ok);
  expect(openClaim(lost.evening, lost.supplierId, lost.id, { ...broken, damageCents: 9000 })).toMatchObject(ok);
});

test('a late return is at the frozen tariff and needs no damage; a good thing has no damage', async () => {
  const { town, supplierId, id, evening, inspect } = await inspected('good', 2);
  inspect();
  const { lateHtCents, lateVatCents, vatBasisPoints } = findClaimable(evening, getLentSpan(town, supplierId, id))!;
  expect(lateHtCents).toBeGreaterThan(0);
  expect(lateVatCents).toBe(Math.round((lateHtCents * vatBasisPoints) / 10_000));
  expect(openClaim(evening, supplierId, id, broken)).toEqual(refusal('evidence'));
  expect(openClaim(evening, supplierId, id, { damageCents: 0, reason: '' })).toMatchObject(ok);
});

test('it is paid once: books, invoice of the late price alone, and the lender is sent all of it', async () => {
  const { town, supplierId, orderId, id, evening, inspect, pay } = await inspected('damaged', 1, tap);
  inspect();
  openClaim(evening, supplierId, id, broken);
  const claim = findClaimOf(town, id)!;
  const paid = await pay();
  if (!paid.ok) throw new Error(paid.reason);
  expect(dropClaim(town.ctx(), supplierId, id)).toEqual(refusal('not-now')); // its page may be paid
  const event = { id: 'evt_1', type: 'checkout.session.completed', objectId: paid.sessionId };
  expect(await syncPayment(town.ctx(), paid.sessionId)).toBe('paid');
  for (let twice = 0; twice < 2; twice++) await applyProviderEvent(town.ctx(), event);
  expect(await syncPayment(town.ctx(), paid.sessionId)).toBe('already-paid');
  expect(await pay()).toMatchObject({ ok: false });
  expect(findClaim(town, claim.id)?.state).toBe('paid');
  const posted = listPostings(town, [claim.id]).filter(({ code }) => code === 'claim-paid');
  const { lateHtCents, lateVatCents, damageCents } = claim;
  expect(lateVatCents).toBeGreaterThan(0);
  expect(posted.map(({ account, side, amountCents }) => [account, side, amountCents])).toEqual([
    ['provider', 'debit', claimedCents(claim)],
    ['supplier', 'credit', lateHtCents + damageCents],
    ['vat', 'credit', lateVatCents],
  ]);
  const late = listInvoices(town, [orderId]).filter(({ occasion }) => occasion === `claim:${claim.id}`);
  expect(late.map(({ totalCents, content }) => [totalCents, content.lines.map(({ kind }) => kind)])).toEqual([
    [lateHtCents + lateVatCents, ['late']],
  ]);
  await workOff(town);
  const sent = listTransfers(town, claim.id, supplierId);
  expect(sent.map(({ amountCents, state }) => [amountCents, state])).toEqual([[claimedCents(claim), 'done']]);
  expect(checkBooks(town).problems).toEqual([]);
  await expectSound(town, 'a paid claim');
});

test('its buyer alone answers, within seven days; contested, it is a case until it is paid or dropped', async () => {
  const { town, supplierId, orderId, id, evening, buyer, inspect, pay } = await inspected();
  inspect();
  openClaim(evening, supplierId, id, broken);
  const { id: claimId } = findClaimOf(town, id)!;
  const stranger = { ...town.ctx(karim), now: evening.now };
  expect(() => contestClaim(stranger, orderId, claimId, 'non')).toThrow();
  expect(() => getOwnClaim(buyer, orderId, 'clm_0000000000000000')).toThrow(/claim/);
  const other = await orderLoans(town, [[drill, 1, period(freeDays(town, drill, 1, 9), 1)]], karim);
  expect(() => contestClaim(stranger, other, claimId, 'non')).toThrow(/claim/); // an order of their own, a claim of others
  const tooLate = { ...buyer, now: addMinutes(buyer.now, answerDays * 24 * 60) };
  expect(contestClaim(tooLate, orderId, claimId, 'déjà cassé')).toEqual(refusal('not-now'));
  expect(contestClaim(buyer, orderId, claimId, 'déjà cassé')).toEqual(ok);
  expect(contestClaim(buyer, orderId, claimId, 'déjà cassé')).toEqual(refusal('not-now'));
  const cases = () => listCases(town).filter(({ reason }) => reason === 'claim-contested');
  expect(cases().map(({ facts }) => facts.amountCents)).toEqual([2500]);
  const paid = await pay();
  if (!paid.ok) throw new Error(paid.reason);
  await syncPayment(town.ctx(), paid.sessionId);
  expect([findClaim(town, claimId)?.state, cases()]).toEqual(['paid', []]);
});

const steps = ['pay', 'sync', 'event', 'contest', 'drop', 'ask', 'work'] as const;
const histories = repetitions('CLAIM_HISTORIES', 10, 2000);

test('in any mixture of answers, repeated events and a failing provider, a claim is paid at most once', async () => {
  const seen = { paid: 0, dropped: 0, contested: 0 };
  for (let seed = 1; seed <= histories; seed++) {
    const random = generator(seed);
    const faults = randomFaults(random, 250);
    let broken = false;
    const late = random(2);
    const own = await inspected('damaged', late, random(2) === 0 ? tap : drill, {
      faults: () => (broken ? faults() : null),
    });
    const { town, supplierId, orderId, id, evening, buyer, inspect, pay } = own;
    inspect();
    broken = true;
    const sessions: string[] = [];
    const take = async (step: (typeof steps)[number]) => {
      const sessionId = sessions.at(-1);
      const claim = findClaimOf(town, id);
      if (step === 'ask') openClaim(evening, supplierId, id, { damageCents: 1 + random(9500), reason: 'cassé' });
      if (step === 'drop') dropClaim(town.ctx(), supplierId, id);
      if (step === 'contest' && claim) contestClaim(buyer, orderId, claim.id, 'non');
      if (step === 'work') await workOff(town);
      if (step === 'pay' && claim) {
        const paid = await pay();
        if (paid.ok) sessions.push(paid.sessionId);
      }
      if (step === 'sync' && sessionId) await syncPayment(town.ctx(), sessionId);
      if (step === 'event' && sessionId)
        await applyProviderEvent(town.ctx(), {
          id: `evt_${random(2)}`,
          type: 'checkout.session.completed',
          objectId: sessionId,
        });
    };
    for (let left = 6 + random(12); left > 0; left--) await take(steps[random(steps.length)]!).catch(() => undefined); // the provider failed; asked again later
    broken = false;
    for (const sessionId of sessions) await syncPayment(town.ctx(), sessionId);
    await workOff(town);
    await expectSound(town, `seed ${seed}`);
    const claims = listClaims(town, [orderId]);
    const paid = claims.filter(({ state }) => state === 'paid');
    expect(paid.length, `seed ${seed}`).toBe(new Set(sessions).size === 0 ? 0 : 1);
    for (const { id: claimId, lateHtCents, lateVatCents, damageCents, depositCents } of paid) {
      const sent = listTransfers(town, claimId, supplierId).map(({ amountCents, state }) => [amountCents, state]);
      expect(sent, `seed ${seed}`).toEqual([[lateHtCents + lateVatCents + damageCents, 'done']]);
      expect(damageCents).toBeLessThanOrEqual(depositCents);
    }
    seen.paid += paid.length;
    seen.dropped += claims.filter(({ state }) => state === 'dropped').length;
    seen.contested += claims.filter(({ reply }) => reply !== '').length;
  }
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
}, 3_600_000);
