// Purchases through the domain's verbs alone, without pages: basket, order, payment session, payment, syncPayment.

// Runs in its own process, so that the payment stand-in in the other one is not counted. Prints their number and CPU.
import { type SettlementCtx, syncPayment } from '#app/domain/checkout/sync-payment.server.ts';
import { entriesOf } from '#app/domain/ledger/log.server.ts';
import { loadLedgerKey } from '#app/domain/ledger/note.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { makePayments } from '#app/domain/payments/stripe.server.ts';
import { shippedRules } from '#app/domain/reporting/active-rules.server.ts';
import { openDb } from '#db/client.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { orderAndStart } from '#tests/setup/errands.ts';

const [file, keyFile, api, seconds] = process.argv.slice(2) as [string, string, string, string];
const db = openDb(file);
const payments = makePayments({
  secretKey: 'sk_test_stand_in',
  webhookSecret: 'x',
  connectWebhookSecret: 'x',
  apiBase: new URL(api),
});
const ledgerKey = loadLedgerKey(keyFile, 'halle.example/ledger');
const userId = db.$client.prepare('select id from users limit 1').pluck().get() as string;
const rules = shippedRules();
const context = (): SettlementCtx => ({
  db,
  actor: { kind: 'user', userId },
  now: new Date(),
  locale: 'fr',
  town: demoTown,
  ...rules,
  ledgerKey,
  payments,
});
const wanted = { 'repas-vegetarien-de-midi': 4, 'depliants-a4-trois-volets-500-exemplaires': 1 };

async function buy(): Promise<void> {
  const { orderId, sessionId } = await orderAndStart(context(), 'http://halle.test', wanted);
  const body = new URLSearchParams({ choice: 'pay' });
  await fetch(`${api}/pay/${sessionId}`, { method: 'POST', body, redirect: 'manual' });
  await syncPayment(context(), sessionId, { id: `evt_${sessionId}`, type: 'checkout.session.completed' });
  const { order, lines } = findOrder({ db }, orderId)!;
  if (order.state !== 'paid' || entriesOf({ db }, orderId).length !== lines.length)
    throw new Error(`a purchase did not end in a paid order with its proof: ${orderId}`);
}

for (let warm = 0; warm < 20; warm++) await buy();
const cpu = process.cpuUsage();
const begun = performance.now();
let count = 0;
for (; performance.now() - begun < Number(seconds) * 1000; count++) await buy();
const { user, system } = process.cpuUsage(cpu);
console.log(JSON.stringify({ count, cpuSeconds: (user + system) / 1e6 }));
