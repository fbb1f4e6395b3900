export const rounds = {
  ended: (name: string | null, at: string | null) =>
    `${name ?? 'Quelqu’un'} a arrêté cette tournée${at ? ` le ${at}` : ''}, après l’ouverture de cette page. Rien n’est enregistré : pour la rétablir, tapez sa capacité.`,
  moreBooked: 'Une tournée à venir porte déjà plus que cela. Rien n’est enregistré.',
  title: 'Tournée de la ville',
  lead: 'La tournée que la coopérative fait pour tous : un arrêt par adresse, dont le prix est partagé entre les fournisseurs qui y livrent le même jour, selon la masse.',
  capacity: 'Capacité, kg',
  fee: 'Un arrêt, euros HT',
  fieldOf: (field: string, weekday: string) => `${field}, ${weekday}`,
  cutoffDays: 'Clôture, jours avant',
  cutoffHour: 'Clôture, heure',
  save: 'Enregistrer',
  hint: 'Une capacité vide met fin à la tournée de ce jour ; ce qui est déjà pris sera livré.',
  stops: 'Arrêts des deux semaines à venir',
  none: 'Aucun arrêt.',
  stop: (supplier: string, mass: string) => `${supplier}, ${mass}`,
  joins: 'Je confie aussi mes livraisons à la tournée de la ville, quand elle passe',
  full: 'La tournée de la ville s’est remplie entre-temps. Choisissez un autre jour ou une autre livraison dans le panier.',
};
