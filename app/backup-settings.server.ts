// The settings of backups: for whom they are encrypted, and the bucket that they are sent to.
import { z } from 'zod';
import type { Bucket } from './domain/shared/storage.server.ts';

export const backupSettings = {
  BACKUP_RECIPIENTS: z.string().default(''),
  BACKUP_S3_URL: z.url().optional(),
  BACKUP_S3_REGION: z.string().min(1).default('auto'),
  BACKUP_S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  BACKUP_S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
};
type BackupSettings = z.infer<z.ZodObject<typeof backupSettings>>;

/** Recipients of age as they were typed; the bucket is null if none is set. */
export type BackupEnv = { recipients: string; bucket: Bucket | null };

/** Either the settings, or one sentence on what is wrong with them. */
export function parseBackupSettings(s: BackupSettings): BackupEnv | string {
  const { BACKUP_RECIPIENTS, BACKUP_S3_URL, BACKUP_S3_ACCESS_KEY_ID, BACKUP_S3_SECRET_ACCESS_KEY } = s;
  if (BACKUP_S3_URL === undefined) return { recipients: BACKUP_RECIPIENTS, bucket: null };
  if (BACKUP_RECIPIENTS === '')
    return 'BACKUP_RECIPIENTS is missing, and BACKUP_S3_URL needs it: only encrypted backups are sent.';
  if (BACKUP_S3_ACCESS_KEY_ID === undefined || BACKUP_S3_SECRET_ACCESS_KEY === undefined)
    return 'BACKUP_S3_ACCESS_KEY_ID or BACKUP_S3_SECRET_ACCESS_KEY is missing, and BACKUP_S3_URL needs both.';
  const keys = { accessKeyId: BACKUP_S3_ACCESS_KEY_ID, secretAccessKey: BACKUP_S3_SECRET_ACCESS_KEY };
  return { recipients: BACKUP_RECIPIENTS, bucket: { url: BACKUP_S3_URL, region: s.BACKUP_S3_REGION, ...keys } };
}
