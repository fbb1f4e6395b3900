// A buyer's year statement.
export const statement = {
  title: (year: number) => `Bilan ${year} des achats`,
  lead: (buyer: string) =>
    `${buyer} : ce que les achats de l’année ont fait, calculé depuis les entrées du registre. Chaque nombre se recalcule, l’inconnu est montré comme inconnu.`,
  me: 'Pour moi',
  buyers: 'Acheteur',
  years: 'Année',
  none: 'Aucun achat payé pour l’instant : le bilan commence avec la première commande.',
  noneIn: (year: number) => `Aucun achat payé en ${year}.`,
  whole: 'Toute l’année',
  orders: (orders: number, lines: number) =>
    `${orders === 1 ? 'Une commande' : `${orders} commandes`}, ${lines === 1 ? 'une entrée' : `${lines} entrées`} du registre.`,
  unreferenced: (share: string) => `Sur ${share} des montants, aucune référence publiée : rien n’y est dit du CO₂e.`,
  corrections: (count: number) =>
    count === 1
      ? 'Une entrée corrige ce qui était écrit au paiement (livraison incomplète, remplacement ou trajet).'
      : `${count} entrées corrigent ce qui était écrit au paiement (livraisons incomplètes, remplacements ou trajets).`,
  before: {
    none: (year: number) => `Pas d’achats en ${year} : rien à comparer.`,
    method: (year: number) =>
      `${year} a été calculée avec une autre méthode ou d’autres facteurs : les deux années ne se comparent pas, et ne le sont pas ici.`,
    title: (year: number) => `L’année d’avant, ${year}`,
    words: 'Même méthode, mêmes facteurs : les deux années sont tirées ensemble, et c’est leur différence qui compte.',
    difference: (span: string) => `D’une année à l’autre : ${span}.`,
  },
  months: 'Mois par mois',
  categories: 'Par famille',
  suppliers: 'Par fournisseur',
  columns: {
    name: 'Nom',
    spent: 'Achats HT',
    kept: 'Redépensé près d’ici',
    hours: 'Insertion',
    mass: 'Gardé en usage',
    co2: 'CO₂e comparé',
  },
  moreSuppliers: (count: number) =>
    count === 1 ? 'Et un autre, dans le bilan à imprimer.' : `Et ${count} autres, dans le bilan à imprimer.`,
  open: 'Voir les entrées',
  entriesOf: (year: number) => `Les entrées de ${year}`,
  lines: 'Les entrées',
  linesLead: 'Chaque ligne ouvre sa commande et son reçu.',
  linesPrinted: (shown: number, all: number) =>
    shown < all
      ? `Les ${shown} premières de ${all} ; toutes sont dans le fichier CSV.`
      : 'Le numéro est celui de l’entrée au registre.',
  lineColumns: { day: 'Payée le', line: 'Ligne', supplier: 'Fournisseur', index: 'Entrée', receipt: 'Reçu' },
  receipt: 'Reçu',
  receiptOf: (index: number) => `Reçu de l’entrée ${index}`,
  corrected: 'corrigée',
  downloads: 'Emporter',
  files: {
    'statement.pdf': 'Le bilan, à imprimer (PDF)',
    'lines.csv': 'Toutes les entrées (CSV)',
    'statement.json': 'Le bilan, avec les numéros d’entrées (JSON)',
    'agec58.csv': 'Déclaration AGEC art. 58 (CSV)',
    'egalim.csv': 'Déclaration EGalim (CSV)',
  },
  recompute:
    'Sans nous : « npm run halle -- ledger recompute » refait chaque nombre depuis les entrées, la méthode et les facteurs.',
  publicBuyers: 'Pour un acheteur public',
  onHalleOnly: 'Achats faits sur Halle seulement.',
  noThreshold: 'seuil à saisir',
  reached: (percent: number) => `seuil de ${percent} % atteint`,
  missing: (percent: number, euros: string) => `seuil de ${percent} % : il manque ${euros}`,
  foodRules: {
    quality: 'Produits durables et de qualité',
    organic: 'Produits biologiques',
    meatAndFish: 'Viande et poisson de qualité (60 %) : famille des achats à saisir.',
    meals: 'Repas servis, hors du total : achats de denrées non communiqués',
    asked: 'seuil, %',
    missing: 'manque, HT',
  },
  agecLead:
    'Loi AGEC, article 58 : part du réemploi et des matières recyclées, par catégorie du décret, en montants HT.',
  agec: { category: 'Catégorie', total: 'Total HT', reused: 'Réemploi', recycled: 'Recyclé', leaves: 'Entrées' },
  egalimLead: 'Loi EGalim : achats alimentaires par classe, en valeur HT.',
  egalim: { class: 'Classe', total: 'HT', share: 'Part', leaves: 'Entrées' },
  moreLeaves: (more: number) => `et ${more} autres, dans le fichier JSON`,
  classes: { organic: 'Bio', 'other-quality': 'Autre signe de qualité, à préciser', none: 'Sans signe' } as Record<
    string,
    string
  >,
  method: (methods: string, factors: string) => `Méthode ${methods}, facteurs ${factors}.`,
  head: (size: string) => `Sous le sommet signé de ${size} entrées.`,
  link: 'Bilan de l’année',
  csv: {
    day: 'jour',
    order: 'commande',
    line: 'ligne',
    name: 'designation',
    supplier: 'fournisseur',
    category: 'famille',
    spent: 'montant_ht_euros',
    retainedLow: 'redepense_bas_euros',
    retained: 'redepense_euros',
    retainedHigh: 'redepense_haut_euros',
    minutes: 'insertion_minutes',
    kept: 'matiere_gardee_g',
    actual: 'co2e_emis_g',
    deltaLow: 'co2e_compare_bas_g',
    delta: 'co2e_compare_g',
    deltaHigh: 'co2e_compare_haut_g',
    reference: 'reference',
    corrected: 'corrigee',
    index: 'entree',
    leaf: 'feuille',
  },
};
