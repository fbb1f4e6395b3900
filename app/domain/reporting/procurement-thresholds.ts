// Amounts of the Code de la commande publique, each with the days on which a consultation must be started for it to hold.
// Euros excl. VAT as cents. The need is the year's total of one homogeneous family, whoever sells (R. 2121-6).

type Threshold = {
  rule: 'no-publicity' | 'formal-local' | 'formal-state' | 'record-by-choice' | 'full-record';
  of: 'supplies' | 'works';
  cents: number;
  from: string;
  until: string | null;
};

/** Decree 2025-1386 moved the amount without publicity, not that of the published record. */
export const thresholds: readonly Threshold[] = [
  { rule: 'no-publicity', of: 'supplies', cents: 4_000_000, from: '2020-01-01', until: '2026-03-31' },
  { rule: 'no-publicity', of: 'supplies', cents: 6_000_000, from: '2026-04-01', until: null },
  { rule: 'no-publicity', of: 'works', cents: 10_000_000, from: '2026-01-01', until: null },
  { rule: 'formal-local', of: 'supplies', cents: 22_100_000, from: '2024-01-01', until: '2025-12-31' },
  { rule: 'formal-local', of: 'supplies', cents: 21_600_000, from: '2026-01-01', until: '2027-12-31' },
  { rule: 'formal-state', of: 'supplies', cents: 14_000_000, from: '2026-01-01', until: '2027-12-31' },
  { rule: 'formal-local', of: 'works', cents: 540_400_000, from: '2026-01-01', until: '2027-12-31' },
  { rule: 'formal-state', of: 'works', cents: 540_400_000, from: '2026-01-01', until: '2027-12-31' },
  { rule: 'record-by-choice', of: 'supplies', cents: 2_500_000, from: '2024-01-01', until: null },
  { rule: 'full-record', of: 'supplies', cents: 4_000_000, from: '2024-01-01', until: null },
  { rule: 'record-by-choice', of: 'works', cents: 2_500_000, from: '2024-01-01', until: null },
  { rule: 'full-record', of: 'works', cents: 4_000_000, from: '2024-01-01', until: null },
];

/** The amount of a rule for a consultation started on a day, in cents; null on a day for which none is known. */
export function thresholdOn(rule: Threshold['rule'], of: Threshold['of'], day: string): number | null {
  const row = thresholds.find(
    (one) => one.rule === rule && one.of === of && one.from <= day && (one.until === null || day <= one.until),
  );
  return row?.cents ?? null;
}

/** A warning stands from this share of a threshold on, in %: purchases made elsewhere are not known. */
const warningPercent = 80;

export type Need = {
  of: Threshold['of'];
  /** Cents of the family in the year, this purchase included, over all sellers. */
  yearCents: number;
  /** The day on which it is asked. */
  askedOn: string;
};

/** Whether a need may be bought without publicity: `over` its amount, or so near that a `warning` stands. */
export function judgeNeed({ of, yearCents, askedOn }: Need): 'under' | 'warning' | 'over' | 'unknown' {
  const cents = thresholdOn('no-publicity', of, askedOn);
  if (cents === null) return 'unknown';
  if (yearCents >= cents) return 'over';
  return yearCents * 100 >= cents * warningPercent ? 'warning' : 'under';
}

/** Months in which a contract's record is published after its notification. */
const recordMonths = 2;

/**
 * The public record that a contract needs: none, the year's list or the full record by choice, or the full record, with the
 * last day (YYYY-MM-DD) for the full one.
 */
export function recordOwed(
  of: Threshold['of'],
  cents: number,
  notifiedOn: string,
): { record: 'none' | 'choice' | 'full' | 'unknown'; until: string | null } {
  const [choice, full] = (['record-by-choice', 'full-record'] as const).map((rule) =>
    thresholdOn(rule, of, notifiedOn),
  );
  if (choice == null || full == null) return { record: 'unknown', until: null };
  if (cents >= full) return { record: 'full', until: monthsLater(notifiedOn, recordMonths) };
  return { record: cents >= choice ? 'choice' : 'none', until: null };
}

/** The same day some months later, the month's last where it has no such day. */
function monthsLater(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}
