// Actions of banks that no form of Halle offers: dispute a payment, decide a dispute, hold or fail a refund, pay an
// account out, restrict it.
import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { html } from 'hono/html';
import { type BankAct, type DisputeAct, disputeActs, type RefundAct, refundActs } from './bank-acts.ts';
import type { Sender } from './events.ts';
import { type Charge, disputeStatuses } from './money-rows.ts';
import { standInPage } from './page-layout.ts';
import { standInLocale, standInMessages } from './stand-in-messages.ts';
import type { Store } from './store.ts';

const shownCharges = 15;

export function bankPage(store: Store, events: Sender, now: () => number, address: () => string): Hono {
  const page = new Hono();

  page.get('/desk', (c) => {
    const locale = standInLocale(c.req.query('lang'));
    const t = standInMessages[locale].bank;
    const money = (cents: number) =>
      new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' }).format(cents / 100);
    const buttons = (subject: string, names: readonly BankAct[]) =>
      html`<form method="post" action="${address()}" class="row"><input type="hidden" name="subject" value="${subject}">${names.map((name) => html`<button name="act" value="${name}">${t.acts[name]}</button>`)}</form>`;
    const charges = store.listCharges().slice(0, shownCharges);
    const accounts = store.listAccounts();
    return c.html(
      standInPage(
        locale,
        t.title,
        t.notice,
        html`<h1>${t.heading}</h1><h2>${t.charges}</h2>
${charges.length === 0 ? html`<p>${t.none}</p>` : ''}
<table><tbody>${charges.map((charge) => html`<tr><td>${charge.group ?? charge.id}<br>${money(charge.amount)}${charge.refunded > 0 ? html`, ${t.refunded(money(charge.refunded))}` : ''}${disputeOf(charge)}</td><td>${buttons(charge.id, possible(charge))}</td></tr>`)}</tbody></table>
<h2>${t.accounts}</h2>${accounts.length === 0 ? html`<p>${t.none}</p>` : ''}
<table><tbody>${accounts.map(({ id, name }) => html`<tr><td>${name}<br>${money(store.accountBalance(id))}</td><td>${buttons(id, possibleOf(id))}</td></tr>`)}</tbody></table>`,
      ),
    );
  });

  page.post('/desk', async (c) => {
    const form = await c.req.formData().catch(() => null);
    const text = (name: string) => {
      const value = form?.get(name);
      return typeof value === 'string' ? value : '';
    };
    store.atomically(() => act(text('act'), text('subject')));
    return c.redirect(address(), 303);
  });

  function disputeOf({ id }: Charge) {
    const dispute = store.findDispute(id);
    return dispute ? html`, <code>${dispute.status}</code>` : '';
  }

  function possible(charge: Charge): BankAct[] {
    const dispute = store.findDispute(charge.id);
    const last = lastRefund(charge);
    const first: DisputeAct[] = charge.id.startsWith('py_') ? ['lost'] : ['needs_response', 'warning_needs_response'];
    return [
      ...(dispute ? disputeActs[dispute.status] : charge.refunded < charge.amount ? first : []),
      ...(last ? refundActs[last.status] : []),
      ...(charge.refunded < charge.amount && charge.refundStatus === 'succeeded'
        ? (['next-pending', 'next-requires-action'] as const)
        : []),
    ];
  }

  function possibleOf(account: string): BankAct[] {
    return [
      ...(store.accountBalance(account) > 0 ? (['empty'] as const) : []),
      ...(store.findAccount(account)?.state === 'ready' ? (['restrict'] as const) : []),
    ];
  }

  /** The latest refund of a charge that a bank can still change. */
  function lastRefund(charge: Charge) {
    return store.refundsOf(charge.id).find(({ failedAt }) => failedAt === null);
  }

  function act(name: string, subject: string): void {
    const account = store.findAccount(subject);
    if (account && name === 'empty' && store.accountBalance(subject) > 0)
      store.payout(`po_${randomBytes(12).toString('hex')}`, subject, store.accountBalance(subject), now());
    if (account && name === 'restrict') {
      store.saveAccount({ ...account, state: 'restricted' });
      events.account({ ...account, state: 'restricted' });
    }
    const charge = store.findCharge(subject);
    const known = charge && possible(charge).find((one) => one === name);
    if (!known) return;
    if (known === 'next-pending') store.setRefundStatus(charge.id, 'pending');
    else if (known === 'next-requires-action') store.setRefundStatus(charge.id, 'requires_action');
    else if (isRefundAct(known)) {
      const { id } = lastRefund(charge)!;
      store.setRefund(id, refundStatusAfter[known], now());
      events.refund(id);
    } else if (isDisputeAct(known)) stepDispute(charge, known);
  }

  function stepDispute(charge: Charge, status: DisputeAct): void {
    const before = store.findDispute(charge.id);
    const id = before?.id ?? `du_${randomBytes(12).toString('hex')}`;
    const moved = store.movesOfDispute(id).length;
    if (before) store.setDispute(id, status, now());
    else store.contest(id, charge.id, charge.amount - charge.refunded, now(), status);
    events.dispute(before ? 'charge.dispute.updated' : 'charge.dispute.created', id);
    if (store.movesOfDispute(id).length > moved)
      events.dispute(
        disputeStatuses[status] ? 'charge.dispute.funds_withdrawn' : 'charge.dispute.funds_reinstated',
        id,
      );
    if (disputeActs[status].length === 0 || status === 'lost') events.dispute('charge.dispute.closed', id);
  }

  return page;
}

const refundStatusAfter = { arrive: 'succeeded', cancel: 'canceled', fail: 'failed' } as const;

function isRefundAct(name: BankAct): name is RefundAct {
  return name in refundStatusAfter;
}

function isDisputeAct(name: BankAct): name is DisputeAct {
  return name in disputeStatuses;
}
