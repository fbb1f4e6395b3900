// Letters about orders, composed from the outbox's own rows.
import { expect, test } from 'vitest';
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { addToBasket } from '#app/domain/basket/baskets.server.ts';
import { orderOnAccount } from '#app/domain/checkout/on-account.server.ts';
import { placeOrder } from '#app/domain/checkout/place-order.server.ts';
import { syncPayment } from '#app/domain/checkout/sync-payment.server.ts';
import { cancelPart } from '#app/domain/fulfilment/cancel-part.server.ts';
import { answerProposal, proposeChange } from '#app/domain/fulfilment/proposals.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import type { Mail } from '#app/domain/outbox/mailer.server.ts';
import { formatMoney as money } from '#app/i18n/format.ts';
import { handOverWithCode } from '#seeds/hand-over.ts';
import { onItsDay } from '#tests/setup/errands.ts';
import { carrots } from '#tests/setup/sales.ts';
import { camille, checkoutOf, offerId, openTown, placeAndStart, press, type TestTown } from '#tests/setup/test-town.ts';
import { composeMail } from './compose.server.ts';

const iban = 'FR1420041010050500013M02606';
const vesle = 'jardins-de-la-vesle';
const chair = 'chaise-de-bureau-remise-en-etat';
const lucie = 'lucie@jardins-de-la-vesle.example';

/** Without the spaces that do not break. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const formatMoney = (cents: number, locale: 'fr') => plain(money(cents, locale));

/** The letters of the outbox whose key begins so, composed as they would leave. */
async function lettersOf(town: TestTown, orderId: string, template: string): Promise<Mail[]> {
  const payloads = town.db.$client
    .prepare(
      `select payload from outbox
       where kind = 'mail' and payload ->> '$.orderId' = ? and payload ->> '$.template' = ?
       order by id`,
    )
    .pluck()
    .all(orderId, template) as string[];
  const ctx = { ...town.ctx(), storage: town.storage, origin: 'http://halle.test', bankIban: iban };
  const mails = await Promise.all(payloads.map((payload) => composeMail(ctx, JSON.parse(payload))));
  return mails.flatMap((mail) => (mail ? { ...mail, text: plain(mail.text) } : []));
}

async function paidOrder(quantities: Record<string, number>, locale: 'fr' | 'en' = 'fr') {
  const town = await openTown();
  const { orderId, sessionId } = await placeAndStart(town, quantities, { ...town.ctx(), locale });
  await press(town, sessionId, 'pay');
  await syncPayment(town.ctx(camille), sessionId);
  return { town, orderId, supplierId: idOf(town, vesle) };
}

function idOf(town: TestTown, slug: string): string {
  return town.db.$client.prepare('select id from suppliers where slug = ?').pluck().get(slug) as string;
}

function handOverLess(town: TestTown, orderId: string, supplierId: string, less: number, why: string) {
  const line = findOrder(town, orderId)!.lines.find((own) => own.supplierId === supplierId)!;
  return handOverWithCode(onItsDay(town.ctx(lucie), orderId, supplierId), supplierId, orderId, {
    delivered: new Map([[line.line, line.quantity - less]]),
    why,
  });
}

test('the letter of an order is a durable medium: all of it stands in its text', async () => {
  const { town, orderId } = await paidOrder({ [carrots]: 4, [chair]: 2 });
  const [letter] = await lettersOf(town, orderId, 'order-paid');
  const { order, parts, lines } = findOrder(town, orderId)!;
  const { text, subject, to } = letter!;
  expect([subject, to]).toEqual([`Commande ${order.number} payée`, camille]);
  for (const { htCents, vatCents, quantity, name } of lines)
    expect(text).toContain(`- ${quantity} × ${name.fr} : ${formatMoney(htCents + vatCents, 'fr')} TTC`);
  expect(text).toContain(`- Total TTC : ${formatMoney(order.totalCents, 'fr')}`);
  expect(text).not.toContain(' HT');
  for (const { supplierId } of parts) {
    const seller = town.db.$client.prepare('select * from suppliers where id = ?').get(supplierId) as {
      legal_name: string;
      siret: string;
      email: string;
      address: string;
    };
    for (const fact of [seller.legal_name, seller.siret, seller.email, seller.address]) expect(text).toContain(fact);
  }
  for (const part of parts) expect(text).toContain(`Code de remise : ${part.handOverCode}`);
  for (const words of [
    'deux ans à compter de la délivrance du bien',
    'le même pour un bien neuf et pour un bien d’occasion',
    'quatorze jours à compter de la réception',
    'Modèle de formulaire de rétractation',
    'Garanties légales (Version du 1er janv. 2026)',
    'Rayez la mention inutile',
    'Conditions de vente, telles qu’au jour de la commande',
    `http://halle.test/orders/${orderId}`,
  ])
    expect(text).toContain(words);
  expect(text).not.toContain('IBAN');
  // Two sellers: an answer goes to the cooperative.
  expect(letter!.replyTo?.address).toBe(town.town.contact.email);
});

