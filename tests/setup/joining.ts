// A supplier that joins, with a fictional SIRET.
import { fictionalSiret } from '#seeds/factories.ts';

export const joiningIdentity = {
  name: 'Serres de Brimont',
  trade: 'food' as const,
  legalName: 'Les serres de Brimont',
  legalForm: 'EARL',
  siret: fictionalSiret(70_001),
  vatRegime: 'standard' as const,
  vatNumber: null,
  address: '3 rue Haute',
  insee: '51088',
  contactName: 'Léa Brimont',
  email: 'lea@serres.example',
  phone: '03 26 00 00 01',
};
