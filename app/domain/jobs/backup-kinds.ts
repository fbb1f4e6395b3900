/** Which kinds of copying are remembered. Pure. */
export const backupKinds = ['backup', 'drill', 'restore'] as const;
export type BackupKind = (typeof backupKinds)[number];
