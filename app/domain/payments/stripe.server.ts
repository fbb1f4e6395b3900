// The one way to Stripe: the SDK. Without keys the same SDK speaks to the stand-in on this machine.
import Stripe from 'stripe';

export type StripeConfig = {
  secretKey: string;
  webhookSecret: string;
  /** Where the API answers; only the stand-in is anywhere else than Stripe. */
  apiBase?: URL;
};

export type Payments = { stripe: Stripe; webhookSecret: string; livemode: boolean };

/** A live key must see live events and a test key test events: anything else is not ours. */
export function makePayments({ secretKey, webhookSecret, apiBase }: StripeConfig): Payments {
  const stripe = new Stripe(secretKey, {
    timeout: 10_000,
    maxNetworkRetries: 2,
    telemetry: false,
    ...(apiBase
      ? { host: apiBase.hostname, port: apiBase.port, protocol: apiBase.protocol === 'https:' ? 'https' : 'http' }
      : {}),
  });
  return { stripe, webhookSecret, livemode: /^[rs]k_live_/.test(secretKey) };
}
