import type { Format } from '#app/domain/imports/imports.server.ts';

export const imports = {
  title: 'Importer des offres',
  lead: 'Un fichier CSV, ou un classeur enregistré en CSV. Halle reconnaît le sien et les exports de Shopify, WooCommerce et Open Food Network ; pour tout autre, vous dites quelle colonne est quoi.',
  limits:
    'Jusqu’à 100 000 lignes et 32 Mo. Points-virgules ou virgules, décimales à virgule ou à point, UTF-8, UTF-16 ou Windows.',
  file: 'Votre fichier',
  send: 'Lire le fichier',
  before: 'Rien n’est écrit avant que vous ayez vu l’aperçu.',
  past: 'Fichiers précédents',
  sample: 'Besoin d’un modèle ? Exportez vos offres : le fichier se réimporte tel quel.',
  refusals: {
    empty: 'Ce fichier est vide.',
    'too-heavy': 'Ce fichier dépasse 32 Mo.',
    'not-text': 'Ce fichier n’est pas un tableau en texte. Dans votre tableur : Enregistrer sous, CSV.',
    'too-many-columns': 'Ce fichier a plus de 300 colonnes. Gardez celles de vos offres.',
    busy: 'Un autre fichier est en cours de lecture. Attendez qu’il finisse, ou annulez-le.',
  },
  states: {
    counted:
      'comptage : ce fichier ne dit pas le stock qu’il montrait, ce qui s’est vendu depuis que vous avez compté serait remis en vente',
    mapping: 'à préparer',
    reading: 'en lecture',
    preview: 'aperçu',
    writing: 'en écriture',
    done: 'terminé',
    cancelled: 'annulé',
    failed: 'échoué',
  },
  formats: {
    halle: 'Halle',
    shopify: 'Shopify',
    woocommerce: 'WooCommerce',
    'open-food-network': 'Open Food Network',
    other: 'inconnu : dites quelle colonne est quoi',
  } satisfies Record<Format, string>,
  recognised: (format: string, encoding: string) => `Fichier ${format}, ${encoding}`,
  counted:
    'comptage : ce fichier ne dit pas le stock qu’il montrait, ce qui s’est vendu depuis que vous avez compté serait remis en vente',
  mapping: 'Quelle colonne est quoi',
  column: (name: string) => `Colonne pour « ${name} »`,
  notThere: 'pas dans ce fichier',
  defaults: 'Pour les offres nouvelles qui ne le disent pas',
  onSale: 'Mise en vente',
  onSaleChoices: { live: 'tout de suite', draft: 'plus tard : en brouillon' },
  read: 'Lire toutes les lignes',
  progress: { reading: (rows: number) => `${rows} lignes lues…`, writing: (rows: number) => `Ligne ${rows}…` },
  leave: 'Vous pouvez quitter cette page : le travail continue.',
  counts: {
    create: (count: string) => `À créer : ${count}`,
    change: (count: string) => `À changer : ${count}`,
    same: (count: string) => `Sans changement : ${count}`,
    refuse: (count: string) => `Refusées : ${count}`,
  },
  doneCounts: {
    create: (count: string) => `Créées : ${count}`,
    change: (count: string) => `Changées : ${count}`,
    same: (count: string) => `Sans changement : ${count}`,
    refuse: (count: string) => `Refusées : ${count}`,
  },
  things: {
    title: 'Quelles choses sont-ce ?',
    lead: 'Ni le fichier ni le nom ne le disent pour ces mots. Une réponse vaut pour toutes les lignes du mot ; sans réponse, elles deviennent des brouillons, rien n’est perdu.',
    question: (term: string, rows: number) => `« ${term} », ${rows === 1 ? 'une ligne' : `${rows} lignes`}`,
    hint: (example: string, meant: readonly string[]) =>
      `Comme « ${example} ».${meant.length === 0 ? '' : ` Peut-être : ${meant.join(', ')}.`}`,
    save: 'Garder ces réponses',
    unknown: 'Aucune chose, ou plusieurs, s’appellent ainsi : choisissez-en une dans la liste.',
  },
  confirm: (count: number) => (count === 1 ? 'Écrire cette offre' : `Écrire ces ${count} offres`),
  nothing: 'Rien à écrire : le catalogue dit déjà tout cela.',
  cancel: 'Annuler ce fichier',
  done: 'Terminé. Les offres écrites sont dans votre liste.',
  cancelled: 'Annulé. Ce qui était déjà écrit le reste.',
  failed: (why: string, written: number) =>
    written === 0
      ? `La lecture s’est arrêtée : ${why}. Rien n’a été écrit.`
      : `L’écriture s’est arrêtée après la ligne ${written} : ${why}. Ce qui était écrit le reste.`,
  problems: {
    'file-gone': 'le fichier n’est plus là',
    'too-many-rows': 'plus de 100 000 lignes',
    'no-rows': 'aucune ligne sous les en-têtes',
    unreadable: 'une ligne est illisible',
    broken:
      'une erreur de notre côté, que nous avons notée ; renvoyez le fichier, ce qui est déjà écrit ne le sera pas deux fois',
  } as Record<string, string>,
  refusedFile: 'Télécharger les lignes refusées',
  row: 'Ligne',
  what: 'Issue',
  outcomesDone: { create: 'créée', change: 'changée', same: 'inchangée', refuse: 'refusée' },
  outcomes: { create: 'créer', change: 'changer', same: 'inchangée', refuse: 'refusée' },
  why: 'Pourquoi, ou quoi',
  twice: (row: number) => `Même référence que la ligne ${row}.`,
  more: 'Lignes suivantes',
  all: 'Toutes',
  toOffers: 'Voir mes offres',
  loss: 'Le fichier d’origine est effacé une fois écrit ou annulé.',
};
