export const accounting = {
  title: 'Pour votre comptable',
  lead: 'Un mois d’achats de vos organisations, écriture par écriture : achats par nature, TVA par taux, fournisseurs, banque. Les colonnes sont celles du fichier des écritures comptables.',
  month: 'Mois',
  download: 'Télécharger le CSV',
  journals: { AC: 'Achats', BQ: 'Banque' },
  accounts: {
    '607000': 'Achats de marchandises',
    '604000': 'Achats de prestations de services',
    '613000': 'Locations',
    '624100': 'Transports sur achats',
    '445660': 'TVA déductible',
    '401000': 'Fournisseurs',
    '512000': 'Banque',
  },
};
