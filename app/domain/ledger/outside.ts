// Beside the tree stand rows that its entries speak of. A check of such rows finds what was changed there.
/** `index`: the entry that the rows differ from; null when there is none. */
export type OutsideFault = { index: number | null; reason: string };
