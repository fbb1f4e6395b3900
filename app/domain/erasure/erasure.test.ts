import { expect, test } from 'vitest';
import { makeInvoiceFile } from '#app/documents/invoice-file.server.ts';
import {
  addAccount,
  authenticateUser,
  listOwnOrganisations,
  requireUserId,
} from '#app/domain/accounts/accounts.server.ts';
import { organisationTeam } from '#app/domain/accounts/memberships.server.ts';
import { hashPassword } from '#app/domain/accounts/passwords.server.ts';
import { listTeam, removeFromTeam } from '#app/domain/accounts/teams.server.ts';
import { addToBasket } from '#app/domain/basket/baskets.server.ts';
import { placeOrder } from '#app/domain/checkout/place-order.server.ts';
import { startPayment } from '#app/domain/checkout/start-payment.server.ts';
import { syncPayment } from '#app/domain/checkout/sync-payment.server.ts';
import { closeAbandonedParts } from '#app/domain/fulfilment/abandoned-parts.server.ts';
import { findInvoiceFile, invoiceFileKey } from '#app/domain/invoicing/invoice-files.server.ts';
import { listInvoices } from '#app/domain/invoicing/invoices.server.ts';
import { auditLedger } from '#app/domain/ledger/audit.server.ts';
import { latestCheckpoint, receiptOf } from '#app/domain/ledger/checkpoints.server.ts';
import { verifierKey } from '#app/domain/ledger/note.server.ts';
import { verifyReceipt } from '#app/domain/ledger/verify.ts';
import { findOrder, getOwnOrder } from '#app/domain/orders/orders.server.ts';
import { sendLetters } from '#app/domain/outbox/letters.server.ts';
import { drainOutbox } from '#app/domain/outbox/outbox.server.ts';
import { townTotals } from '#app/domain/reporting/town-figures.server.ts';
import { carrots } from '#tests/setup/sales.ts';
import { checkoutOf, offerId, openTown, press, type TestTown } from '#tests/setup/test-town.ts';
import { eraseOrganisation, erasePerson, vacuumDatabase } from './erasure.server.ts';

const keeper = (town: TestTown) => (id: string) => makeInvoiceFile({ ...town.ctx(), storage: town.storage }, id);
const row = (town: TestTown, sql: string, ...of: unknown[]) =>
  town.db.$client.prepare(sql).get(...of) as Record<string, string>;

async function deliverAll(town: TestTown, days: number): Promise<void> {
  const later = { ...town.ctx(), now: new Date(Date.now() + days * 864e5) };
  await drainOutbox(later, () => {});
  await sendLetters(
    () => later,
    async () => {},
    { isStopping: () => false, report: () => {} },
  );
}

/** Closes every open part as abandoned, 90 days later. */
function closeAll(town: TestTown): void {
  const later = { ...town.ctx(), now: new Date(Date.now() + 90 * 864e5) };
  closeAbandonedParts({ ...later, actor: { kind: 'system', name: 'test' } }, (error) => {
    throw error;
  });
}

/** A paid order of carrots for a person at home, not yet handed over. */
async function buyFor(town: TestTown, email: string, name: string): Promise<string> {
  const ctx = town.ctx(email);
  const added = addToBasket(ctx, null, offerId(ctx, carrots), 2);
  if (!added.ok) throw new Error(added.reason);
  const checkout = checkoutOf(ctx, added.basketId);
  const placed = placeOrder(ctx, {
    ...checkout,
    buyerName: name,
    contact: { name, email, phone: '06 12 34 56 78' },
    place: { ...checkout.place, address: '7 allée du Bosquet oublié' },
    note: 'sonner deux fois chez Vasseur',
  });
  if (!placed.ok) throw new Error(placed.reason);
  const payment = await startPayment(ctx, getOwnOrder(ctx, placed.orderId), town.env.origin, (by) => by);
  const sessionId = payment.ok ? payment.url.split('/').at(-1)! : '';
  await press(town, sessionId, 'pay');
  await syncPayment(town.ctx(), sessionId);
  await deliverAll(town, 1);
  return placed.orderId;
}

