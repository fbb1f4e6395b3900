// Statements of the bank on the seeded town, with an order on account that owes.
import { expect, test } from 'vitest';
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { addToBasket } from '#app/domain/basket/baskets.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { buyerJournal } from '#app/domain/settlement/accounting.server.ts';
import { accounts } from '#app/domain/settlement/purchase-accounts.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { Forbidden } from '#app/domain/shared/errors.ts';
import { sum } from '#app/domain/shared/money.ts';
import { noe } from '#tests/setup/evidence.ts';
import { expectSound } from '#tests/setup/money-work.ts';
import { carrots, openPaidTown } from '#tests/setup/sales.ts';
import { camille, checkoutOf, offerId } from '#tests/setup/test-town.ts';
import { grantCreditLimit } from './bank-decisions.server.ts';
import {
  canUndo,
  enterBankStatement,
  getBankStatement,
  listBankStatements,
  previewBankStatement,
  receiveBankStatement,
  setBankColumns,
  undoBankStatement,
} from './bank-statement.server.ts';
import { orderOnAccount, owedFor } from './on-account.server.ts';
import { placeOrder } from './place-order.server.ts';

async function open() {
  const town = await openPaidTown();
  const buyer = town.ctx(camille);
  const organisationId = listOwnOrganisations(buyer)[0]!.id;
  grantCreditLimit(town.ctx(noe), organisationId, 1_000_000);
  const added = addToBasket(buyer, null, offerId(town, carrots), 6);
  if (!added.ok) throw new Error(added.reason);
  const placed = placeOrder(buyer, checkoutOf(buyer, added.basketId, { organisationId }));
  if (!placed.ok) throw new Error(placed.reason);
  expect(orderOnAccount(buyer, placed.orderId).ok).toBe(true);
  const ctx = town.ctx(noe);
  const { orderId } = placed;
  const { number } = findOrder(ctx, orderId)!.order;
  const preview = (id: string) => previewBankStatement(ctx, getBankStatement(ctx, id)).lines;
  const enter = (text: string) => {
    const { id } = receiveBankStatement(ctx, text);
    const lines = preview(id);
    const keys = lines.filter(({ verdict }) => verdict === 'enter').map(({ key }) => key);
    return { id, verdicts: lines.map(({ verdict }) => verdict), entered: enterBankStatement(ctx, id, keys) };
  };
  return { town, ctx, orderId, number, owed: () => owedFor(ctx, orderId), preview, enter };
}

test('a running balance or a rejected payment is never entered as money received', async () => {
  const { ctx, number, owed, preview } = await open();
  const before = owed();
  for (const line of [`VIR LE HANGAR ${number};;227,40;41,20`, `REJET PRLV LE HANGAR ${number};-186,20;41,20`]) {
    const { id } = receiveBankStatement(ctx, `23/11/2026;${line}`);
    expect(getBankStatement(ctx, id).roles).toBeNull();
    expect(preview(id)).toEqual([]);
    expect(enterBankStatement(ctx, id, [])).toEqual({ ok: false, reason: 'none' });
  }
  const { id } = receiveBankStatement(ctx, `23/11/2026;VIR LE HANGAR ${number};;10,00;41,20`);
  expect(setBankColumns(ctx, id, ['date', 'label', 'ignored', 'ignored', 'balance'])).toEqual({
    ok: false,
    reason: 'incomplete',
  });
  expect(setBankColumns(ctx, id, ['date', 'label', 'debit', 'credit', 'balance'])).toEqual({ ok: true });
  expect(preview(id)).toMatchObject([{ verdict: 'enter', amountCents: 1000, orderNumber: number }]);
  expect(owed()).toBe(before);
  expect(enterBankStatement(ctx, id, [preview(id)[0]!.key])).toEqual({ ok: true, entered: 1 });
  expect(owed()).toBe(before - 1000);
});

