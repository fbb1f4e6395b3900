// Items of the moderation queue, as plain data.
export const queueKinds = [
  'supplier',
  'identity',
  'evidence',
  'report',
  'offer',
  'figure',
  'text',
  'jump',
  'recheck',
  'witness',
] as const;
export type QueueKind = (typeof queueKinds)[number];
export type QueueItem = {
  /** `kind:id`. */
  item: string;
  kind: QueueKind;
  id: string;
  since: string;
  /** Empty for a witness of the ledger, whose name stands for the supplier's. */
  supplierSlug: string;
  supplierName: string;
  criterionId: string | null;
  assignedTo: string | null;
  assignedName: string | null;
};

export function countQueue(items: readonly QueueItem[]): Record<QueueKind, number> {
  const counts = Object.fromEntries(queueKinds.map((kind) => [kind, 0])) as Record<QueueKind, number>;
  for (const { kind } of items) counts[kind]++;
  return counts;
}

/** The item after this one; the first of the others when this one is the last or no longer queued. */
export function nextItem(items: readonly QueueItem[], item: string): QueueItem | null {
  const at = items.findIndex((one) => one.item === item);
  return items[at + 1] ?? items.find((one) => one.item !== item) ?? null;
}
