// A worked example for each criterion. Its measure and accepted evidence come from the method's own file.
const examples = {
  'eco.territory_retention':
    'Sur 200\u202f000\u00a0€ de ventes et subventions, 70\u202f000\u00a0€ de salaires nets versés à des habitants d’ici et 34\u202f000\u00a0€ d’achats à des établissements d’ici : 104\u202f000 / 200\u202f000 = 52 %.',
  'eco.local_control': 'Une SCOP où les salariés tiennent 88 % des voix et la commune 7 % : 95 %.',
  'eco.surplus_reinvested':
    'Trois ans d’excédents : 60\u202f000\u00a0€, dont 51\u202f000\u00a0€ mis en réserve ou partagés avec l’équipe : 85 %.',
  'eco.pay_ratio': 'Le salaire le plus haut est 3\u202f200\u00a0€, le plus bas 1\u202f600\u00a0€ : 2.',
  'eco.supplier_payment_days': 'Vos factures d’achat sont payées en moyenne 24 jours après réception : 24.',
  'eco.intermediaries':
    'Vous vendez ce que vous produisez : 0. Vous revendez ce qu’un grossiste achète au producteur : 1.',
  'eco.job_intensity': 'Cinq équivalents temps plein pour 300\u202f000\u00a0€ de ressources : 16,7 par million.',
  'eco.price_transparency': 'Sur vingt offres, douze publient de quoi leur prix est fait : 60 %.',
  'soc.inclusion_hours': 'Sur 8\u202f000 heures travaillées, 1\u202f600 en parcours d’insertion : 20 %.',
  'soc.job_stability': 'Neuf contrats sur dix en CDI : 90 %.',
  'soc.training_hours': 'Cinq personnes, 70 heures de formation dans l’année : 14.',
  'soc.pay_equity': 'À poste égal, les femmes gagnent 3 % de moins : 3 %.',
  'soc.safety_ratio': 'Votre taux d’accidents est celui du métier : 1. La moitié : 0,5.',
  'soc.governance':
    'L’équipe est consultée : 1. Elle élit des représentants qui votent : 2. Une personne, une voix : 3.',
  'soc.accessibility':
    'Un point pour chacun : accès de plain-pied, prix solidaires, documents lisibles, contact sans téléphone, horaires du soir.',
  'soc.supply_rights':
    'Vos achats viennent à 74 % de pays où les droits du travail sont garantis, ou sont certifiés : 74 %.',
  'env.carbon_ratio': 'Vos émissions par euro valent 0,7 fois celles du métier : 0,7.',
  'env.circular_inputs': 'Sur 10 tonnes de matières achetées, 5,5 sont de réemploi ou recyclées : 55 %.',
  'env.life_extension': 'La moitié de vos ventes ont une garantie longue, une réparation ou une reprise : 50 %.',
  'env.renewable_energy': '45 % de votre énergie vient de sources renouvelables : 45 %.',
  'env.low_impact_delivery': 'Trois livraisons sur dix se font à vélo-cargo ou en tournée partagée électrique : 30 %.',
  'env.packaging_reuse': 'Sur 1\u202f000 cagettes livrées, 780 reviennent et resservent : 78 %.',
  'env.biodiversity_practice':
    '75 % de vos surfaces ou achats sensibles sont en agriculture biologique ou équivalent : 75 %.',
  'env.hazard_free': '96 % de vos produits et intrants sont sans substance classée préoccupante : 96 %.',
};

/** Every language has words for each of these. */
export type CriterionId = keyof typeof examples;
export type AcceptedEvidence = Record<'L1' | 'L2' | 'L3' | 'L4', string>;

