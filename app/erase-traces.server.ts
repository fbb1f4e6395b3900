// Erases a person's traces outside of the database: letters as files, and rows of the stand-in for Stripe.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Traces } from './domain/erasure/erasure.server.ts';
import { eraseLetterFiles } from './domain/outbox/letter-files.server.ts';
import type { Env } from './env.server.ts';
import { openStore } from './stand-ins/stripe/store.ts';

/** The folder of letters as files; null if letters leave by SMTP. */
export function mailFolderOf({ mail, dataDir }: Pick<Env, 'mail' | 'dataDir'>): string | null {
  return mail.kind === 'folder' ? join(dataDir, 'mail') : null;
}

/** Real payments leave the provider's copies to its own terms, which the privacy notice names. */
export async function eraseTraces(env: Env, { letterKeys, email }: Traces): Promise<void> {
  await eraseLetterFiles(mailFolderOf(env), letterKeys, email);
  const file = join(env.dataDir, 'stand-in', 'stripe.sqlite');
  if (!existsSync(file)) return;
  const store = openStore(file);
  store.eraseAddress(email);
  store.close();
}
