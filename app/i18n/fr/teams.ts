import type { MembershipRole } from '#app/domain/accounts/role.ts';
import type { SupplierRole } from '#app/domain/suppliers/supplier.ts';
import { formatDate } from '../format.ts';

const supplierRoles = {
  prepare: ['préparer', 'Commandes, remise et stock.'],
  sell: ['vendre', 'Offres, imports, prix et livraison.'],
  prove: ['prouver', 'Preuves et visites entre pairs.'],
  account: ['compter', 'Ventes, versements, factures et TVA.'],
  own: [
    'responsable',
    'Tous les droits, et seul : l’identité, les conditions, l’équipe, l’ouverture et le compte de versement.',
  ],
} satisfies Record<SupplierRole, [string, string]>;

const membershipRoles = {
  buy: ['acheter', 'Commander pour l’organisation et suivre ses commandes.'],
  account: ['compter', 'Lire ses commandes, ses factures et ses relevés, sans commander.'],
  admin: ['administrer', 'Tous les droits, et seul : les personnes, le nom et l’adresse de l’organisation.'],
} satisfies Record<MembershipRole, [string, string]>;

/** The people of an organisation or of a supplier, and the invitations to both. */
export const teams = {
  roles: { supplier: supplierRoles, organisation: membershipRoles },
  supplier: {
    title: 'Équipe',
    lead: 'Chaque personne a un ou plusieurs rôles, par tâche. Un étal garde toujours un responsable.',
    lastLead: 'Un étal garde toujours un responsable : transmettez-le d’abord.',
    leave: 'Quitter l’équipe',
    handOver: 'Transmettre l’étal',
    handOverLead:
      'Un membre de l’équipe devient responsable à votre place, quand il accepte. Une lettre le lui propose, et vous en dit le résultat à tous deux.',
    joinTitle: (name: string) => `Rejoindre l’étal ${name}`,
    takeTitle: (name: string) => `Prendre l’étal ${name}`,
    accept: 'Rejoindre l’équipe',
    take: 'Prendre l’étal',
  },
  organisation: {
    title: 'Personnes',
    lead: 'Chaque personne a un ou plusieurs rôles, par tâche. Une organisation garde toujours une personne qui l’administre.',
    lastLead: 'Une organisation garde toujours une personne qui l’administre : transmettez-la d’abord.',
    leave: 'Quitter l’organisation',
    handOver: 'Transmettre l’administration',
    handOverLead:
      'Une autre personne administre à votre place, quand elle accepte. Une lettre le lui propose, et vous en dit le résultat à tous deux.',
    joinTitle: (name: string) => `Rejoindre l’organisation ${name}`,
    takeTitle: (name: string) => `Prendre l’administration de ${name}`,
    accept: 'Rejoindre l’organisation',
    take: 'Prendre l’administration',
  },
  you: 'vous',
  invite: 'Inviter une personne',
  inviteHint: 'La lettre ne vaut que pour cette adresse, une seule fois, et sept jours.',
  email: 'Courriel de la personne',
  rolesOf: 'Rôles',
  send: 'Envoyer l’invitation',
  alreadyMember: 'Cette personne est déjà dans l’équipe. Changez ses rôles ci-dessus.',
  alreadyInvited: 'Cette adresse a déjà une invitation en cours. Retirez-la d’abord pour en envoyer une autre.',
  alreadyOffered: 'Une transmission est déjà proposée. Retirez-la d’abord.',
  pending: 'Invitations en cours',
  until: (at: string) => `jusqu’au ${formatDate(at, 'fr')}`,
  offered: 'transmission proposée',
  withdraw: 'Retirer l’invitation',
  change: 'Changer les rôles',
  changeOf: (name: string) => `Changer les rôles de ${name}`,
  remove: 'Retirer de l’équipe',
  removeOf: (name: string) => `Retirer ${name} de l’équipe`,
  removeWhy: (name: string) =>
    `${name} ne verra plus rien d’ici, et les invitations de cette personne prennent fin. Pour revenir, il faudra une nouvelle invitation.`,
  removeNow: 'Oui, retirer',
  leaveWhy: 'Vous ne verrez plus rien d’ici. Pour revenir, il vous faudra une nouvelle invitation.',
  leaveNow: 'Oui, quitter',
  to: 'À qui',
  keep: 'Ce que vous gardez',
  keepHint: 'Sans rien de coché, vous quittez l’équipe quand la personne accepte.',
  offer: 'Proposer la transmission',
  nobodyElse: 'Invitez d’abord la personne ; vous pourrez ensuite lui transmettre.',
  invitation: {
    title: 'Invitation',
    from: 'Qui vous invite',
    to: 'À quoi',
    forAddress: 'Adresse invitée',
    asRoles: 'Vos rôles',
    signedInAs: 'Vous êtes ici en tant que',
    takeWhy: (inviter: string, kept: string) =>
      `Vous prenez la place de ${inviter} : vous avez tous les droits, et ${inviter} ${kept ? `garde : ${kept}` : 'quitte l’équipe'}.`,
    gone: 'Cette invitation ne vaut plus : elle a été prise, retirée ou remplacée, elle a plus de sept jours, ou la personne qui l’a envoyée n’a plus ce droit. Demandez-en une autre.',
    otherAddress: (email: string) =>
      `Cette invitation est pour ${email}. Connectez-vous avec le compte de cette adresse pour la prendre.`,
    switch: 'Changer de compte',
    signIn: 'Se connecter',
    signUp: 'Créer un compte',
    signInFirst: (email: string) =>
      `Pour répondre, connectez-vous avec le compte de ${email}, ou créez-le. Vous reviendrez ici.`,
    decline: 'Refuser',
  },
};