test('a transfer is entered once however its line is written', async () => {
  const { number, owed, enter } = await open();
  const before = owed();
  expect(enter(`23/11/2026;VIR LE HANGAR ${number};10,50`).entered).toEqual({ ok: true, entered: 1 });
  for (const line of [
    `2026-11-23;VIR LE HANGAR ${number};10,50`,
    `23/11/2026;VIR LE HANGAR ${number};10,50 €`,
    `"23/11/2026";"VIR LE HANGAR ${number}";"10,5"`,
    `23/11/2026;VIR LE HANGAR ${number.replace('-', ' ')};10,50;EUR`,
  ])
    expect(enter(line)).toMatchObject({ verdicts: ['known'], entered: { ok: false, reason: 'none' } });
  expect(owed()).toBe(before - 1050);
});

test('the second of two equal transfers of one day is entered too', async () => {
  const { number, owed, enter } = await open();
  const before = owed();
  const line = `23/11/2026;VIR LE HANGAR ${number};10,00`;
  expect(enter(`${line}\n${line}`)).toMatchObject({ verdicts: ['enter', 'enter'], entered: { ok: true, entered: 2 } });
  expect(owed()).toBe(before - 2000);
  expect(enter(`${line}\n${line}\n${line}`)).toMatchObject({ verdicts: ['known', 'known', 'enter'] });
  expect(owed()).toBe(before - 3000);
});

test('only the lines that were ticked are entered, and a statement once', async () => {
  const { ctx, number, owed, preview } = await open();
  const before = owed();
  const { id } = receiveBankStatement(ctx, `23/11/2026;VIR ${number};10,00\n24/11/2026;VIR ${number};5,00`);
  const [, second] = preview(id);
  expect(enterBankStatement(ctx, id, [second!.key])).toEqual({ ok: true, entered: 1 });
  expect(
    enterBankStatement(
      ctx,
      id,
      preview(id).map(({ key }) => key),
    ),
  ).toEqual({ ok: false, reason: 'not-now' });
  expect(owed()).toBe(before - 500);
});

test('is undone within a day, and can be entered again', async () => {
  const { town, ctx, number, owed, enter, preview } = await open();
  const before = owed();
  const text = `23/11/2026;VIR LE HANGAR ${number};10,00`;
  for (let n = 0; n < 3; n++) {
    const { id, entered } = enter(text);
    expect(entered).toEqual({ ok: true, entered: 1 });
    expect(owed()).toBe(before - 1000);
    expect(undoBankStatement(ctx, id)).toEqual({ ok: true });
    expect(undoBankStatement(ctx, id)).toEqual({ ok: false, reason: 'not-now' });
    expect([owed(), preview(id)[0]!.verdict]).toEqual([before, 'enter']);
  }
  const { id } = enter(text);
  const later = { ...ctx, now: new Date(ctx.now.getTime() + 24 * 3600 * 1000) };
  expect(canUndo(later, getBankStatement(ctx, id))).toBe(false);
  expect(undoBankStatement(later, id)).toEqual({ ok: false, reason: 'not-now' });
  expect(owed()).toBe(before - 1000);
  const bank = buyerJournal(town.ctx(camille), localDay(ctx.now, ctx.town).slice(0, 7)).filter(
    (line) => line.orderNumber === number && line.account === accounts.bank,
  );
  expect(bank.map(({ debitCents, creditCents }) => creditCents - debitCents)).toEqual([
    1000, -1000, 1000, -1000, 1000, -1000, 1000,
  ]);
  expect(sum(bank.map(({ debitCents, creditCents }) => creditCents - debitCents))).toBe(1000);
  await expectSound(town);
});

test('is for stewards, and deleted after thirty days', async () => {
  const { town, ctx, number } = await open();
  expect(() => receiveBankStatement(town.ctx(camille), 'x')).toThrow(Forbidden);
  const { id } = receiveBankStatement(ctx, `23/11/2026;VIR ${number};10,00`);
  expect(listBankStatements(ctx).map((one) => one.id)).toEqual([id]);
  const later = { ...ctx, now: new Date(ctx.now.getTime() + 31 * 24 * 3600 * 1000) };
  expect(listBankStatements(later)).toEqual([]);
  receiveBankStatement(later, 'x');
  expect(() => getBankStatement(ctx, id)).toThrow('bank statement');
});
