// Server side: both languages are loaded. The browser loads only its own (entry.client.tsx).
import type { Locale } from '#app/domain/shared/context.ts';
import { messages as en } from './en/index.ts';
import { messages as fr } from './fr/index.ts';

export type Messages = typeof fr;

export const catalogues: Record<Locale, Messages> = { fr, en };
