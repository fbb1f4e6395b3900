// The only access to Stripe: its SDK. Without keys the same SDK calls the stand-in on this machine.
import Stripe from 'stripe';

/**
 * API version that this code was tested against; Stripe keeps answering in the version that a client asks for.
 */
const apiVersion = '2026-10-28.endive';

export type StripeConfig = {
  secretKey: string;
  webhookSecret: string;
  /** Verifies events of the suppliers' accounts, which come to an endpoint of their own. */
  connectWebhookSecret: string;
  /** Address of the API; null for Stripe itself. */
  apiBase: URL | null;
  /** Origins of the provider's pages, if they are not Stripe's own. */
  pageOrigins?: readonly string[];
  /** Retries made by the SDK itself; default two. */
  networkRetries?: number;
};

export type Payments = {
  stripe: Stripe;
  webhookSecret: string;
  connectWebhookSecret: string;
  livemode: boolean;
  /** Origins of its payment and onboarding pages: besides ours, the only targets of forms. */
  pageOrigins: readonly string[];
};

/** Hosts of Checkout and of Connect's onboarding: https://docs.stripe.com/security/guide#content-security-policy. */
const stripePages = ['https://checkout.stripe.com', 'https://connect.stripe.com'] as const;

/** `livemode` follows the key: live keys accept live objects only, test keys test objects only. */
export function makePayments({
  secretKey,
  webhookSecret,
  connectWebhookSecret,
  apiBase,
  pageOrigins = stripePages,
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
  const livemode = /^[rs]k_live_/.test(secretKey);
  return { stripe, webhookSecret, connectWebhookSecret, livemode, pageOrigins };
}

/**
 * Stripe forgets idempotency keys after 24 hours; from 20 hours on, look for the object before creating it again.
 */
export function mayKeyHaveExpired({ now }: { now: Date }, createdAt: string): boolean {
  return now.getTime() - Date.parse(createdAt) > 20 * 3600e3;
}

/**
 * A server error that Stripe replays under its key: a retry needs a new key, and the effect may have happened.
 */
export function isReplayedFailure(error: unknown): boolean {
  const { statusCode, headers } = error as { statusCode?: number; headers?: Record<string, string> };
  return (statusCode ?? 0) >= 500 && headers?.['idempotent-replayed'] === 'true';
}

/**
 * Stripe's message for a definite refusal, which a retry cannot change. Null when the effect may have happened or
 * may still happen: no answer, a server error, too many requests, a key in use or of another body, a wrong API key.
 */
export function refusalCode(error: unknown): string | null {
  const { statusCode, code, message, rawType } = error as {
    statusCode?: number;
    code?: string;
    message?: string;
    rawType?: string;
  };
  const status = statusCode ?? 0;
  if (rawType === 'idempotency_error') return null; // the first request under this key may have had its effect
  if (status < 400 || status >= 500 || [401, 403, 409, 429].includes(status)) return null;
  return `${code ?? status}: ${message ?? ''}`.slice(0, 300);
}
