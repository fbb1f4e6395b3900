import type { Locale } from '#app/domain/shared/context.ts';
import { invoices as en } from '#app/i18n/en/document-invoices.ts';
import { invoices as fr } from '#app/i18n/fr/document-invoices.ts';

export const documentMessages: Record<Locale, typeof fr> = { fr, en };
