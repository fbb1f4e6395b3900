// Facts that a sentence may state: they never make a claim lawful by themselves, but name the proof that would.

/** Patterns by fact; a fact counts for the sentence in which it stands, and nowhere else. */
export const factPatterns: Readonly<Record<string, readonly string[]>> = {
  'type-one': ['ange|blauer|nordic|cygne bleu|engel|swan|nordique ~8 #', 'nf environnement ~6 #', 'de uz #'],
  'textile-scheme': ['gots|ocs|grs|rcs', 'oeko tex', 'okeko tex'],
  'cosmetic-scheme': ['cosmos', 'ecocert', 'natrue'],
  'organic-code': ['fr bio #', 'bio 01|10|09|15', '@country bio|oko|org ~1 #'],
  'input-wording': ['conformement ~2 reglement', 'utilisable en agriculture', 'usable|allowed in organic'],
  hve: ['haute valeur environnementale', 'hve'],
  'fair-trade': ['flo ~1 #', 'fairtrade ~2 #', 'commerce equitable ~4 #', 'spp ~1 #', 'wfto'],
  'site-standard': ['iso 14001', 'emas', 'iso 50001'],
  registry: ['annuaire|directory|agrement|agreement', 'statut|status ~1 verifie|checked|verified'],
  'status-name': ['insertion|adaptee|adapted|esat|ess|esus|scop|siae|integration|sheltered|handicapes|disabled'],
  'hours-share': ['# % ~4 heures|hours'],
  plan: ['plan ~8 avis|expert|verifie|audited|verified|independent|independant'],
  'energy-contract': ['garanties|garantie|guarantees|guarantee d|of ~1 origine|origin'],
  share: ['# %', 'au moins #', 'at least #', '100 %'],
  'iso-16128': ['iso 16128'],
  'home-compost': ['51 800', 'nf t 51', 't51 800'],
  sorting: ['bac|conteneur|tri|poubelle', 'bin|bank'],
  'two-terms': [
    '# ~7 lieu|contre|instead|against|versus|vs ~8 #',
    '@consumption ~4 # ~4 @partnered',
    'classe|class ~3 contre|instead|against',
  ],
  'repair-figure': ['indice|index ~4 #', '# / 10', '# sur|out 10|of'],
  'test-figure': ['# ~3 cycles|cycle|fois|times|martindale|appuis|uses|ouvertures|heures|hours|lavages|washes'],
  'parts-years': ['pieces|parts|blades|screws|rechange|spare ~8 ans|annees|years', 'ans|years ~4 pieces|parts'],
  years: ['# ans|annees|years|year|mois|months', 'deux|trois|cinq|dix|two|three|five|ten ~1 ans|years|year'],
  'tested-words': ['teste|testees|testes|tested ~6 efface|effacees|wiped|erased|garanti|guarantee'],
  distance: ['# km'],
  direct: ['directe|direct|directly', 'intermediaire|intermediaires'],
  'gift-denial': ['not|pas|rien|nothing ~3 offset|compens*|change|changes'],
  'own-figure': ['# kg|g|t|tonnes|grammes ~1 co2|co2e|co2eq|eqco2', '# kg|g|t ~2 co2e'],
  'nutrition-figure': ['# g|mg|kj|kcal ~3 100|pour|per|par', '# % ~3 energie|energy'],
  'gluten-limit': ['# mg', '# g ~2 100'],
  'sugar-wording': ['naturellement presents|present', 'naturally ~1 occurring|present'],
  'whole-composition': [': ~8 et|and', 'composition :', 'made of|from', 'ingredients :'],
};

/** Said as common to all sellers: then a right or a ban of the law is no distinction. */
export const commonToAll: readonly string[] = [
  'comme|selon|ainsi la|le|que|loi ~2 loi|code|prevoit|reglementation',
  'comme ~1 tout|tous|toute|toutes|partout|chaque',
  'comme partout',
  'prevu|prevue|requis|requise|impose|imposee|obligatoire|exige ~2 loi|legalement',
  'as ~2 every|everywhere|all|any|law|required',
  'by|under law',
  'required by',
  'statutory',
  'reglementation en vigueur',
  'en vigueur',
  'banned|interdit|interdits|interdites for|pour|a|partout ~1 all|tous',
];

/** Said as a merit of this seller. */
export const distinguishing: readonly string[] = [
  'vrai|seul|grand plus',
  'un plus',
  'rare|rares|rarement|rarely|special|specially|exclusi*|unique|uniquely|seulement|uniquement|privilege|avantage|atout|advantage|bonus|gift|cadeau|cadeaux|offrons|offert|fierte|proud|proudly|generous|genereux|meme|even',
  'only ~1 with|us|here|at',
  'with us',
  'chez nous',
  'contrairement|unlike|difference|contrary|autres|others|concurrents|competitors|cheaper',
  'eux|elles|vrai|truly',
];