test('erases a person from the database file; leaves and proofs stay valid', async () => {
  const town = await openTown();
  const email = 'odile.vasseur@courrier.example';
  addAccount(town.ctx(), {
    name: 'Odile Vasseur-Test',
    email,
    passwordHash: await hashPassword('une phrase assez longue'),
    locale: 'fr',
    organisation: null,
  });
  const user = row(town, 'select * from users where email = ?', email);
  const order = findOrder(town, await buyFor(town, email, user.name!))!.order;
  closeAll(town);
  await deliverAll(town, 2);
  const personal = [email, user.name!, user.password_hash!, order.contactPhone, order.address, order.note];
  const bytes = () => town.db.$client.serialize().toString('latin1');
  const isInFile = (text: string) => bytes().includes(Buffer.from(text).toString('latin1'));
  expect(personal.filter(isInFile)).toEqual(personal);
  const index = row(town, 'select idx from ledger_entries where reference = ?', order.id).idx as unknown as number;
  const [receipt, head, totals] = [receiptOf(town.ctx(), index), latestCheckpoint(town.ctx()).note, townTotals(town)];
  const salted =
    'select count(*) as n from ledger_private p join ledger_entries l on l.event = p.event where l.reference = ?';
  expect(Number(row(town, salted, order.id).n)).toBeGreaterThan(0);

  expect(await erasePerson(town.ctx(), user.id!, keeper(town))).toEqual({ ok: true });
  vacuumDatabase(town);
  expect(personal.filter(isInFile)).toEqual([]);
  expect(Number(row(town, salted, order.id).n)).toBe(0);
  expect(auditLedger(town.db, town.ledgerKey, head).ok).toBe(true);
  expect((await verifyReceipt(receipt, verifierKey(town.ledgerKey))).ok).toBe(true);
  expect(townTotals(town)).toEqual(totals);
  expect(await erasePerson(town.ctx(), user.id!, keeper(town))).toEqual({ ok: false, reason: 'unknown' });
  expect(await authenticateUser(town.ctx(), `${user.id}@forgotten.invalid`, 'une phrase assez longue')).toBeNull();
  // The stored file of the invoice keeps what the law requires.
  const [invoice] = listInvoices(town, [order.id]);
  expect(invoice!.content.buyer.name).toBe('');
  expect(await town.storage.get(invoiceFileKey(invoice!.id, findInvoiceFile(town, invoice!.id)!))).not.toBeNull();
  const change = town.db.$client.prepare('update invoices set total_cents = total_cents + 1 where id = ?');
  expect(() => change.run(invoice!.id)).toThrow(/never changed/);
});

test('erases an organisation and keeps the accounts of its people', async () => {
  const town = await openTown();
  closeAll(town);
  const own = row(
    town,
    `select o.* from organisations o join orders x on x.organisation_id = o.id where x.state = 'paid' group by o.id order by o.id limit 1`,
  );
  const people = town.db.$client.prepare('select count(*) from users').pluck();
  const before = people.get();
  town.db.$client.exec(
    `insert or replace into public_organisations values ('${own.id}', 'state', '73282932000074', 'u', 'd')`,
  );
  town.db.$client.exec(`insert into declared_gifts values ('${own.id}', 2026, 'it', 80000, 'u', 'd')`);
  const personal = [own.name!, own.address!, own.siret!].filter((text) => text && text.length > 4);
  expect(await eraseOrganisation(town.ctx(), own.id!, keeper(town))).toEqual({ ok: true });
  vacuumDatabase(town);
  const bytes = town.db.$client.serialize().toString('latin1');
  expect(personal.filter((text) => bytes.includes(Buffer.from(text).toString('latin1')))).toEqual([]);
  const stated = `select (select count(*) from public_organisations where organisation_id = ?)
      + (select count(*) from declared_gifts where organisation_id = ?)`;
  expect(town.db.$client.prepare(stated).pluck().get(own.id, own.id)).toBe(0);
  expect(people.get()).toBe(before);
  expect(auditLedger(town.db, town.ledgerKey).ok).toBe(true);
});

test('refuses to erase a person with an open order, a supplier or a role', async () => {
  const town = await openTown();
  const of = (email: string) => row(town, 'select id, name from users where email = ?', email);
  const camille = of('camille@le-hangar.example');
  town.db.$client.exec(
    `update order_parts set state = 'confirmed' where order_id = (select id from orders where user_id = '${camille.id}' and state = 'paid' limit 1)`,
  );
  expect(await erasePerson(town.ctx(), camille.id!, keeper(town))).toEqual({ ok: false, reason: 'open-orders' });
  expect(await erasePerson(town.ctx(), of('lucie@jardins-de-la-vesle.example').id!, keeper(town))).toEqual({
    ok: false,
    reason: 'has-a-supplier',
  });
  expect(await erasePerson(town.ctx(), of('noe@cooperative-112.example').id!, keeper(town))).toEqual({
    ok: false,
    reason: 'holds-a-role',
  });
  expect(of('camille@le-hangar.example').name).toBe(camille.name);
});

test('an organisation never belongs to no one: handed over first, or closed with its only member', async () => {
  const town = await openTown();
  const admin = town.ctx();
  const id = requireUserId(admin);
  const { id: organisationId } = listOwnOrganisations(admin)[0]!;
  closeAll(town);
  expect(await erasePerson(admin, id, keeper(town))).toEqual({ ok: false, reason: 'leads-an-organisation' });
  const team = organisationTeam(organisationId);
  for (const { userId } of listTeam(admin, team)) if (userId !== id) removeFromTeam(admin, team, userId);
  expect(await erasePerson(admin, id, keeper(town))).toEqual({ ok: true });
  expect(row(town, 'select name, siret from organisations where id = ?', organisationId)).toEqual({
    name: '',
    siret: null,
  });
  const orphans = `select count(*) as n from organisations
    where name <> '' and id not in (select organisation_id from memberships where role = 'admin')`;
  expect(row(town, orphans)).toEqual({ n: 0 });
});
