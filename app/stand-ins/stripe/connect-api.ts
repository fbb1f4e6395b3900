// Stripe Connect: connected accounts, onboarding links, transfers and reversals.
import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { accountObject } from './account-object.ts';
import {
  listPage,
  listParams,
  metadata,
  metadataOf,
  missingObject,
  readAmount,
  readParams,
  refuseRequest,
} from './answers.ts';
import type { ApiContext } from './api-context.ts';
import { reversalObject, transferObject } from './objects.ts';
import { type Refusal, wrongEmail, wrongMetadata, wrongUrl } from './session-limits.ts';
import type { StandInAccount } from './store.ts';

const accountParams = [
  /^country$/,
  /^email$/,
  /^controller\[(fees\]\[payer|losses\]\[payments|stripe_dashboard\]\[type|requirement_collection)\]$/,
  /^capabilities\[transfers\]\[requested\]$/,
  /^business_profile\[(name|url)\]$/,
  metadata,
];
const linkParams = [/^account$/, /^type$/, /^return_url$/, /^refresh_url$/];
const transferParams = [
  /^amount$/,
  /^currency$/,
  /^destination$/,
  /^transfer_group$/,
  /^source_transaction$/,
  metadata,
];
const reversalParams = [/^amount$/, metadata];
const linkSeconds = 300;

export function connectApi({ store, linkUrl, now }: ApiContext): Hono {
  const api = new Hono();
  const id = (prefix: string) => `${prefix}_${randomBytes(12).toString('hex')}`;

  api.post('/accounts', async (c) => {
    const read = await readParams(c, accountParams);
    if (!read.ok) return read.answer;
    const { params } = read;
    if (params.get('country') !== 'FR') return refuseRequest(c, 'This stand-in opens accounts in France only.');
    const wrong = wrongAccount(params);
    if (wrong) return refuseRequest(c, wrong.message, wrong.code);
    const account: StandInAccount = {
      id: id('acct'),
      name: params.get('business_profile[name]') ?? '',
      email: params.get('email') ?? '',
      party: params.get('metadata[party]') ?? '',
      state: 'new',
      created: now(),
    };
    store.saveAccount(account);
    return c.json(accountObject(account));
  });

  api.get('/accounts', async (c) => {
    const read = await readParams(c, listParams);
    return read.ok
      ? listPage(c, '/v1/accounts', store.listAccounts().reverse().map(accountObject), read.params)
      : read.answer;
  });

  api.post('/accounts/:id', async (c) => {
    const read = await readParams(c, [/^email$/, /^business_profile\[(name|url)\]$/]);
    if (!read.ok) return read.answer;
    const account = store.findAccount(c.req.param('id'));
    if (!account) return missingObject(c, 'account', c.req.param('id'));
    const wrong = wrongAccount(read.params);
    if (wrong) return refuseRequest(c, wrong.message, wrong.code);
    const changed: StandInAccount = {
      ...account,
      email: read.params.get('email') ?? account.email,
      name: read.params.get('business_profile[name]') ?? account.name,
    };
    store.saveAccount(changed);
    return c.json(accountObject(changed));
  });

  api.get('/accounts/:id', (c) => {
    const account = store.findAccount(c.req.param('id'));
    return account ? c.json(accountObject(account)) : missingObject(c, 'account', c.req.param('id'));
  });

  api.post('/account_links', async (c) => {
    const read = await readParams(c, linkParams);
    if (!read.ok) return read.answer;
    const { params } = read;
    const account = params.get('account') ?? '';
    if (!store.findAccount(account)) return missingObject(c, 'account', account);
    const [returnUrl, refreshUrl] = [params.get('return_url'), params.get('refresh_url')];
    const wrong = wrongUrl('return_url', returnUrl) ?? wrongUrl('refresh_url', refreshUrl);
    if (wrong) return refuseRequest(c, wrong.message, wrong.code);
    if (!returnUrl || !refreshUrl || params.get('type') !== 'account_onboarding')
      return refuseRequest(c, 'Invalid link');
    const link = { id: id('link'), account, returnUrl, refreshUrl, expiresAt: now() + linkSeconds };
    store.saveLink(link);
    return c.json({ object: 'account_link', created: now(), expires_at: link.expiresAt, url: linkUrl(link.id) });
  });

  api.post('/transfers', async (c) => {
    const read = await readParams(c, transferParams);
    if (!read.ok) return read.answer;
    const { params } = read;
    const amount = readAmount(params.get('amount'));
    if (!amount) return refuseRequest(c, 'Invalid positive integer', 'parameter_invalid_integer');
    if (params.get('currency') !== 'eur') return refuseRequest(c, `Invalid currency: ${params.get('currency')}`);
    const wrong = wrongMetadata(metadataOf(params));
    if (wrong) return refuseRequest(c, wrong.message, wrong.code);
    const destination = store.findAccount(params.get('destination') ?? '');
    if (!destination) return missingObject(c, 'destination', params.get('destination') ?? '');
    if (destination.state !== 'ready')
      return refuseRequest(
        c,
        'Your destination account needs to have at least one of the following capabilities enabled: transfers',
        'insufficient_capabilities_for_transfer',
      );
    const charge = params.get('source_transaction');
    if (charge && !store.findCharge(charge)) return missingObject(c, 'charge', charge);
    const made = {
      id: id('tr'),
      account: destination.id,
      amount,
      group: params.get('transfer_group'),
      charge,
      at: now(),
      metadata: metadataOf(params),
    };
    const refused = store.transfer(made);
    return refused
      ? refuseRequest(c, refused.message, refused.code)
      : c.json(transferObject(store.findTransfer(made.id)!, store));
  });

  api.get('/transfers', async (c) => {
    const read = await readParams(c, [...listParams, /^transfer_group$/]);
    if (!read.ok) return read.answer;
    const group = read.params.get('transfer_group');
    const sent = store.listTransfers().filter((one) => group === null || one.group === group);
    return listPage(
      c,
      '/v1/transfers',
      sent.reverse().map((one) => transferObject(one, store)),
      read.params,
    );
  });

  api.get('/transfers/:id/reversals', async (c) => {
    const read = await readParams(c, listParams);
    if (!read.ok) return read.answer;
    const url = `/v1/transfers/${c.req.param('id')}/reversals`;
    return listPage(c, url, store.reversalsOf(c.req.param('id')).map(reversalObject), read.params);
  });

  api.get('/transfers/:id', (c) => {
    const sent = store.findTransfer(c.req.param('id'));
    return sent ? c.json(transferObject(sent, store)) : missingObject(c, 'transfer', c.req.param('id'));
  });

  api.post('/transfers/:id/reversals', async (c) => {
    const read = await readParams(c, reversalParams);
    if (!read.ok) return read.answer;
    const sent = store.findTransfer(c.req.param('id'));
    if (!sent) return missingObject(c, 'transfer', c.req.param('id'));
    const amount = readAmount(read.params.get('amount') ?? String(sent.amount - sent.reversed));
    if (!amount) return refuseRequest(c, 'Invalid positive integer');
    const reversalId = id('trr');
    const refused = store.reverse(reversalId, sent, amount, now(), metadataOf(read.params));
    return refused
      ? refuseRequest(c, refused.message, refused.code)
      : c.json(reversalObject(store.findReversal(reversalId)!));
  });

  return api;
}

function wrongAccount(params: URLSearchParams): Refusal {
  const email = params.get('email');
  const site = params.get('business_profile[url]');
  return (
    (email === null ? null : wrongEmail(email)) ??
    (site === null ? null : wrongUrl('business_profile[url]', site)) ??
    wrongMetadata(metadataOf(params))
  );
}
