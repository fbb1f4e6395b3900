import { formatDate } from '../format.ts';

/** The page of contested SIRETs. */
export const claims = {
  title: 'SIRET et RNA contestés',
  lead: 'Un SIRET, ou le numéro RNA d’une association, que deux étals ou deux organisations disent le leur ; et les organisations qui demandent un autre SIRET. Aucun des deux ne sait rien de l’autre avant votre décision.',
  none: 'Aucun SIRET n’est contesté.',
  kinds: { supplier: 'étal', organisation: 'organisation' },
  holds: 'l’a aujourd’hui',
  sells: 'vend aujourd’hui avec ce SIRET',
  since: (at: string) => `le demande depuis le ${formatDate(at, 'fr')}`,
  grant: (name: string) => `Attribuer à ${name}`,
  reason: 'Pourquoi, en quelques mots : les deux parties le lisent',
  'holder-open': 'Un autre étal vend avec ce SIRET : suspendez-le d’abord, avec sa raison, puis décidez ici.',
  people: 'Personnes',
};
