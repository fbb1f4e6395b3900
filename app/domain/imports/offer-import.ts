// The life of an imported file and of its rows. Pure.
export const importStates = ['mapping', 'reading', 'preview', 'writing', 'done', 'cancelled', 'failed'] as const;
export const rowOutcomes = ['create', 'change', 'same', 'refuse'] as const;
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof encodings)[number];
