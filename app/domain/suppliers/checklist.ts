// The checklist from draft to approved supplier. Computed on read from current data, so that it cannot go stale.
import { type checkStates, choicesOf } from './supplier.ts';
import type { Supplier } from './suppliers.server.ts';

export const computedItems = ['identity', 'contact', 'place', 'story', 'delivery', 'offer'] as const;
export const attestedItems = ['terms', 'trader', 'gate'] as const;
export const verifiedItems = ['registered', 'contributions'] as const;
export type ChecklistItem =
  | (typeof computedItems)[number]
  | (typeof attestedItems)[number]
  | (typeof verifiedItems)[number];

export type Check = {
  item: string;
  state: (typeof checkStates)[number];
  actor: string;
  at: string;
  reason: string | null;
};

export type ChecklistRow = {
  item: ChecklistItem;
  kind: 'computed' | 'attested' | 'verified';
  done: boolean;
  check: Check | null;
};

const minStoryLength = 80;

/** All items with their state. `offers` is the supplier's number of offers that are not archived, drafts included. */
export function buildChecklist(supplier: Supplier, checks: readonly Check[], offers: number): ChecklistRow[] {
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

/** A supplier may submit when its own items (computed and attested) are done. */
export function readyToSubmit(rows: readonly ChecklistRow[]): boolean {
  return rows.every((row) => row.done || row.kind === 'verified');
}

/** A steward may approve when every item is done, or waived with a reason. */
export function readyToApprove(rows: readonly ChecklistRow[]): boolean {
  return rows.every((row) => row.done);
}
