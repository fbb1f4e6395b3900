export const market = {
  totals: {
    kept: 'redépensé près d’ici',
    hours: 'de travail d’insertion',
    mass: 'de matière gardée en usage',
    co2: 'face aux références publiées',
    spent: 'd’achats HT',
    unknown: (share: string) => `Sur ${share} des montants, la part locale est inconnue.`,
  },
};
