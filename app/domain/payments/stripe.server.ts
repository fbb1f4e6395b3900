// The one way to Stripe: the SDK. Without keys the same SDK speaks to the stand-in on this machine.
import Stripe from 'stripe';

/** What this code was written and tested against; Stripe keeps answering in it whatever it changes. */
export const apiVersion = '2026-10-28.endive';

export type StripeConfig = {
  secretKey: string;
  webhookSecret: string;
  /** Signs what happens on the suppliers' accounts: an endpoint of its own. */
  connectWebhookSecret: string;
  /** Where the API answers; null for Stripe itself. */
  apiBase: URL | null;
  /** How often the SDK itself asks again; twice unless said otherwise. */
  networkRetries?: number;
};

export type Payments = { stripe: Stripe; webhookSecret: string; connectWebhookSecret: string; livemode: boolean };

/** A live key must see live events and a test key test events: anything else is not ours. */
export function makePayments({
  secretKey,
  webhookSecret,
  connectWebhookSecret,
  apiBase,
  networkRetries = 2,
}: StripeConfig): Payments {
  const stripe = new Stripe(secretKey, {
    apiVersion,
    timeout: 10_000,
    maxNetworkRetries: networkRetries,
    telemetry: false,
    ...(apiBase && {
      host: apiBase.hostname,
      port: apiBase.port || (apiBase.protocol === 'https:' ? 443 : 80),
      protocol: apiBase.protocol === 'https:' ? ('https' as const) : ('http' as const),
    }),
  });
  return { stripe, webhookSecret, connectWebhookSecret, livemode: /^[rs]k_live_/.test(secretKey) };
}

/** Stripe forgets idempotency keys after a day; an operation as old as this one must be looked for before it is asked again. */
export function mayKeyHaveExpired({ now }: { now: Date }, createdAt: string): boolean {
  return now.getTime() - Date.parse(createdAt) > 20 * 3600e3;
}

/** A server error that Stripe keeps under its key: the same key will be told the same for ever, whatever happened. */
export function isReplayedFailure(error: unknown): boolean {
  const { statusCode, headers } = error as { statusCode?: number; headers?: Record<string, string> };
  return (statusCode ?? 0) >= 500 && headers?.['idempotent-replayed'] === 'true';
}

/**
 * Stripe's sentence when it refused for good, so that the same request will never succeed; null when the effect may
 * have happened or may yet: no answer, a server error, too many requests, a key in use, a wrong key.
 */
export function refusalCode(error: unknown): string | null {
  const { statusCode, code, message } = error as { statusCode?: number; code?: string; message?: string };
  const status = statusCode ?? 0;
  if (status < 400 || status >= 500 || [401, 403, 409, 429].includes(status)) return null;
  return `${code ?? status}: ${message ?? ''}`.slice(0, 300);
}
