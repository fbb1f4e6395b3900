import type { BuyerBudget, BuyerTrust, SupplierBudget, SupplierTrust } from '#app/domain/security/budgets.ts';
import type { LimitClass } from '#app/domain/security/limit-classes.ts';

/** How much: what one reads when a limit is reached. */
export const limits = {
  reached: (what: string, until: string) => `${what} Vous pourrez continuer le ${until}.`,
  clock:
    'L’horloge de la halle n’est pas à l’heure : ce qui doit porter une date attend. Vos saisies restent dans ce formulaire ; une personne de la coopérative a été prévenue.',
  noSpace:
    'La place manque sur le disque de la halle : aucun fichier n’est pris pour le moment, les commandes passent. Réessayez plus tard.',
  classes: {
    ordinary: 'Beaucoup d’envois en peu de temps.',
    free: '',
    signed: '',
    password: 'Beaucoup d’essais depuis cette connexion à Internet.',
    account: 'Beaucoup de comptes ont été ouverts depuis cette connexion à Internet.',
    order: 'Vous avez passé beaucoup de commandes aujourd’hui.',
    letter: 'Vous avez fait écrire beaucoup de lettres aujourd’hui.',
    invitation: 'Vingt invitations par jour ont été envoyées.',
    petition: 'Vous avez beaucoup demandé aujourd’hui à l’équipe qui veille.',
    supplier: 'Trois étals par jour ont été ouverts.',
    evidence: 'Beaucoup de preuves et de déclarations ont été déposées aujourd’hui.',
    upload: 'Beaucoup de fichiers ont été envoyés aujourd’hui.',
    import: 'Beaucoup de fichiers d’offres ont été envoyés aujourd’hui.',
    offer: 'Beaucoup d’offres ont été créées aujourd’hui.',
    steward: 'Beaucoup de décisions en peu de temps.',
    role: 'Beaucoup de rôles ont changé en peu de temps.',
  } satisfies Record<LimitClass, string>,
  budgets: {
    title: 'Ce que vous pouvez engager',
    lead: 'Ce qui retient le stock des autres, leur écrit ou reste pour toujours a une mesure. Elle grandit avec ce que la ville connaît de vous.',
    what: 'Quoi',
    used: 'Utilisé',
    left: 'Reste',
    later: 'Mesure suivante',
    megabytes: (count: string) => `${count} Mo`,
    buyerNext: {
      new: 'La mesure suivante vaut dès une commande payée.',
      known: 'La mesure suivante vaut dès trois commandes payées.',
      proven: 'Votre mesure est la plus grande.',
    } satisfies Record<BuyerTrust, string>,
    supplierNext: {
      draft: 'La mesure suivante vaut dès que l’étal est admis.',
      admitted: 'La mesure suivante vaut quatre-vingt-dix jours après l’admission.',
      established: 'La mesure est la plus grande.',
    } satisfies Record<SupplierTrust, string>,
    names: {
      'unpaid-orders': 'Commandes à payer en même temps',
      'stock-permille': 'Part du stock d’une offre dans vos commandes à payer',
      'common-permille': 'Part du stock d’une offre que tous les nouveaux comptes retiennent ensemble',
      'ledger-entries': 'Inscriptions au registre, par jour',
      'released-cents': 'Argent versé par un « bien reçu » avant son jour, par jour',
      invitations: 'Invitations par lettre, par jour',
      'import-rows': 'Lignes de fichiers lues, par jour',
      offers: 'Offres',
      'file-bytes': 'Fichiers : preuves, photographies, imports',
    } satisfies Record<BuyerBudget | SupplierBudget, string>,
    refused: {
      unpaid: (max: number) =>
        `${max} commandes attendent déjà leur paiement. Payez-en une, ou attendez qu’une réservation finisse : au plus trente minutes.`,
      'share-of-stock': (name: string, max: number) =>
        `${name} : tant que la commande n’est pas payée, vous pouvez en retenir ${max} de plus. Payez d’abord, vous pourrez en reprendre.`,
      'common-share': (name: string, max: number) =>
        `${name} : des comptes sans commande payée en retiennent déjà beaucoup, et il en reste ${max} pour eux tous en ce moment. Réessayez dans trente minutes au plus : ce qui n’est pas payé redevient libre.`,
      entries: 'L’étal a beaucoup inscrit au registre aujourd’hui. Continuez demain.',
      space:
        'La place de l’étal pour ses fichiers est pleine. Retirez des photographies, ou écrivez à l’équipe qui veille.',
      rows: 'L’étal a fait lire beaucoup de lignes aujourd’hui. Continuez demain.',
      offers: 'L’étal a autant d’offres que sa mesure en permet.',
      invitations: 'Les invitations partent dès que l’étal est admis.',
    },
  },
  signIn: {
    wait: (seconds: number) =>
      `Plusieurs mots de passe faux pour ce compte. Réessayez dans ${seconds === 1 ? 'une seconde' : `${seconds} secondes`}.`,
    letter:
      'Beaucoup de mots de passe faux pour ce compte aujourd’hui. Entrez depuis un navigateur où vous êtes déjà venu, ou demandez une lettre, qui fera reconnaître celui-ci.',
  },
  newDevice: {
    subject: 'Votre compte a été ouvert depuis un nouvel appareil',
    text: (browser: string, system: string, at: string) =>
      `Votre compte a été ouvert le ${at} avec ${browser} sur ${system}, où il ne l’avait jamais été.`,
    notYou: 'Si c’était vous, il n’y a rien à faire. Sinon, changez votre mot de passe et fermez les autres sessions :',
  },
};