test('the calendar file has each delivery and pick-up, and the letter names it', async () => {
  const { town, orderId } = await paidOrder({ [carrots]: 4, [chair]: 2 });
  const [letter] = await lettersOf(town, orderId, 'order-paid');
  const { order, parts } = findOrder(town, orderId)!;
  const file = letter!.files!.find(({ filename }) => filename === `halle-${order.number}.ics`)!;
  expect(file.contentType).toContain('text/calendar');
  const content = String(file.content).replaceAll('\r\n ', '');
  for (const { supplierId, deliverOn } of parts) {
    expect(content).toContain(`UID:${orderId}-${supplierId}@halle.test`);
    expect(content).toContain(deliverOn!.replaceAll('-', ''));
  }
  expect(letter!.text).toContain(file.filename);
});

test('an order on account tells IBAN, amount and reference, with a code for the bank', async () => {
  const town = await openTown();
  const organisation = listOwnOrganisations(town.ctx())[0]!;
  const basket = addToBasket(town.ctx(), null, offerId(town, carrots), 4);
  if (!basket.ok) throw new Error(basket.reason);
  const placed = placeOrder(town.ctx(), checkoutOf(town.ctx(), basket.basketId, { organisationId: organisation.id }));
  if (!placed.ok) throw new Error(placed.reason);
  const { orderId } = placed;
  expect(orderOnAccount(town.ctx(), orderId)).toEqual({ ok: true });
  const [letter] = await lettersOf(town, orderId, 'order-paid');
  const { order } = findOrder(town, orderId)!;
  expect(letter!.text).toContain('- IBAN : FR14 2004 1010 0505 0001 3M02 606');
  expect(letter!.text).toContain(`- Montant : ${formatMoney(order.totalCents, 'fr')}`);
  expect(letter!.text).toContain(`- Libellé : ${order.number}`);
  const code = letter!.files!.find(({ contentType }) => contentType === 'image/png')!;
  expect(letter!.html).toContain(`src="cid:${code.cid}"`);
  // An organisation reads net prices and the VAT, and has no right of withdrawal.
  expect(letter!.text).toMatch(/- Marchandises : \S+ € HT/);
  expect(letter!.text).not.toContain('rétractation');
  // One seller: an answer goes to it.
  expect(letter!.replyTo?.address).not.toBe(town.town.contact.email);
  // A part that was cancelled lowers what is owed, in the letter too.
  cancelPart(town.ctx(), orderId, idOf(town, vesle));
  const [again] = await lettersOf(town, orderId, 'order-paid');
  expect(again!.text).not.toContain('IBAN');
});

