// Accounts: users, organisations, memberships. Never knows what they buy.
/** Luhn check digit of a SIREN (9 digits) or SIRET (14 digits), as INSEE assigns it. */
export function passesLuhn(digits: string): boolean {
  const total = [...digits].reverse().reduce((sum, digit, i) => {
    const doubled = Number(digit) * (i % 2 === 0 ? 1 : 2);
    return sum + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return total % 10 === 0;
}

/** Exactly fourteen digits that pass the Luhn check. */
export function isSiret(value: string): boolean {
  return /^\d{14}$/.test(value) && passesLuhn(value);
}

export const organisationKinds = ['company', 'association', 'cooperative', 'public'] as const;

export type Organisation = {
  id: string;
  name: string;
  siret: string | null;
  kind: (typeof organisationKinds)[number];
  address: string;
  insee: string;
};

export const minimumPasswordLength = 12;
