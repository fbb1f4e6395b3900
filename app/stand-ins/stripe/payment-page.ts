// The hosted payment page. It says that it is a demonstration, and offers every outcome of a real payment.
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Sender, SessionEvent } from './events.ts';
import { standInPage } from './page-layout.ts';
import { expireWhenDue } from './sessions-api.ts';
import { standInLocale, standInMessages } from './stand-in-messages.ts';
import type { StandInSession, Store } from './store.ts';

const lateMs = 4000;

export function payPage(store: Store, events: Sender, now: () => number, action: (id: string) => string): Hono {
  const page = new Hono();

  page.get('/pay/:id', (c) => {
    const session = store.findSession(c.req.param('id'));
    if (!session) return c.notFound();
    const current = expireWhenDue(session, store, events, now());
    if (current.status !== 'open') return c.redirect(afterwards(current), 303);
    return c.html(
      render(current, store.linesOf(current.id), action(current.id), c.req.query('declined') !== undefined),
    );
  });

  page.post('/pay/:id', async (c) => {
    const form = await c.req.formData().catch(() => null);
    const choice = form?.get('choice'); // read before the session: after a slow body, its state would be outdated
    const found = store.findSession(c.req.param('id'));
    if (!found) return c.notFound();
    const session = expireWhenDue(found, store, events, now());
    if (session.status !== 'open') return c.redirect(afterwards(session), 303);
    if (choice === 'decline') return c.redirect(`${action(session.id)}?declined=1`, 303);
    if (choice === 'late' || choice === 'late-fail') {
      const complete = completed(session, { pending: choice });
      store.atomically(() => {
        store.saveSession(complete);
        events.session('checkout.session.completed', complete);
      });
      events.later(lateMs, () => payLate(session.id));
      return c.redirect(landing(complete), 303);
    }
    if (choice !== 'pay' && choice !== 'twice') return c.redirect(session.cancel_url, 303);
    pay(completed(session, {}), 'checkout.session.completed', choice === 'twice' ? 2 : 1);
    return c.redirect(landing(session), 303);
  });

  for (const { id } of store.pendingSessions()) events.later(lateMs, () => payLate(id));

  function pay(session: StandInSession, announce: SessionEvent, times = 1): void {
    const paid: StandInSession = { ...session, payment_status: 'paid', metadata: {} };
    const kind = announce === 'checkout.session.async_payment_succeeded' ? 'py' : 'ch'; // a debit, or a card
    store.atomically(() => {
      store.charge(`${kind}_${session.id.slice(8)}`, session.id, session.amount_total, now());
      store.saveSession(paid);
      events.session(announce, paid, times);
    });
  }

  function payLate(id: string): void {
    const session = store.findSession(id);
    if (!session?.metadata.pending) return;
    if (session.metadata.pending === 'late') pay(session, 'checkout.session.async_payment_succeeded');
    else {
      const failed = { ...session, metadata: {} };
      store.atomically(() => {
        store.saveSession(failed);
        events.session('checkout.session.async_payment_failed', failed);
      });
    }
  }

  return page;
}

function completed(session: StandInSession, metadata: Record<string, string>): StandInSession {
  return { ...session, status: 'complete', url: null, payment_intent: `pi_${session.id.slice(8)}`, metadata };
}

function afterwards(session: StandInSession): string {
  return session.status === 'complete' ? landing(session) : session.cancel_url;
}

function landing(session: StandInSession): string {
  return session.success_url.replace('{CHECKOUT_SESSION_ID}', session.id);
}

function render(session: StandInSession, lines: { name: string; amount: number }[], action: string, declined: boolean) {
  const locale = standInLocale(session.locale);
  const t = standInMessages[locale];
  const money = (cents: number) =>
    new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' }).format(cents / 100);
  const choices = (['pay', 'decline', 'late', 'late-fail', 'twice', 'cancel'] as const).map(
    (choice) =>
      html`<button name="choice" value="${choice}" class="${choice}">${choice === 'pay' ? t.pay(money(session.amount_total)) : t[choice]}</button>`,
  );
  return standInPage(
    locale,
    t.title,
    t.notice,
    html`<h1>${t.heading}</h1>${declined ? html`<p class="declined" role="alert">${t.declined}</p>` : ''}
<table><tbody>${lines.map((line) => html`<tr><td>${line.name}</td><td>${money(line.amount)}</td></tr>`)}</tbody><tfoot><tr><th scope="row">${t.total}</th><td>${money(session.amount_total)}</td></tr></tfoot></table>
<form method="post" action="${action}">${choices}</form>`,
  );
}
