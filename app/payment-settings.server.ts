// Settings of payments that cannot work: found at the start, before a buyer finds them.
import { isLoopback } from './domain/shared/loopback.ts';

export type StripeSettings = {
  secretKey: string;
  webhookSecret: string;
  connectWebhookSecret: string;
  /** STRIPE_API_BASE as it is written; null for Stripe itself. */
  apiBase: string | null;
  /** Public scheme, host and port of this instance. */
  origin: string;
};

/**
 * One sentence about the first setting that cannot work, beginning with its name; null when all can. The forms of
 * keys: https://docs.stripe.com/keys.
 */
export function findWrongStripeSetting(settings: StripeSettings): string | null {
  return wrongKey(settings.secretKey) ?? wrongSecrets(settings) ?? wrongOrigin(settings) ?? wrongBase(settings);
}

function wrongKey(key: string): string | null {
  const wrong = (what: string) => `STRIPE_SECRET_KEY ${what}; the secret key begins with sk_ or rk_.`;
  if (key.startsWith('pk_')) return wrong('is a publishable key');
  if (key.startsWith('whsec_')) return wrong('is the secret of a webhook');
  // An organisation's key names its account in each request, which this code does not.
  if (/^[sr]k_org_/.test(key)) return 'STRIPE_SECRET_KEY is the key of an organisation; take the key of one account.';
  return /^[sr]k_(test|live)_\w+$/.test(key) ? null : wrong('is no key of Stripe');
}

function wrongSecrets({ webhookSecret, connectWebhookSecret }: StripeSettings): string | null {
  const named = { STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_CONNECT_WEBHOOK_SECRET: connectWebhookSecret };
  for (const [name, secret] of Object.entries(named)) {
    if (/^[srp]k_/.test(secret)) return `${name} is a key of the API; the secret of a webhook begins with whsec_.`;
    if (!/^whsec_\S+$/.test(secret)) return `${name} is no secret of a webhook, which begins with whsec_.`;
  }
  return webhookSecret === connectWebhookSecret
    ? 'STRIPE_CONNECT_WEBHOOK_SECRET is the same as STRIPE_WEBHOOK_SECRET; each of the two endpoints has its own.'
    : null;
}

function wrongOrigin({ secretKey, origin }: StripeSettings): string | null {
  return isLive(secretKey) && !origin.startsWith('https:')
    ? 'HALLE_ORIGIN begins with http:, and a live STRIPE_SECRET_KEY needs https:.'
    : null;
}

function wrongBase({ secretKey, apiBase }: StripeSettings): string | null {
  if (apiBase === null) return null;
  const { protocol, hostname, pathname, search, hash, username, password } = new URL(apiBase);
  const wrong = (what: string) => `STRIPE_API_BASE ${what}.`;
  if (!/^https?:$/.test(protocol)) return wrong('begins neither with https: nor with http:');
  if (username || password) return wrong('has a name or a password in it, which would not be sent');
  if (pathname !== '/' || search || hash)
    return wrong('has a path, which would be dropped: scheme, host and port only');
  if (isLive(secretKey) && !(protocol === 'https:' && isStripe(hostname)))
    return wrong('is not https://api.stripe.com, and a live STRIPE_SECRET_KEY goes nowhere else');
  if (protocol === 'http:' && !isLoopback(hostname))
    return wrong('begins with http:, so the key would be sent in clear; http is for this machine only');
  return null;
}

function isLive(key: string): boolean {
  return /^[sr]k_live_/.test(key);
}

function isStripe(hostname: string): boolean {
  return hostname === 'api.stripe.com';
}
