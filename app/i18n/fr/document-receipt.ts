// An order's impact receipt, printable page and PDF.
export const receipt = {
  title: (number: string) => `Reçu d’impact ${number}`,
  pdf: 'Le reçu en PDF',
  back: 'Retour à la commande',
  lead: 'Ce que cet achat a fait, ligne par ligne, avec d’où vient chaque nombre. Écrit au registre public de la ville, signé, vérifiable sans nous.',
  facts: { order: 'Commande', buyer: 'Acheteur', paid: 'Payée le', entries: 'Entrées du registre' },
  whole: 'Toute la commande',
  wholeHow: 'Additionnée facteur par facteur, puis propagée : une même incertitude ne compte qu’une fois.',
  line: (line: number, quantity: number, name: string) => `${line}. ${quantity} × ${name}`,
  figure: {
    spent: 'Achat hors taxe',
    kept: 'Redépensé près d’ici',
    hours: 'Travail d’insertion',
    mass: 'Matière gardée en usage',
    actual: 'CO₂e émis, estimé',
    co2: 'CO₂e comparé à la référence',
    lent: 'Contenants prêtés',
  },
  how: {
    kept: (share: string, level: string) =>
      `montant × ${share} dépensés de nouveau sur le territoire (preuve : ${level})`,
    hours: (seconds: string, level: string) =>
      `montant × ${seconds} s d’insertion par euro de ressources, aides comprises (preuve : ${level})`,
    mass: { reuse: 'réemployée', repair: 'réparée', recycled: 'matière d’un autre usage' },
    transport: (distance: string, trip: string, mode: string) => `${distance} par la route, ${trip}, ${mode}`,
    twice: 'aller, puis retour pour rendre',
    uses: (uses: string) => `fabrication répartie sur ${uses} locations`,
    displacement: (share: string, assumed: string | null) =>
      assumed
        ? `remplace un achat neuf à ${share}, hypothèse [${assumed}]`
        : `remplace un achat neuf à ${share} : votre réponse`,
    noReference: 'aucune référence publiée : rien n’est comparé',
    references: 'Référence',
    factors: 'Facteurs',
  },
  entry: (index: number, size: number) => `Entrée n° ${index} d’un registre de ${size}`,
  corrected: 'corrigée depuis le paiement',
  corrections: 'Corrections',
  correction: (line: number, wrong: number, by: number, reason: string) =>
    `Ligne ${line} : l’entrée n° ${wrong} est annulée par la n° ${by} (${reason}). Les deux restent lisibles.`,
  reasons: {
    shorter: 'livré en moins',
    weighed: 'pesé',
    substitute: 'remplacé',
    delivery: 'autre trajet que prévu',
    cancelled: 'annulé par l’acheteur',
    refused: 'refusé par le fournisseur',
    returned: 'rendu',
  } as Record<string, string>,
  proof: 'La preuve',
  proofLead:
    'Le code de chaque ligne ouvre la page de vérification avec son reçu : tout se calcule dans le navigateur, sans rien demander à nos serveurs.',
  noOutsideTime: 'aucune heure d’un témoin extérieur ne l’encadre encore',
  trust: {
    witnessed: 'Un quorum de témoins extérieurs a vu cette tête du registre et l’a contresignée.',
    unwitnessed:
      'Cette tête du registre est signée, pas encore attestée : aucun quorum de témoins extérieurs ne l’a confirmée récemment.',
    alone:
      'Cette tête du registre est signée par la ville seule : aucun témoin extérieur ne l’a vue, et la ville pourrait en montrer une autre à d’autres. Gardez ce reçu.',
  },
  checkpoint: 'Tête du registre, signée',
  key: 'Clé de vérification',
  versions: (method: string, factors: string) => `Méthode ${method}, facteurs ${factors}.`,
  verify: 'Vérifier sans nous',
  verifyOf: (line: number) => `Vérifier la ligne ${line} sans nous`,
  qr: (line: number) => `Code QR : vérifier la ligne ${line}`,
  lacking: '« □ » tient la place d’une lettre que les polices de ce document n’ont pas.',
  page: (page: number, of: number) => `${page} / ${of}`,
};
