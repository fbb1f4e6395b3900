import { createHash } from 'node:crypto';
import type { PurchaseText } from '#app/domain/shared/legal-texts.server.ts';
import type { Messages } from '#app/i18n/messages.ts';

/** Version of the terms of sale in a language: the hash of what the checkout, its texts and the legal page say. */
export function termsVersion({ checkout, legal }: Messages, texts: readonly Pick<PurchaseText, 'sha256'>[]): string {
  const text = JSON.stringify([checkout.terms, checkout.guarantee, texts.map(({ sha256 }) => sha256), legal]);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