test('a hand-over tells every line, the missing goods, why, and the refund', async () => {
  const { town, orderId, supplierId } = await paidOrder({ [carrots]: 4, [chair]: 2 });
  const line = findOrder(town, orderId)!.lines.find((own) => own.supplierId === supplierId)!;
  const handed = handOverLess(town, orderId, supplierId, 1, 'gel de la nuit');
  if (!handed.ok) throw new Error(handed.reason);
  const [letter] = await lettersOf(town, orderId, 'handed-over');
  const { text, files, replyTo } = letter!;
  const refund = formatMoney(handed.preview.refundCents, 'fr');
  expect(text).toContain(`- 3 × ${line.name.fr} : `);
  expect(text).toContain(`(commandé : 4 × ${line.name.fr})`);
  expect(text).toContain(`Ce qui manquait à la remise\n- 1 × ${line.name.fr} : ${refund} TTC`);
  expect(text).toContain('Motif : gel de la nuit');
  expect(text).toContain(`${refund} vous sont rendus sur votre moyen de paiement.`);
  expect(text).toMatch(/En pièce jointe : Facture \S+\./);
  expect(files).toHaveLength(1);
  expect(
    Buffer.from(files![0]!.content as Uint8Array)
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  expect(replyTo?.address).toBe(
    town.db.$client.prepare('select email from suppliers where id = ?').pluck().get(supplierId),
  );
});

test('a hand-over of everything tells of nothing missing', async () => {
  const { town, orderId, supplierId } = await paidOrder({ [carrots]: 4 });
  handOverLess(town, orderId, supplierId, 0, '');
  const [letter] = await lettersOf(town, orderId, 'handed-over');
  for (const words of ['manquait', 'rendus', 'Motif', 'commandé :']) expect(letter!.text).not.toContain(words);
});

test('a buyer who cancels and the supplier both read what was cancelled', async () => {
  const { town, orderId, supplierId } = await paidOrder({ [carrots]: 4, [chair]: 2 });
  const cancelled = cancelPart(town.ctx(), orderId, supplierId, 'trop tard pour nous');
  if (!cancelled.ok) throw new Error(cancelled.reason);
  const [mine] = await lettersOf(town, orderId, 'cancellation-confirmed');
  const { lines, order } = findOrder(town, orderId)!;
  const line = lines.find((own) => own.supplierId === supplierId)!;
  expect(mine!.text).toContain(`Ce qui est annulé\n- 4 × ${line.name.fr}`);
  expect(mine!.text).toContain(`${formatMoney(cancelled.refundCents, 'fr')} vous sont rendus`);
  const now = formatMoney(order.totalCents - cancelled.refundCents, 'fr');
  expect(mine!.text).toContain(`Le total de la commande ${order.number} est maintenant de ${now} TTC.`);
  const [theirs] = await lettersOf(town, orderId, 'part-cancelled');
  expect(theirs!.text).toContain(`- 4 × ${line.name.fr}`);
  expect(theirs!.text).toContain('Motif : trop tard pour nous');
  expect(theirs!.replyTo).toEqual({ name: order.contactName, address: camille });
});

test('a proposal says the change and its reason, and its acceptance the refund', async () => {
  const { town, orderId, supplierId } = await paidOrder({ [carrots]: 4 });
  const line = findOrder(town, orderId)!.lines[0]!;
  const seller = town.ctx(lucie);
  const asked = proposeChange(seller, supplierId, orderId, {
    line: line.line,
    quantity: 1,
    offerId: null,
    note: 'gel',
  });
  if (!asked.ok) throw new Error(asked.reason);
  const [proposal] = await lettersOf(town, orderId, 'proposal');
  expect(proposal!.text).toContain(`Au lieu de 4 × ${line.name.fr} : 1.`);
  expect(proposal!.text).toContain('Motif : gel');
  const answered = answerProposal(town.ctx(), orderId, asked.proposalId, true);
  if (!answered.ok) throw new Error(answered.reason);
  const [changed] = await lettersOf(town, orderId, 'change-confirmed');
  expect(changed!.text).toContain(`- 1 × ${line.name.fr}`);
  expect(changed!.text).toContain(`${formatMoney(answered.refundCents, 'fr')} vous sont rendus`);
  const [theirs] = await lettersOf(town, orderId, 'proposal-accepted');
  expect(theirs!.text).toContain(`- 1 × ${line.name.fr}`);
});

test('a supplier reads what to prepare, where it goes and whom to call', async () => {
  const { town, orderId, supplierId } = await paidOrder({ [carrots]: 4 });
  const [letter] = await lettersOf(town, orderId, 'part-to-prepare');
  const { order } = findOrder(town, orderId)!;
  const slug = town.db.$client.prepare('select slug from suppliers where id = ?').pluck().get(supplierId) as string;
  for (const words of [order.contactPhone, `http://halle.test/supplier/${slug}/orders/${orderId}`, '- 4 × '])
    expect(letter!.text).toContain(words);
  expect(letter!.replyTo?.address).toBe(camille);
});

test('an order in English has its whole letter in English', async () => {
  const { town, orderId } = await paidOrder({ [carrots]: 4 }, 'en');
  const [letter] = await lettersOf(town, orderId, 'order-paid');
  for (const words of [
    'Model withdrawal form',
    'legal guarantee of conformity',
    'Terms of sale',
    'Total for this supplier',
  ])
    expect(letter!.text).toContain(words);
  for (const french of ['rétractation', 'Garantie', 'Vendu par']) expect(letter!.text).not.toContain(french);
});

test('a letter without an address is not composed', async () => {
  const { town, orderId } = await paidOrder({ [carrots]: 4 });
  town.db.$client.prepare("update orders set contact_email = '' where id = ?").run(orderId);
  expect(await lettersOf(town, orderId, 'order-paid')).toEqual([]);
});
