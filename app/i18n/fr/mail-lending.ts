import { typesetFrench } from './typeset.ts';

/** Letters about what is lent or booked: to borrowers, to those who wait for a late thing, and to lenders. */
export const lendingMails = typesetFrench({
  late: {
    subject: (name: string) => `À rendre : ${name}`,
    text: (name: string, day: string) => `${name} devait revenir le ${day}.`,
    ask: 'Rendez-le dès que possible, pendant les heures d’ouverture : la personne suivante l’attend peut-être. S’il y a un souci, répondez à cette lettre.',
    owes: (amount: string) =>
      `Rendu aujourd’hui, le retard coûte ${amount} : le prix de toute la durée, moins ce que vous avez payé.`,
  },
  atRisk: {
    subject: (name: string) => `Votre réservation est menacée : ${name}`,
    text: (name: string, time: string) =>
      `Vous avez réservé : ${name}, ${time}. Un exemplaire n’est pas revenu à temps.`,
    next: 'Le prêteur fait ce qu’il peut ; nous vous écrivons dès que votre réservation est sûre. Vous n’avez rien à faire.',
    instead: 'Libre au même moment dans la ville :',
    none: 'Rien d’autre n’est libre dans la ville à ce moment.',
  },
  safe: {
    subject: (name: string) => `Votre réservation est sûre : ${name}`,
    text: (name: string, time: string) => `Ce qui manquait est revenu. Votre réservation tient : ${name}, ${time}.`,
  },
  missed: {
    subject: (name: string) => `Réservation non utilisée : ${name}`,
    text: (name: string, time: string, supplier: string) =>
      `${supplier} a noté que personne n’est venu : ${name}, ${time}. Si c’est une erreur, répondez à cette lettre dans les sept jours.`,
  },
  inspected: {
    subject: (name: string) => `Vérifié : ${name}`,
    text: (name: string, condition: string) => `${name} est revenu et a été vérifié : ${condition}.`,
    late: (amount: string) => `Le retard coûte ${amount}.`,
    differ:
      'Vous le voyez autrement ? Dites-le à la page de la commande dans les sept jours : votre parole y reste à côté de celle du prêteur.',
  },
  lost: {
    subject: (name: string) => `Noté perdu : ${name}`,
    text: (name: string, supplier: string) =>
      `${supplier} a noté que ${name} ne reviendra pas comme il est parti. Si vous l’avez encore, rendez-le ; sinon, répondez à cette lettre.`,
  },
  claims: {
    asked: {
      subject: (name: string) => `Une somme vous est demandée : ${name}`,
      text: (name: string, amount: string) => `Après la vérification de ${name}, le prêteur demande ${amount}.`,
      next: (day: string) =>
        `Rien n’est prélevé : vous payez à la page de la commande, ou vous dites que vous n’êtes pas d’accord, jusqu’au ${day}. La coopérative vous entend alors tous les deux.`,
    },
    paid: {
      subject: (name: string) => `Payé : ${name}`,
      text: (name: string, amount: string) => `Vous avez payé ${amount} pour ${name}. Cette lettre est votre reçu.`,
      invoice: 'La facture du retard est à la page de la commande.',
    },
    contested: {
      subject: (number: string) => `Somme contestée, commande ${number}`,
      text: (number: string, buyer: string) =>
        `Commande ${number} : ${buyer} n’est pas d’accord avec la somme que vous demandez. La coopérative vous entend tous les deux ; vous pouvez aussi y renoncer à la page du prêt.`,
    },
  },
  differs: {
    subject: (name: string) => `Vu autrement par l’emprunteur : ${name}`,
    text: (number: string, buyer: string) => `Commande ${number} : ${buyer} le voit autrement que vous.`,
  },
});
