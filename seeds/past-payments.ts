// Loads the payments, accounts and transfers of the past orders into the payment stand-in, so that its books
// agree with ours and refunds work.
import type { Store } from '#app/stand-ins/stripe/store.ts';
import type { Db } from '#db/client.ts';
import { seededPayees } from './payees.ts';

type Row = { id: string; reference: string; amount: number; email: string; at: string };

type Sent = {
  id: string;
  reference: string;
  providerId: string;
  account: string;
  amount: number;
  charge: string;
  at: string;
};

function sentInThePast(db: Db): Sent[] {
  return db.$client
    .prepare(
      `select t.id, t.reference, t.provider_id as providerId, a.account_id as account, t.amount_cents as amount, t.charge_id as charge, t.done_at as at
       from payment_transfers t join payment_accounts a on a.party = t.party where substr(t.provider_id, 1, 8) = 'tr_past_'`,
    )
    .all() as Sent[];
}

/** Idempotent: a second run changes nothing. */
export function rememberPayments(db: Db, store: Store): void {
  const rows = db.$client
    .prepare(
      `select s.id, s.reference, s.amount_cents as amount, o.contact_email as email, s.created_at as at from payment_sessions s
       join orders o on o.id = s.reference where s.state = 'paid' and substr(s.id, 1, 8) = 'cs_past_'`,
    )
    .all() as Row[];
  store.atomically(() => {
    for (const { id, reference, amount, email, at } of rows) {
      const created = Math.floor(Date.parse(at) / 1000);
      store.saveSession({
        id,
        object: 'checkout.session',
        amount_subtotal: amount,
        amount_total: amount,
        cancel_url: '',
        client_reference_id: reference,
        created,
        currency: 'eur',
        customer_email: email,
        expires_at: created + 1800,
        livemode: false,
        locale: 'fr',
        mode: 'payment',
        payment_intent: `pi_${id.slice(8)}`,
        payment_status: 'paid',
        status: 'complete',
        success_url: '',
        url: null,
        metadata: {},
        transfer_group: reference,
      });
      store.charge(`ch_${id.slice(8)}`, id, amount, created);
    }
    for (const account of seededPayees(db)) store.saveAccount(account);
    for (const { id, reference, providerId, account, amount, charge, at } of sentInThePast(db)) {
      if (store.findTransfer(providerId)) continue;
      const made = { id: providerId, account, amount, group: reference, charge, at: Math.floor(Date.parse(at) / 1000) };
      const refused = store.transfer({ ...made, metadata: JSON.stringify({ transfer: id }) });
      if (refused) throw new Error(`seeds: ${refused.message}`);
    }
  });
}
