// Accounts: users, organisations, memberships. Never knows what they buy.
export const organisationKinds = ['company', 'association', 'cooperative', 'public'] as const;

export type Organisation = {
  id: string;
  name: string;
  siret: string | null;
  /** Of an association, which may have no SIRET. */
  rna: string | null;
  kind: (typeof organisationKinds)[number];
  address: string;
  insee: string;
};

/** An organisation as the person who signs up states it. */
export type NewOrganisation = Omit<Organisation, 'id' | 'rna'> & { rna?: string | null };

export const minimumPasswordLength = 12;
