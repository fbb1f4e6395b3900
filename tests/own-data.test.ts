// A person with an order, reports, a search, an invitation and a passed letter: taken along, then erased.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { makeInvoiceFile } from '#app/documents/invoice-file.server.ts';
import { addAccount } from '#app/domain/accounts/accounts.server.ts';
import { hashPassword } from '#app/domain/accounts/passwords.server.ts';
import { proposeRole } from '#app/domain/accounts/role-invitations.server.ts';
import { addToBasket } from '#app/domain/basket/baskets.server.ts';
import { reportOffer } from '#app/domain/catalogue/reviews.server.ts';
import { placeOrder } from '#app/domain/checkout/place-order.server.ts';
import { startPayment } from '#app/domain/checkout/start-payment.server.ts';
import { expireOverdueOrders, syncPayment } from '#app/domain/checkout/sync-payment.server.ts';
import { erasePerson, vacuumDatabase } from '#app/domain/erasure/erasure.server.ts';
import { collectOwnData } from '#app/domain/erasure/own-data.server.ts';
import { reportClaim } from '#app/domain/evidence/claim-reports.server.ts';
import { closeHandOver } from '#app/domain/fulfilment/hand-over.server.ts';
import { findHandOver } from '#app/domain/fulfilment/hand-over-rows.server.ts';
import { receivePart } from '#app/domain/fulfilment/release.server.ts';
import { findInvoiceFile, invoiceFileKey } from '#app/domain/invoicing/invoice-files.server.ts';
import { listInvoices } from '#app/domain/invoicing/invoices.server.ts';
import { getOwnOrder } from '#app/domain/orders/orders.server.ts';
import { folderMailer } from '#app/domain/outbox/mailer.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { saveSearch } from '#app/domain/search/saved-searches.server.ts';
import { eraseTraces, mailFolderOf } from '#app/erase-traces.server.ts';
import { openStore } from '#app/stand-ins/stripe/store.ts';
import { findValue, text } from '#db/rows.ts';
import { beginWithCode } from '#seeds/hand-over.ts';
import { onItsDay } from '#tests/setup/errands.ts';
import { carrots } from '#tests/setup/sales.ts';
import { checkoutOf, offerId, openTown, press, type TestTown } from '#tests/setup/test-town.ts';

const email = 'odile.vasseur@courrier.example';
const own = {
  name: 'Odile Vasseur-Test',
  address: '7 allée du Bosquet oublié',
  phone: '06 12 34 56 78',
  note: 'sonner deux fois chez Vasseur',
  offerReport: 'cette offre ment à Vasseur',
  claimReport: 'cette preuve ment à Vasseur',
};

/** Odile signs up and orders carrots, without paying yet. */
async function placeOwnOrder(
  town: TestTown,
): Promise<{ userId: string; orderId: string; ctx: ReturnType<TestTown['ctx']> }> {
  const passwordHash = await hashPassword('une phrase assez longue');
  const added = addAccount(town.ctx(), { name: own.name, email, passwordHash, locale: 'fr', organisation: null });
  if (!added.ok) throw new Error(added.reason);
  const ctx = town.ctx(email);
  const basket = addToBasket(ctx, null, offerId(ctx, carrots), 2);
  if (!basket.ok) throw new Error(basket.reason);
  const checkout = checkoutOf(ctx, basket.basketId);
  const placed = placeOrder(ctx, {
    ...checkout,
    buyerName: own.name,
    contact: { name: own.name, email, phone: own.phone },
    place: { ...checkout.place, address: own.address },
    note: own.note,
  });
  if (!placed.ok) throw new Error(placed.reason);
  return { userId: added.userId, orderId: placed.orderId, ctx };
}

/** Odile signs up, orders without paying, reports, and is invited to a role. */
async function openLife(town: TestTown): Promise<string> {
  const { userId, ctx } = await placeOwnOrder(town);
  await expireOverdueOrders({ ...ctx, now: new Date(Date.now() + 3_600_000) }, (error) => {
    throw error;
  });
  reportOffer(ctx, offerId(ctx, carrots), own.offerReport);
  const supplierId = findValue(town.db, text, 'select supplier_id from offers where slug = ?', carrots) ?? '';
  reportClaim(ctx, supplierId, 'env.organic_share', own.claimReport);
  proposeRole(town.ctx('anais@cooperative-112.example'), email, 'steward');
  return userId;
}

