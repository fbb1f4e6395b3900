// The checklist from draft to approved supplier. Computed on read from current data, so that it cannot go stale.
import { type Agreement, agreements } from '#app/domain/shared/legal-text.ts';
import { type checkStates, choicesOf } from './supplier.ts';
import type { Supplier } from './suppliers.server.ts';

export const computedItems = ['identity', 'contact', 'place', 'story', 'delivery', 'offer'] as const;
export const attestedItems = ['trader', 'gate'] as const;
export const verifiedItems = ['registered', 'contributions'] as const;
export type ChecklistItem =
  | Agreement
  | (typeof computedItems)[number]
  | (typeof attestedItems)[number]
  | (typeof verifiedItems)[number];

export type Check = {
  item: string;
  state: (typeof checkStates)[number] | 'signed';
  actor: string;
  at: string;
  reason: string | null;
};

/** A signature that holds, as the checklist needs it. */
type Signed = { document: Agreement; version: string; signedBy: string; signedAt: string };

export type ChecklistRow = {
  item: ChecklistItem;
  kind: 'computed' | 'signed' | 'attested' | 'verified';
  done: boolean;
  check: Check | null;
};

const minStoryLength = 80;

/** All items with their state; a signed one has its version as the reason. `offers` is the supplier's number of offers that are not archived, drafts included. */
export function buildChecklist(
  supplier: Supplier,
  checks: readonly Check[],
  signatures: readonly Signed[],
  offers: number,
): ChecklistRow[] {
  const computed: Record<(typeof computedItems)[number], boolean> = {
    identity: supplier.legalName !== '' && supplier.siret !== '' && supplier.address !== '',
    contact: supplier.email !== '' && supplier.phone !== '' && supplier.contactName !== '',
    place: supplier.lat !== 0 && supplier.lon !== 0,
    story: supplier.story.fr.length >= minStoryLength && supplier.headline.fr !== '',
    delivery: choicesOf(supplier).length > 0,
    offer: offers > 0,
  };
  const checkOf = (item: string) => checks.find((check) => check.item === item) ?? null;
  return [
    ...computedItems.map((item) => ({ item, kind: 'computed' as const, done: computed[item], check: null })),
    ...agreements.map((item) => signedRow(item, signatures)),
    ...attestedItems.map((item) => ({
      item,
      kind: 'attested' as const,
      done: checkOf(item) !== null,
      check: checkOf(item),
    })),
    ...verifiedItems.map((item) => ({
      item,
      kind: 'verified' as const,
      done: checkOf(item) !== null,
      check: checkOf(item),
    })),
  ];
}

function signedRow(item: Agreement, signatures: readonly Signed[]): ChecklistRow {
  const signature = signatures.find(({ document }) => document === item);
  if (!signature) return { item, kind: 'signed', done: false, check: null };
  const { signedBy: actor, signedAt: at, version: reason } = signature;
  return { item, kind: 'signed', done: true, check: { item, state: 'signed', actor, at, reason } };
}

/** A supplier may submit when its own items (computed, signed and attested) are done. */
export function readyToSubmit(rows: readonly ChecklistRow[]): boolean {
  return rows.every((row) => row.done || row.kind === 'verified');
}

/** A steward may approve when every item is done, or waived with a reason. */
export function readyToApprove(rows: readonly ChecklistRow[]): boolean {
  return rows.every((row) => row.done);
}

/** A supplier may open while both agreements are signed: they may have been withdrawn since. */
export function readyToOpen(rows: readonly ChecklistRow[]): boolean {
  return rows.every((row) => row.done || row.kind !== 'signed');
}
