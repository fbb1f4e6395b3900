// The legal texts that come with the code, read once. Throws at the start when a file is broken.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NotFound } from './errors.ts';
import { faultSentence, parseJsonFile } from './file-fault.ts';
import {
  type LegalDocument,
  type LegalText,
  parseLegalText,
  type StatutoryText,
  statutoryTexts,
} from './legal-text.ts';

const folder = 'app/domain/shared/legal-texts';

/** A version with the SHA-256 of its file in hex. */
export type StoredLegalText = LegalText & { sha256: string };
/** A statutory text with its version. */
export type PurchaseText = StoredLegalText & { document: StatutoryText };

/** Every version, the earliest first. Throws with the name and the faults of a broken file. */
export function readLegalTexts(from = folder): StoredLegalText[] {
  const names = readdirSync(from).filter((name) => name.endsWith('.json'));
  const texts = names.map((name): StoredLegalText => {
    const bytes = readFileSync(join(from, name));
    const parsed = parseJsonFile(bytes.toString('utf8'), parseLegalText);
    if (!parsed.ok) throw new Error(`${name}: ${parsed.faults.map(faultSentence).join('; ')}`);
    const { document, version } = parsed.file;
    if (name !== `${document}-${version}.json`) throw new Error(`${name}: it is ${document} of ${version}`);
    return { ...parsed.file, sha256: createHash('sha256').update(bytes).digest('hex') };
  });
  return texts.sort((a, b) => a.version.localeCompare(b.version));
}

const legalTexts = readLegalTexts();

/** The version that applies on a day of the town, the first one before that. */
export function legalTextOn(document: LegalDocument, day: string): StoredLegalText {
  const own = legalTexts.filter((one) => one.document === document);
  const current = own.findLast(({ version }) => version <= day) ?? own[0];
  if (!current) throw new NotFound(`legal text ${document}`);
  return current;
}

/**
 * Texts that belong to a purchase on a day of the town: those of consumers for a consumer, and for everybody that on
 * alcohol where there is some.
 */
export function statutoryTextsFor(buyer: { consumer: boolean; alcohol: boolean }, day: string): PurchaseText[] {
  return statutoryTexts
    .filter((document) => (document === 'alcohol' ? buyer.alcohol : buyer.consumer))
    .map((document) => ({ ...legalTextOn(document, day), document }));
}

/** A version by its day. Throws NotFound. */
export function getLegalText(document: LegalDocument, version: string): StoredLegalText {
  const found = legalTexts.find((one) => one.document === document && one.version === version);
  if (!found) throw new NotFound(`legal text ${document} ${version}`);
  return found;
}
