// Accounts: users, organisations, memberships. Never knows what they buy.
export const organisationKinds = ['company', 'association', 'cooperative', 'public'] as const;

/**
 * Public bodies by what the law asks of them. Services of the State and local authorities declare by AGEC, article 58;
 * establishments do not. The State and its establishments owe quality for all meat and fish of a canteen.
 */
export const publicNatures = ['state', 'local-authority', 'national-establishment', 'local-establishment'] as const;
export type PublicNature = (typeof publicNatures)[number];

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
