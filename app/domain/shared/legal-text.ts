// Texts that bind people: agreements of suppliers, and what the law says to buyers. Each version is a data file that
// never changes, because orders and signatures name it. Pure.
import { z } from 'zod';
import { fileIssue, type ParsedFile, parseFile } from './file-fault.ts';

/** Texts that a supplier signs. */
export const agreements = ['seller-terms', 'invoicing-mandate'] as const;
export type Agreement = (typeof agreements)[number];
/** Texts that the law wants a consumer to read. */
export const statutoryTexts = ['legal-guarantee', 'withdrawal', 'price-indications', 'alcohol'] as const;
export type StatutoryText = (typeof statutoryTexts)[number];
export const legalDocuments = [...agreements, ...statutoryTexts] as const;
export type LegalDocument = (typeof legalDocuments)[number];

const text = z.string().refine((value) => value.trim() !== '', fileIssue('empty'));
/** Both languages: a person signs or buys in either. */
const inBoth = z.strictObject({ fr: text, en: text });

const legalText = z.strictObject({
  document: z.enum(legalDocuments),
  /** The first day on which it applies. */
  version: z.iso.date(),
  title: inBoth,
  /** A line break in a text is one on the page. */
  sections: z.array(z.strictObject({ heading: inBoth, text: inBoth })).min(1),
});
export type LegalText = z.output<typeof legalText>;

/** A file by its type, or its faults. */
export function parseLegalText(file: unknown): ParsedFile<LegalText> {
  return parseFile(legalText, file);
}
