// Actions of banks that no form of Halle offers: dispute a payment, decide a dispute, fail a refund, pay an account
// out.
import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Sender } from './events.ts';
import type { Charge } from './money.ts';
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
    const buttons = (subject: string, names: readonly ('contest' | 'won' | 'lost' | 'fail' | 'empty')[]) =>
      html`<form method="post" action="${address()}" class="row"><input type="hidden" name="subject" value="${subject}">${names.map((name) => html`<button name="act" value="${name}">${t[name]}</button>`)}</form>`;
    const charges = store.listCharges().slice(0, shownCharges);
    const accounts = store.listAccounts().filter(({ id }) => store.accountBalance(id) > 0);
    return c.html(
      standInPage(
        locale,
        t.title,
        t.notice,
        html`<h1>${t.heading}</h1><h2>${t.charges}</h2>
${charges.length === 0 ? html`<p>${t.none}</p>` : ''}
<table><tbody>${charges.map((charge) => html`<tr><td>${charge.group ?? charge.id}<br>${money(charge.amount)}${charge.refunded > 0 ? html`, ${t.refunded(money(charge.refunded))}` : ''}</td><td>${buttons(charge.id, possible(charge))}</td></tr>`)}</tbody></table>
<h2>${t.accounts}</h2>${accounts.length === 0 ? html`<p>${t.none}</p>` : ''}
<table><tbody>${accounts.map(({ id, name }) => html`<tr><td>${name}<br>${money(store.accountBalance(id))}</td><td>${buttons(id, ['empty'])}</td></tr>`)}</tbody></table>`,
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

  function possible(charge: Charge): ('contest' | 'won' | 'lost' | 'fail')[] {
    const contest = store.findDispute(charge.id);
    const refunds = store.refundsOf(charge.id).some(({ failedAt }) => failedAt === null);
    if (!contest)
      return [
        ...(charge.refunded < charge.amount ? (['contest'] as const) : []),
        ...(refunds ? (['fail'] as const) : []),
      ];
    return contest.status === 'needs_response' ? ['won', 'lost'] : [];
  }

  function act(what: string, subject: string): void {
    const charge = store.findCharge(subject);
    if (what === 'empty' && store.findAccount(subject)) {
      const balance = store.accountBalance(subject);
      if (balance > 0) store.payout(`po_${randomBytes(12).toString('hex')}`, subject, balance, now());
    }
    if (!charge || !(possible(charge) as string[]).includes(what)) return;
    if (what === 'contest') {
      const id = `du_${randomBytes(12).toString('hex')}`;
      store.contest(id, charge.id, charge.amount - charge.refunded, now());
      events.dispute('charge.dispute.created', id);
    }
    if (what === 'won' || what === 'lost') {
      const { id } = store.findDispute(charge.id)!;
      if (store.decide(id, what, now())) events.dispute('charge.dispute.closed', id);
    }
    if (what === 'fail') {
      const last = store.refundsOf(charge.id).find(({ failedAt }) => failedAt === null)!;
      store.failRefund(last.id, now());
      events.refundFailed(last.id);
    }
  }

  return page;
}
