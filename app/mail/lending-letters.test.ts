// Letters about lent things, composed from the outbox's own rows when they leave.
import { expect, test } from 'vitest';
import { findCapacity } from '#app/domain/calendar/capacities.server.ts';
import { listSpansOf } from '#app/domain/calendar/spans.server.ts';
import { subjectOf } from '#app/domain/catalogue/bookings.server.ts';
import { sayCondition } from '#app/domain/fulfilment/borrower-word.server.ts';
import { handOutSpan, inspectSpan, takeBackSpan } from '#app/domain/fulfilment/lending.server.ts';
import type { Mail } from '#app/domain/outbox/mailer.server.ts';
import { addDays, type Ctx } from '#app/domain/shared/context.ts';
import { at, freeDays, openLendingTown, orderLoans, period, runUpkeep } from '#tests/setup/loans.ts';
import { supplierOf } from '#tests/setup/sales.ts';
import { camille, karim, offerId, type TestTown } from '#tests/setup/test-town.ts';
import { composeMail } from './compose.server.ts';

const sander = 'ponceuse-a-parquet-a-la-journee';
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

/** The letters of a template as they would leave now. */
async function lettersOf(town: TestTown, template: string, now: Date): Promise<(Mail | null)[]> {
  const payloads = town.db.$client
    .prepare(
      `select payload from outbox where kind = 'mail' and state <> 'done' and payload ->> '$.template' = ? order by id`,
    )
    .pluck()
    .all(template) as string[];
  const ctx = { ...town.ctx(), now, storage: town.storage, origin: 'http://halle.test', bankIban: null };
  const mails = await Promise.all(payloads.map((payload) => composeMail(ctx, JSON.parse(payload))));
  return mails.map((mail) => mail && { ...mail, text: plain(mail.text), subject: plain(mail.subject) });
}

test('borrower, next buyer and lender read what became of a sander, and nothing that no longer holds', async () => {
  const town = await openLendingTown();
  const supplierId = supplierOf(town, sander);
  const { units } = findCapacity(town, subjectOf({ id: offerId(town, sander) }))!;
  const from = freeDays(town, sander, 6);
  const first = await orderLoans(town, [[sander, units, period(from, 1)]]);
  const second = await orderLoans(town, [[sander, 1, period(addDays(from, 2), 1)]], karim);
  const { id } = listSpansOf(town, first)[0]!;
  const good = { condition: 'good', note: '' } as const;
  const signed = { by: 'signature', name: 'Camille', drawing: null } as const;
  handOutSpan(at(town, from), supplierId, id, { ...good, numbers: [], acknowledgement: signed });
  const word = { moment: 'out', condition: 'damaged', note: 'courroie usée' } as const;
  const borrower: Ctx = { ...town.ctx(camille), now: at(town, from).now };
  sayCondition(borrower, first, id, word);
  const [differs] = await lettersOf(town, 'condition-differs', borrower.now);
  expect(differs?.text).toContain('À la remise, abîmé : « courroie usée »');
  expect(differs?.to).not.toBe(camille);

  const nextDay = at(town, addDays(from, 1)).now;
  runUpkeep(town, addDays(from, 1));
  const [late] = await lettersOf(town, 'thing-late', nextDay);
  expect([late?.to, late?.subject]).toEqual([camille, 'À rendre : Ponceuse à parquet, à la journée']);
  // A day more of each sander, at 32 €, incl. VAT for a person.
  expect(late?.text).toMatch(/le retard coûte \d+,\d\d € TTC/);
  const [atRisk] = await lettersOf(town, 'booking-at-risk', nextDay);
  expect(atRisk?.to).toBe(camille); // the contact of every test order
  expect(atRisk?.subject).toContain('menacée : Ponceuse à parquet');
  expect(atRisk?.text).toContain(`http://halle.test/orders/${second}`);
  expect(atRisk?.text).toMatch(/Libre au même moment|Rien d’autre n’est libre/);

  const later = at(town, addDays(from, 1), 16);
  takeBackSpan(later, supplierId, id, good);
  expect(await lettersOf(town, 'thing-late', later.now)).toEqual([null]);
  inspectSpan(later, supplierId, id, { condition: 'dirty', note: 'poussière' });
  expect(await lettersOf(town, 'booking-at-risk', later.now)).toEqual([null]);
  const [safe] = await lettersOf(town, 'booking-safe', later.now);
  expect(safe?.text).toContain('Votre réservation tient');
  const [inspected] = await lettersOf(town, 'thing-inspected', later.now);
  expect(inspected?.text).toContain('vérifié : à nettoyer : « poussière »');
  expect(inspected?.text).toContain('coûte');
});
