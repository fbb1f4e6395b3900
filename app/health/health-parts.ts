// The parts of an instance whose health is looked at, and what each means for the whole. Pure.
export const healthLevels = ['ok', 'yellow', 'red'] as const;
export type HealthLevel = (typeof healthLevels)[number];

/** Without these no page and no order is served: only their fault makes the answer 503. */
export const vitalParts = ['database', 'search', 'ledger'] as const;
/** Their faults are yellow: the pages serve, a restart would not help, and a person has to look. */
export const otherParts = [
  'space',
  'log',
  'storage',
  'mail',
  'provider',
  'witness',
  'jobs',
  'settings',
  'clock',
  'backup',
] as const;
export type VitalPart = (typeof vitalParts)[number];
export type OtherPart = (typeof otherParts)[number];
export const healthParts = [...vitalParts, ...otherParts] as const;
export type HealthPart = VitalPart | OtherPart;

/** `reason` is one word or sentence for the operator; the other fields are figures and names of the part. */
export type PartHealth = { state: HealthLevel; reason: string | null; [detail: string]: unknown };
export type Health = {
  /** Whether pages and orders are served. */
  ok: boolean;
  state: 'green' | 'yellow' | 'red';
  parts: Record<HealthPart, PartHealth>;
};

/** Health of the whole. */
export function judgeHealth(parts: Health['parts']): Health {
  const isWell = (part: HealthPart) => parts[part].state === 'ok';
  const ok = vitalParts.every((part) => parts[part].state !== 'red');
  if (!ok) return { ok, state: 'red', parts };
  return { ok, state: healthParts.every(isWell) ? 'green' : 'yellow', parts };
}

const megabyte = 1_000_000;
/** Bytes: below them free space is yellow; below the lesser, files are refused, so that orders have the rest. */
export const freeSpace = { warn: 1000 * megabyte, noUploads: 250 * megabyte } as const;
/** Bytes of the write-ahead log above which a reader holds it open. */
export const maxLogBytes = 64 * 1024 * 1024;
/** Failures in a row of one piece of background work. */
export const maxFailures = 3;

/** Pieces of background work of a process that failed so often in a row that a person has to look. */
export function listFailing(failures: ReadonlyMap<string, number>): string[] {
  return [...failures].filter(([, count]) => count >= maxFailures).map(([name]) => name);
}

const hourMs = 3_600_000;
/** A copy each night, and a drill each month, with some hours to be late. */
export const backupAge = { backup: 36 * hourMs, drill: 35 * 24 * hourMs } as const;