/** A plain name for each, where the method's file has the exact one. */
const names: Record<CriterionId, string> = {
  'eco.territory_retention': 'Argent qui reste ici',
  'eco.local_control': 'Qui décide',
  'eco.surplus_reinvested': 'Bénéfices réinvestis',
  'eco.pay_ratio': 'Écart entre les salaires',
  'eco.supplier_payment_days': 'Factures payées à temps',
  'eco.intermediaries': 'Peu d’intermédiaires',
  'eco.job_intensity': 'Emplois créés',
  'eco.price_transparency': 'Prix expliqués',
  'soc.inclusion_hours': 'Insertion et handicap',
  'soc.job_stability': 'Emplois stables',
  'soc.training_hours': 'Formation de l’équipe',
  'soc.pay_equity': 'Femmes et hommes payés pareil',
  'soc.safety_ratio': 'Sécurité au travail',
  'soc.governance': 'Pouvoir partagé',
  'soc.accessibility': 'Accessible à chacun',
  'soc.supply_rights': 'Droits humains chez ses fournisseurs',
  'env.carbon_ratio': 'Émissions de CO₂e',
  'env.circular_inputs': 'Matières réemployées ou recyclées',
  'env.life_extension': 'Réparation, garantie et reprise',
  'env.renewable_energy': 'Énergie renouvelable',
  'env.low_impact_delivery': 'Livraison à vélo, électrique ou groupée',
  'env.packaging_reuse': 'Emballages repris',
  'env.biodiversity_practice': 'Bio et labels du vivant',
  'env.hazard_free': 'Sans substances dangereuses',
};

/** After the colon of the sentence "Prouvé :", with the supplier as its subject. */
const proven: Record<CriterionId, string> = {
  'eco.territory_retention': 'garde l’argent ici',
  'eco.local_control': 'est dirigé par ses gens ou la ville',
  'eco.surplus_reinvested': 'réinvestit ses bénéfices',
  'eco.pay_ratio': 'a des salaires proches',
  'eco.supplier_payment_days': 'paie vite ses factures',
  'eco.intermediaries': 'vend en circuit court',
  'eco.job_intensity': 'fait vivre des emplois',
  'eco.price_transparency': 'explique ses prix',
  'soc.inclusion_hours': 'emploie en insertion',
  'soc.job_stability': 'a des emplois stables',
  'soc.training_hours': 'forme son équipe',
  'soc.pay_equity': 'paie femmes et hommes pareil',
  'soc.safety_ratio': 'a peu d’accidents',
  'soc.governance': 'partage le pouvoir',
  'soc.accessibility': 'est accessible à chacun',
  'soc.supply_rights': 'achète où les droits sont garantis',
  'env.carbon_ratio': 'émet moins que son métier',
  'env.circular_inputs': 'réemploie ou recycle ses matières',
  'env.life_extension': 'répare, garantit ou reprend',
  'env.renewable_energy': 'consomme une énergie renouvelable',
  'env.low_impact_delivery': 'livre à vélo, en électrique ou groupé',
  'env.packaging_reuse': 'reprend ses emballages',
  'env.biodiversity_practice': 'produit ou achète bio ou labellisé',
  'env.hazard_free': 'évite les substances dangereuses',
};

/** After the colon of "Inconnu :". */
const unknown: Record<CriterionId, string> = {
  'eco.territory_retention': 'où va son argent',
  'eco.local_control': 'qui le dirige',
  'eco.surplus_reinvested': 'ses bénéfices',
  'eco.pay_ratio': 'l’écart de ses salaires',
  'eco.supplier_payment_days': 'ses délais de paiement',
  'eco.intermediaries': 'ses intermédiaires',
  'eco.job_intensity': 'ses emplois',
  'eco.price_transparency': 'ce qui fait ses prix',
  'soc.inclusion_hours': 'ses emplois d’insertion',
  'soc.job_stability': 'ses contrats de travail',
  'soc.training_hours': 'la formation de l’équipe',
  'soc.pay_equity': 'ses salaires femmes-hommes',
  'soc.safety_ratio': 'ses accidents du travail',
  'soc.governance': 'le partage du pouvoir',
  'soc.accessibility': 'son accessibilité',
  'soc.supply_rights': 'd’où viennent ses achats',
  'env.carbon_ratio': 'ses émissions',
  'env.circular_inputs': 'ses matières',
  'env.life_extension': 'la durée de ce qu’il vend',
  'env.renewable_energy': 'son énergie',
  'env.low_impact_delivery': 'ses livraisons',
  'env.packaging_reuse': 'ses emballages',
  'env.biodiversity_practice': 'ses effets sur le vivant',
  'env.hazard_free': 'ses substances',
};

export const criteria = {
  names: names as Readonly<Record<string, string>>,
  proven: proven as Readonly<Record<string, string>>,
  unknown: unknown as Readonly<Record<string, string>>,
  examples: examples as Readonly<Record<string, string>>,
  /** Empty in French: the method's own file has the French text. */
  accepted: {} as Readonly<Record<string, AcceptedEvidence>>,
};