/** Sends a letter to Odile as the mailer of a folder does, and one about her order to a supplier. */
async function sendLetters(town: TestTown): Promise<void> {
  const mailer = folderMailer(mailFolderOf(town.env) ?? '', 'Halle <halle@halle.test>');
  const orderId = findValue(town.db, text, 'select id from orders where contact_email = ?', email) ?? '';
  for (const [key, to] of [
    ['letter', email],
    [`mail:part-to-prepare:${orderId}`, 'lucie@jardins-de-la-vesle.example'],
    ['other', 'camille@le-hangar.example'],
  ] as const) {
    enqueue(town.ctx(), 'mail', key, { template: 'part-to-prepare', orderId: key.includes(orderId) ? orderId : '' });
    await mailer.send(key, { to, subject: 'Bonjour', text: key === 'other' ? 'Bonjour' : own.name }, new Date());
  }
  town.db.$client.exec(`update outbox set state = 'done'`);
}

/** Everything that the instance keeps, as one text: database, letters, the stand-in. */
function keptText(town: TestTown): string {
  const mail = mailFolderOf(town.env) ?? '';
  const letters = readdirSync(mail).map((name) => readFileSync(join(mail, name), 'latin1'));
  const decoded = letters.map((letter) => Buffer.from(letter.split('\r\n\r\n')[1] ?? '', 'base64').toString('latin1'));
  const standIn = readFileSync(join(town.env.dataDir, 'stand-in', 'stripe.sqlite'), 'latin1');
  return [town.db.$client.serialize().toString('latin1'), ...letters, ...decoded, standIn].join('\n');
}

test('a person takes their data along, and leaves no word of it anywhere', async () => {
  const town = await openTown();
  const userId = await openLife(town);
  await sendLetters(town);
  const store = openStore(join(town.env.dataDir, 'stand-in', 'stripe.sqlite'));
  store.keepEvent('evt_1', JSON.stringify({ customer_email: email }));
  store.close();
  const personal = [email, ...Object.values(own)];
  const isKept = (word: string) => keptText(town).includes(Buffer.from(word).toString('latin1'));
  expect(personal.filter(isKept)).toEqual(personal);

  const taken = JSON.stringify(collectOwnData(town.ctx(email)));
  expect(personal.filter((word) => !taken.includes(word))).toEqual([]);
  expect(taken).not.toMatch(/password_hash|token_hash|public_key/);
  expect(taken).not.toContain('camille@');

  const keep = (id: string) => makeInvoiceFile({ ...town.ctx(), storage: town.storage }, id);
  const erased = await erasePerson(town.ctx(), userId, keep, (traces) => eraseTraces(town.env, traces));
  expect(erased).toEqual({ ok: true });
  vacuumDatabase(town);
  expect(personal.filter(isKept)).toEqual([]);
  expect(readdirSync(mailFolderOf(town.env) ?? '')).toHaveLength(1);
});

test('another person’s rows are in no export', async () => {
  const town = await openTown();
  const { data, person } = collectOwnData(town.ctx());
  expect(Object.keys(data)).toContain('order');
  const orders = data.order?.find(({ table }) => table === 'orders')?.rows ?? [];
  expect(orders.length).toBeGreaterThan(0);
  expect(new Set(orders.map((row) => row.user_id))).toEqual(new Set([person.id]));
});

