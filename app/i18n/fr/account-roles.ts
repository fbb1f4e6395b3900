import type { TownRole } from '#app/domain/accounts/role.ts';

/** The invitation to a role of the town: its letter and the page that its link opens. */
export const roleInvitation = {
  subject: (role: string, town: string) => `Un rôle pour vous à ${town} : ${role}`,
  text: (role: string, town: string, by: string[]) =>
    by.length === 0
      ? `Vous êtes invité à être ${role} de la halle de ${town}.`
      : `${by.join(' et ')} vous invite${by.length > 1 ? 'nt' : ''} à être ${role} de la halle de ${town}.`,
  until: 'Ce lien vaut deux jours et une seule fois. Vous n’attendiez pas cette lettre ? Ne faites rien.',
  ended: 'Cette invitation n’est plus valable',
  title: (role: string) => `Vous êtes invité : ${role}`,
  what: {
    steward:
      'Un steward vérifie les fournisseurs et leurs preuves, traite les signalements et tient les comptes. Ses décisions portent son nom.',
    administrator:
      'Un administrateur fait tout ce que fait un steward ; il invite aussi les autres et publie la méthode et les facteurs.',
  } satisfies Record<TownRole, string>,
  address: (email: string) => `Cette invitation est pour ${email}.`,
  accept: 'Accepter ce rôle',
  again: 'Vous vous connecterez ensuite de nouveau : les connexions d’un rôle sont plus courtes.',
  otherAccount: (email: string) =>
    `Vous êtes connecté avec un autre courriel. Déconnectez-vous, puis rouvrez le lien de la lettre avec le compte de ${email}.`,
  signIn: 'Ce courriel a un compte : connectez-vous pour accepter.',
  newAccount: 'Ce courriel n’a pas encore de compte : choisissez un nom et un mot de passe, et le rôle est à vous.',
  join: 'Créer mon compte et accepter',
  errors: {
    'link-ended': 'Ce lien n’est plus valable. Demandez une nouvelle invitation.',
    'another-address': 'Ce rôle est proposé à un autre courriel que le vôtre.',
  },
};