/** Rights and bans that hold for every seller: the thing and the substance or the right. Annex I 10 and 10a. */
export const legalMinimums: readonly string[] = [
  'biberon|biberons|baby|bebe ~8 bpa|bisphenol|a',
  '@none ~2 bpa|bisphenol',
  'bpa free',
  '@none ~2 cfc|cfcs|chlorofluorocarbures|ddt|amiante|asbestos',
  'contain|contiennent|contient ~2 no|pas|aucun ~2 cfc|cfcs|amiante|asbestos|plomb|lead',
  'cfc|cfcs|asbestos|lead free',
  'hormone|hormones ~1 croissance|free|growth',
  '@none ~2 hormone|hormones|antibiotique|antibiotiques|antibiotic|antibiotics',
  'antibiotic|antibiotique ~1 growth|free|croissance',
  '@none ~3 phosphate|phosphates',
  'phosphate free',
  '@none ~2 phtalates|phtalate|phthalates|plomb|lead|mercure|mercury',
  'free from|of mercury|lead|phthalates|hormones|cfc|cfcs|asbestos|bpa',
  'pas de phtalates|plomb|bpa|bisphenol|hormones|cfc|mercure|amiante',
  'miel|honey ~8 additif|additives|additive|ajoute|added',
  'pas|aucun|aucune|no|zero ~2 paille|pailles|straw|straws|sacs|bags|couverts|cutlery|touillettes|gobelets ~3 plastique|plastic',
  'sacs|sac|bags|bag ~5 plastique|plastic ~6 non|no|interdit|never|jamais|fini',
  'paille|pailles|straw|straws|couverts|cutlery ~5 plastique|plastic ~4 non|no|interdit|never|jamais|fini',
  'garantie legale',
  'garantie ~2 conformite',
  'rgpd|gdpr',
  'interdit|interdite|interdits|interdites|banned|prohibited ~4 loi|law|partout|union|europe',
  'droit ~2 retour',
  'legal guarantee|warranty',
  'statutory ~2 guarantee|warranty|rights',
  'deux|two|2 ~3 garantie|guarantee ~1 legale|legal|conformite',
  'retractation',
  'quatorze|14|fourteen jours|days ~4 changer|avis|change|mind|return|retour|cancel|retracter',
  'changer|change ~2 avis|mind',
  'right|droit of|de withdrawal|retour|retractation',
  'reprise|reprenons|reprend|take|takes ~1 back|gratuite|gratuitement|votre|vos|ancien ~3 ancien|anciens|vieux|vieil|vieille|vieilles|usages|usage|old|used|appareil|frigo|lave|appliance|fridge|gratuitement',
  'reprise gratuite',
  'test* ~4 animaux|animals',
  'non conforme|conformes',
  'remplac*|replace|replaces|rembours*|refund ~3 faulty|defective|defectueux|defectueuse|conforme',
  'faulty goods|items',
  'animal tested|testing',
  'sans test|tests ~3 animaux|animal',
  'conforme|conformes|compliant|complies ~3 reglementation|reach|ce|rohs|regulations|law|loi',
  'marquage|marked|marking ce',
  'essence sans plomb',
  'unleaded',
  'transport securise',
  'facture|invoice|invoices ~2 fournie|offerte|included|provided',
];

/** A word of the future; with a year, or by itself. */
export const futureMarks: readonly string[] = [
  'd ici',
  '@future',
  'by|before|avant|en|in|pour|horizon|until|from|des @year',
  'bientot|soon|demain|tomorrow',
  'nous|we ~1 visons|aim|will|plan|intend|promettons|promise|travaillons|working|work',
  'en|on route|way|our|chemin ~2 vers|to|pour',
  'notre|nos|our objectif|but|goal|target|ambition',
  'l an|annee prochain|prochaine',
  'dans|in|within #|cinq|dix|deux|trois|five|ten|two|three ans|years',
  'plus tard|jamais ~1 d ici',
  'next year',
  '#|two|three|five|ten years from now',
  'emettra|emettrons|pollueront|polluera|reduirons|serons|seront|sera|deviendra|deviendrons|atteindrons|supprimerons|become',
];

/** Subjects of a promise of the future, besides the claims of the other rules. */
export const futureSubjects: readonly string[] = [
  '@emission|@pollute|@carbon|@impact|@nature',
  '@less|@zero ~4 @consumption',
  '@consumption ~6 @less',
  'reduir*|reduire|reduce|cut|halve|halving|supprimer|supprimons|eliminate|diviser|divise|baisser ~4 @consumption|moitie|half|tiers|third',
  'camion|camions|flotte|fleet|vans|vehicules|vehicles|livraisons|deliveries|atelier|four ~6 electrique|electriques|electric|solaire|solar|hydrogene|hydrogen|renouvelable|renewable',
];

/** Numbers of certificates by their form; a number of another form is no number. */
export const codeFacts: readonly { fact: string; form: RegExp }[] = [
  { fact: 'eu-ecolabel', form: /\b[A-Z]{2}\/\d{2,3}\/\d{2,4}\b/ },
  { fact: 'wood-chain', form: /\bFSC[- ]?C ?\d{6}\b|\bPEFC\/\d{2}-\d{2}-\d{1,6}\b/ },
  { fact: 'organic-code', form: /\b[A-Z]{2}-(?:BIO|ÖKO|ORG|EKO)-\d{2,3}\b/ },
];
