import { expect, test } from 'vitest';
import { maxCodeTries } from '#app/domain/orders/part.ts';
import { getSupplierPart } from '#app/domain/orders/parts.server.ts';
import { listCases } from '#app/domain/payments/cases.server.ts';
import { beginWithCode } from '#seeds/hand-over.ts';
import { onItsDay } from '#tests/setup/errands.ts';
import { openPaidTown, others, paid, supplierOf } from '#tests/setup/sales.ts';
import { camille, karim } from '#tests/setup/test-town.ts';
import { renewHandOverCode } from './hand-over-code.server.ts';

test('locks the code after five wrong ones, tells the buyer, and opens with a new one alone', async () => {
  const town = await openPaidTown();
  const [slug] = others(town) as [string];
  const { orderId } = await paid(town, { [slug]: 1 });
  const supplierId = supplierOf(town, slug);
  const noon = onItsDay(town.ctx(), orderId, supplierId);
  const codeOf = () => getSupplierPart(town, supplierId, orderId).part.handOverCode;
  const first = codeOf();
  const give = (code: string) => beginWithCode(noon, supplierId, orderId, { acknowledgement: { by: 'code', code } });
  const letters = (template: string) =>
    town.db.$client
      .prepare("select count(*) from outbox where kind = 'mail' and payload ->> 'template' = ?")
      .pluck()
      .get(template);
  const reasons = () => listCases(town).map(({ reason }) => reason);
  const wrong = first === 'ZZZZ' ? 'YYYY' : 'ZZZZ';
  expect(renewHandOverCode(town.ctx(camille), orderId, supplierId)).toEqual({ ok: false, reason: 'not-now' });
  for (let n = 1; n < maxCodeTries; n++) expect(give(wrong)).toEqual({ ok: false, reason: 'code' });
  expect([letters('code-locked'), reasons()]).toEqual([0, []]);
  expect(give(wrong)).toEqual({ ok: false, reason: 'locked' });
  expect([letters('code-locked'), reasons()]).toEqual([1, ['code-locked']]);
  for (let n = 0; n < 20; n++) expect(give(n === 0 ? first : wrong)).toEqual({ ok: false, reason: 'locked' });
  const signed = { acknowledgement: { by: 'signature' as const, name: 'Ana', drawing: null } };
  expect(beginWithCode(noon, supplierId, orderId, signed)).toEqual({ ok: false, reason: 'locked' });
  expect([letters('code-locked'), reasons()]).toEqual([1, ['code-locked']]);
  expect(() => renewHandOverCode(town.ctx(karim), orderId, supplierId)).toThrow();
  expect(renewHandOverCode(town.ctx(camille), orderId, supplierId)).toEqual({ ok: true });
  expect([letters('code-renewed'), reasons()]).toEqual([1, []]);
  expect(codeOf()).not.toBe(first);
  expect(give(codeOf()).ok, 'V11.5.1').toBe(true);
});