/** Odile's paid order of carrots, handed over with her signature; its invoice is a file, and a search is saved. */
async function openPaidLife(town: TestTown): Promise<{ userId: string; orderId: string; invoiceId: string }> {
  const { userId, orderId, ctx } = await placeOwnOrder(town);
  const payment = await startPayment(ctx, getOwnOrder(ctx, orderId), town.env.origin, (by) => by);
  const sessionId = payment.ok ? (payment.url.split('/').at(-1) ?? '') : '';
  await press(town, sessionId, 'pay');
  await syncPayment(town.ctx(), sessionId);
  const { supplierId } = getOwnOrder(ctx, orderId).parts[0]!;
  const acknowledgement = { by: 'signature' as const, name: signer, drawing: strokes };
  const begun = beginWithCode(onItsDay(ctx, orderId, supplierId), supplierId, orderId, { acknowledgement });
  if (!begun.ok) throw new Error(begun.reason);
  closeHandOver(town.ctx(), findHandOver(ctx, orderId, supplierId)!.id);
  receivePart(ctx, orderId, supplierId);
  const [invoice] = listInvoices(town, [orderId]);
  await makeInvoiceFile({ ...town.ctx(), storage: town.storage }, invoice!.id);
  const saving = { search: `q=${searched}`, audience: 'consumer' as const, insee: town.town.hub.insee };
  const saved = await saveSearch(ctx, town.search, saving);
  if (!saved.ok) throw new Error(saved.reason);
  return { userId: userId, orderId, invoiceId: invoice!.id };
}

const signer = 'O. Vasseur à la porte';
const strokes = '1,2 3,4 5,6';
const searched = 'chutney Vasseur';

/** Every file of the files folder by its name, with the text in its compressed streams. */
function storedTexts(town: TestTown): Map<string, string> {
  const folder = join(town.env.dataDir, 'files');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  return new Map(
    files.map(({ parentPath, name }) => {
      const bytes = readFileSync(join(parentPath, name));
      const streams = [...bytes.toString('latin1').matchAll(/stream\r?\n([\s\S]*?)endstream/g)].map(
        ([, stream = '']) => {
          try {
            return inflateSync(Buffer.from(stream, 'latin1')).toString('utf8');
          } catch {
            return ''; // not compressed, or a picture
          }
        },
      );
      return [name, [bytes.toString('utf8'), ...streams].join('\n')];
    }),
  );
}

test('after a hand-over, an invoice and a saved search the invoice alone keeps a name', async () => {
  const town = await openTown();
  const { userId, orderId, invoiceId } = await openPaidLife(town);
  const personal = [email, own.name, own.address, own.phone, own.note, signer, strokes, searched];
  const latin = (word: string) => Buffer.from(word).toString('latin1');
  const isInDatabase = (word: string) => town.db.$client.serialize().toString('latin1').includes(latin(word));
  const isSaved = (word: string) => isInDatabase(word) || isInDatabase(new URLSearchParams({ q: word }).toString());
  expect(personal.filter((word) => !isSaved(word))).toEqual([]);
  const taken = JSON.stringify(collectOwnData(town.ctx(email)));
  expect(['orders', 'hand_overs', 'invoices', 'search_saved'].filter((name) => !taken.includes(`"${name}"`))).toEqual(
    [],
  );
  expect(taken).toContain(signer);

  const keep = (id: string) => makeInvoiceFile({ ...town.ctx(), storage: town.storage }, id);
  const erased = await erasePerson(town.ctx(), userId, keep, (traces) => eraseTraces(town.env, traces));
  expect(erased).toEqual({ ok: true });
  vacuumDatabase(town);
  expect(personal.filter(isSaved)).toEqual([]);
  const row = (sql: string) => town.db.$client.prepare(sql).get(orderId);
  expect(row('select signed_by, signature from hand_overs where order_id = ?')).toEqual({
    signed_by: '',
    signature: null,
  });
  expect(town.db.$client.prepare('select count(*) from search_saved where user_id = ?').pluck().get(userId)).toBe(0);
  const [invoice] = listInvoices(town, [orderId]);
  expect(JSON.stringify(invoice!.content.buyer)).not.toContain('Vasseur');
  // The law keeps the invoice for ten years: its file has the name, with the electronic address of its buyer (BT-49), and
  // no other file has anything of hers.
  const file = invoiceFileKey(invoiceId, findInvoiceFile(town, invoiceId)!).split('/').at(-1) ?? '';
  const holding = [...storedTexts(town)].filter(([, text]) => personal.some((word) => text.includes(word)));
  expect(holding.map(([name]) => name)).toEqual([file]);
  const inInvoice = personal.filter((word) => holding[0]?.[1].includes(word));
  expect(inInvoice).toContain(own.name);
  expect(inInvoice.filter((word) => [own.phone, own.note, signer, searched].includes(word))).toEqual([]);
});
