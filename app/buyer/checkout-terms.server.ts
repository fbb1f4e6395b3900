import { createHash } from 'node:crypto';
import type { Messages } from '#app/i18n/messages.ts';

/** Version of the terms of sale in a language: the hash of what the checkout and the legal page say. */
export function termsVersion({ checkout, legal }: Messages): string {
  const text = JSON.stringify([checkout.terms, checkout.guarantee, legal]);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
