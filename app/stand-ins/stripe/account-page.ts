// The hosted onboarding page of a payee. A button chooses which data the payee has given.
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Sender } from './events.ts';
import { standInPage } from './page-layout.ts';
import { standInLocale, standInMessages } from './stand-in-messages.ts';
import type { StandInAccount, Store } from './store.ts';

const choices = ['ready', 'no-bank', 'in-review', 'refused', 'later'] as const;

export function accountPage(store: Store, events: Sender, now: () => number, action: (id: string) => string): Hono {
  const page = new Hono();

  /** A link is valid for a few minutes; a stale one redirects to `refreshUrl`, where a new one is requested. */
  const open = (id: string) => {
    const link = store.findLink(id);
    const account = link && store.findAccount(link.account);
    return link && account ? { link, account, stale: link.expiresAt < now() } : null;
  };

  page.get('/connect/:id', (c) => {
    const found = open(c.req.param('id'));
    if (!found) return c.notFound();
    if (found.stale) return c.redirect(found.link.refreshUrl, 303);
    const locale = standInLocale(undefined); // the link names no language
    const t = standInMessages[locale].account;
    const buttons = choices.map(
      (choice) =>
        html`<button name="state" value="${choice}" class="${choice === 'ready' ? 'pay' : ''}">${t.states[choice]}</button>`,
    );
    return c.html(
      standInPage(
        locale,
        t.title,
        t.notice,
        html`<h1>${t.heading(found.account.name)}</h1><form method="post" action="${action(found.link.id)}">${buttons}</form>`,
      ),
    );
  });

  page.post('/connect/:id', async (c) => {
    const form = await c.req.formData().catch(() => null);
    const found = open(c.req.param('id'));
    if (!found) return c.notFound();
    if (found.stale) return c.redirect(found.link.refreshUrl, 303);
    const choice = choices.find((one) => one === form?.get('state'));
    if (choice && choice !== 'later') {
      const account: StandInAccount = { ...found.account, state: choice };
      store.atomically(() => {
        store.saveAccount(account);
        events.account(account);
      });
    }
    return c.redirect(found.link.returnUrl, 303);
  });

  return page;
}
