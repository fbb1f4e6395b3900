// The people of the town: buyers, suppliers' owners and stewards. All are fictional, with one demonstration
// password.
import { fictionalSiret } from './factories.ts';

export const hubs = [
  {
    name: 'Camille Aubert',
    email: 'camille@le-hangar.example',
    organisation: {
      name: 'Le Hangar, tiers-lieu',
      kind: 'cooperative' as const,
      address: '12 piste Nord, hangar 3',
      insee: '51183',
      siret: fictionalSiret(90_001),
    },
  },
  {
    name: 'Karim Benali',
    email: 'karim@incubateur-112.example',
    organisation: {
      name: 'Incubateur 112',
      kind: 'company' as const,
      address: '4 piste Nord, tour de contrôle',
      insee: '51183',
      siret: fictionalSiret(90_002),
    },
  },
  {
    name: 'Sylvie Marchand',
    email: 'sylvie@maison-betheny.example',
    organisation: {
      name: 'Maison des associations de Bétheny',
      kind: 'association' as const,
      address: '8 rue de la Husselle',
      insee: '51055',
      siret: fictionalSiret(90_003),
    },
  },
  {
    name: 'Paul Thierry',
    email: 'paul@ecole-loivre.example',
    organisation: {
      name: 'Groupe scolaire de Loivre',
      kind: 'public' as const,
      address: '2 rue des Écoles',
      insee: '51329',
      siret: fictionalSiret(90_004),
    },
  },
  {
    name: 'Inès Robert',
    email: 'ines@residence-pistes.example',
    organisation: {
      name: 'Résidence des Pistes',
      kind: 'cooperative' as const,
      address: '21 avenue des Ailes',
      insee: '51183',
      siret: fictionalSiret(90_005),
    },
  },
] as const;

export const person = { name: 'Jeanne Picard', email: 'jeanne@courrier.example' };

/** Owners of some suppliers: enough to sell, to make peer visits and to receive them. */
export const keepers = [
  { name: 'Nadia Rahmani', email: 'nadia@atelier-rebond.example', supplier: 'atelier-rebond' },
  { name: 'Lucie Vesle', email: 'lucie@jardins-de-la-vesle.example', supplier: 'jardins-de-la-vesle' },
  { name: 'Hugo Martin', email: 'hugo@becane-commune.example', supplier: 'becane-commune' },
  { name: 'Claire Dubois', email: 'claire@brasserie-du-hangar.example', supplier: 'brasserie-du-hangar' },
  { name: 'Mehdi Kaci', email: 'mehdi@distri-reims.example', supplier: 'distri-reims' },
] as const;

/** Colleagues of the owners, each with the tasks they do. */
export const teammates = [
  {
    name: 'Thomas Vesle',
    email: 'thomas@jardins-de-la-vesle.example',
    supplier: 'jardins-de-la-vesle',
    roles: ['prepare'],
  },
  {
    name: 'Manon Girard',
    email: 'manon@jardins-de-la-vesle.example',
    supplier: 'jardins-de-la-vesle',
    roles: ['sell'],
  },
  {
    name: 'Solène Petitjean',
    email: 'solene@jardins-de-la-vesle.example',
    supplier: 'jardins-de-la-vesle',
    roles: ['prove'],
  },
  {
    name: 'Amel Haddad',
    email: 'amel@jardins-de-la-vesle.example',
    supplier: 'jardins-de-la-vesle',
    roles: ['account'],
  },
  {
    name: 'Yves Dubois',
    email: 'yves@brasserie-du-hangar.example',
    supplier: 'brasserie-du-hangar',
    roles: ['prepare', 'sell'],
  },
] as const;

/** Colleagues of the people who administer an organisation. */
export const colleagues = [
  { name: 'Yanis Morel', email: 'yanis@le-hangar.example', organisation: 'Le Hangar, tiers-lieu', roles: ['buy'] },
  { name: 'Odile Caron', email: 'odile@le-hangar.example', organisation: 'Le Hangar, tiers-lieu', roles: ['account'] },
] as const;

/**
 * The cooperative's stewards. Hugo also works for a supplier, so another steward must decide what concerns it.
 */
export const stewards = [
  { name: 'Anaïs Lefèvre', email: 'anais@cooperative-112.example', role: 'administrator' as const },
  { name: 'Noé Petit', email: 'noe@cooperative-112.example', role: 'steward' as const },
  { name: 'Hugo Martin', email: 'hugo@becane-commune.example', role: 'steward' as const },
];
