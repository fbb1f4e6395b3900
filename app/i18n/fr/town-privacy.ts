import type { LegalBasis, RetentionCategory } from '#app/domain/erasure/retention.ts';

/** The privacy notice. Terms and bases come from the retention table; here are their words. */
export const privacy = {
  title: 'Vos données',
  lead: 'Aucun traceur, aucun script tiers, aucune vente de données. Les seuls témoins sont la connexion, le panier, vos préférences et un message de passage : ils servent à ce que vous demandez, et aucun accord n’est donc requis.',
  controllerTitle: 'Responsable du traitement',
  controller: (name: string, address: string, email: string, phone: string) =>
    `${name}, ${address}. Pour toute question sur vos données : ${email}, ${phone}.`,
  keptTitle: 'Ce qui est gardé, pourquoi et combien de temps',
  keptLead:
    'Ces durées sont celles du programme : une tâche quotidienne les applique, et un essai refuse toute table sans durée.',
  categories: {
    account: ['Compte', 'nom, courriel, mot de passe (haché), organisations et rôles, invitations'],
    basket: ['Panier', 'offres choisies et livraison souhaitée'],
    search: [
      'Recherches',
      'les mots et filtres que vous gardez, pour vous écrire ; le nombre de celles restées sans réponse, sans dire qui',
    ],
    order: [
      'Commandes',
      'acheteur, contact, adresse, ce qui a été commandé, remis ou rendu ; la signature d’une remise',
    ],
    accounting: [
      'Factures, paiements et comptes',
      'identité de l’acheteur et du vendeur, montants ; jamais votre carte',
    ],
    letter: ['Lettres', 'les courriels que la halle vous a envoyés'],
    report: ['Signalements', 'le texte d’un signalement et qui l’a fait'],
    supplier: ['Fournisseurs', 'identité légale, contact, équipe, offres'],
    evidence: ['Preuves et visites', 'documents d’un fournisseur, qui les a déposés, visités ou jugés'],
    security: ['Sécurité', 'connexions et appareils, qui a fait quoi ; l’adresse réseau seulement hachée, un jour'],
    ledger: [
      'Registre public',
      'des empreintes et des mesures, sans nom ; le sel qui les relie à vous est effacé avec vous',
    ],
    town: ['La ville', 'tournées, index, tâches : rien qui parle d’une personne'],
  } satisfies Record<RetentionCategory, [name: string, what: string]>,
  bases: {
    contract: 'votre contrat avec la halle ou un fournisseur',
    'legal-obligation': 'une obligation légale (Code de commerce, art. L123-22)',
    'public-task': 'la vérification publique de l’impact',
    'legitimate-interest': 'l’intérêt légitime : sécurité, honnêteté des preuves, défense de droits',
    none: 'sans objet',
  } satisfies Record<LegalBasis, string>,
  basis: (bases: string) => `Fondement : ${bases}.`,
  kept: (terms: string) => `Gardé : ${terms}.`,
  days: (days: number): string => {
    if (days === 0) return 'jusqu’à son échéance';
    if (days < 365) return days === 1 ? 'un jour' : `${days} jours`;
    const years = Math.round(days / 365);
    return years === 1 ? 'un an' : `${years} ans`;
  },
  only: {
    unpaid: 'jamais payée',
    refused: 'fichier refusé ou retiré',
    delivered: 'effectué',
    loose: 'note sans commande',
    few: 'moins de cinq personnes',
  },
  terms: {
    'while-used': 'tant que le compte ou l’étal existe',
    'for-ever': 'sans fin, car la loi ou la preuve le demande',
  },
  recipientsTitle: 'Qui les reçoit',
  recipients: [
    'les fournisseurs de votre commande : contact, adresse de livraison, ce qu’ils vous vendent ;',
    'le prestataire de paiement (Stripe, Irlande) : courriel, montant et référence de la commande, selon ses propres durées ;',
    'l’hébergeur et le serveur de courriel de cette instance, comme sous-traitants ;',
    'l’administration, quand la loi l’exige.',
  ],
  rightsTitle: 'Vos droits',
  rights: [
    'Accès, copie et portabilité : tout ce qui vous concerne, en un fichier, depuis votre compte.',
    'Effacement : depuis votre compte aussi ; noms, adresses et textes disparaissent, les fichiers des factures restent dix ans.',
    'Rectification, limitation, opposition, directives après la mort : écrivez au responsable, qui répond en un mois.',
  ],
  authorityName: 'www.cnil.fr',
  authority: 'Vous pouvez saisir la CNIL :',
  export: 'Emporter mes données (un fichier JSON)',
};
