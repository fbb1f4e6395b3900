// Limits of Stripe's requests: https://docs.stripe.com/api/checkout/sessions/create and
// https://docs.stripe.com/currencies.

export type AskedLine = { name: string; amount: number; currency: string | null };

const minutes = 60;
const minCents = 50;
const maxCents = 99_999_999;
const maxDebitCents = 1_000_000;
const maxName = 5000;
const maxReference = 200;
const maxUrl = 5000;

/** Why a request is refused, as Stripe's message and code; null when it is not. */
export type Refusal = { message: string; code?: string } | null;

export function linesOf(params: URLSearchParams): AskedLine[] {
  const count = new Set([...params.keys()].flatMap((key) => /^line_items\[(\d+)\]/.exec(key)?.[1] ?? [])).size;
  return Array.from({ length: count }, (_, i) => ({
    name: params.get(`line_items[${i}][price_data][product_data][name]`) ?? '',
    amount:
      Number(params.get(`line_items[${i}][price_data][unit_amount]`)) *
      Number(params.get(`line_items[${i}][quantity]`)),
    currency: params.get(`line_items[${i}][price_data][currency]`),
  }));
}

/** Allowed ways to pay; all of the account's when none is named. */
export function methodsOf(params: URLSearchParams): string[] {
  const asked = [...params].flatMap(([key, value]) => (key.startsWith('allowed_payment_method_types') ? [value] : []));
  return asked.length > 0 ? asked : ['card', 'sepa_debit'];
}

export function wrongSession(params: URLSearchParams, lines: readonly AskedLine[], now: number): Refusal {
  return (
    wrongMode(params) ?? wrongLines(lines) ?? wrongTotal(params, lines) ?? wrongTime(params, now) ?? wrongTexts(params)
  );
}

function wrongMode(params: URLSearchParams): Refusal {
  if (params.get('mode') !== 'payment') return { message: 'Invalid mode: must be payment here' };
  const unknown = methodsOf(params).find((method) => !['card', 'sepa_debit'].includes(method));
  return unknown ? { message: `Invalid allowed_payment_method_types: ${unknown}` } : null;
}

function wrongLines(lines: readonly AskedLine[]): Refusal {
  if (lines.length === 0) return { message: 'Missing required param: line_items.', code: 'parameter_missing' };
  if (lines.length > 100) return { message: 'You may only specify up to 100 line items.' };
  for (const { name, amount, currency } of lines) {
    if (currency !== 'eur') return { message: `Invalid currency: ${currency}. This stand-in takes eur only.` };
    if (!name) return { message: 'Missing required param: line_items[price_data][product_data][name].' };
    if (name.length > maxName) return { message: `Invalid string: must be at most ${maxName} characters` };
    if (!Number.isSafeInteger(amount) || amount < 0)
      return { message: 'Invalid non-negative integer', code: 'parameter_invalid_integer' };
  }
  return null;
}

function wrongTotal(params: URLSearchParams, lines: readonly AskedLine[]): Refusal {
  const total = lines.reduce((sum, { amount }) => sum + amount, 0);
  if (total < minCents)
    return {
      message: "The Checkout Session's total amount due must add up to at least €0.50 eur",
      code: 'amount_too_small',
    };
  if (total > maxCents)
    return {
      message: "The Checkout Session's total amount must be no more than €999,999.99",
      code: 'amount_too_large',
    };
  if (total > maxDebitCents && methodsOf(params).includes('sepa_debit'))
    return { message: 'The amount is over the limit of sepa_debit, €10,000.00', code: 'amount_too_large' };
  return null;
}

function wrongTime(params: URLSearchParams, now: number): Refusal {
  const lifetime = Number(params.get('expires_at')) - now;
  return lifetime >= 30 * minutes && lifetime <= 24 * 60 * minutes
    ? null
    : { message: 'The `expires_at` timestamp must be between 30 minutes and 24 hours from now.' };
}

function wrongTexts(params: URLSearchParams): Refusal {
  const reference = params.get('client_reference_id');
  if (!reference) return { message: 'Missing required param: client_reference_id.', code: 'parameter_missing' };
  if (reference.length > maxReference) return { message: `Invalid string: must be at most ${maxReference} characters` };
  for (const name of ['success_url', 'cancel_url']) {
    const refusal = wrongUrl(name, params.get(name));
    if (refusal) return refusal;
  }
  const email = params.get('customer_email');
  return email === null ? null : wrongEmail(email);
}

/** The address of a page: whole, with its scheme. */
export function wrongUrl(name: string, value: string | null): Refusal {
  if (!value) return { message: `Missing required param: ${name}.`, code: 'parameter_missing' };
  const isWeb = /^https?:\/\//.test(value) && URL.canParse(value) && value.length <= maxUrl;
  return isWeb ? null : { message: `Not a valid URL (${name})`, code: 'url_invalid' };
}

export function wrongEmail(email: string): Refusal {
  return /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(email) && email.length <= 800
    ? null
    : { message: `Invalid email address: ${email.slice(0, 100)}`, code: 'email_invalid' };
}

/** At most 50 keys of 40 characters with values of 500: https://docs.stripe.com/metadata. */
export function wrongMetadata(metadata: string): Refusal {
  const entries = Object.entries(JSON.parse(metadata) as Record<string, string>);
  if (entries.length > 50) return { message: 'Metadata can have up to 50 keys.' };
  if (entries.some(([key]) => key.length > 40)) return { message: 'Metadata keys can be up to 40 characters long.' };
  if (entries.some(([, value]) => value.length > 500))
    return { message: 'Metadata values can be up to 500 characters long.' };
  return null;
}
