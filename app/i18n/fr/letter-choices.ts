import type { LetterSubject } from '#app/domain/accounts/letter-subjects.ts';

/** The page of the letters that a person wants, and the one that stops a subject from a letter's link. */
export const letterChoices = {
  title: 'Lettres que je reçois',
  lead: 'Décochez ce que vous ne voulez plus recevoir par courriel. Ce qui concerne votre compte, vos propres commandes et les décisions sur un étal dont vous êtes responsable vient toujours.',
  legend: 'Je veux des lettres sur',
  subjects: {
    orders: ['les commandes de l’étal', 'À préparer, annulées, réponses à vos propositions, retours demandés.'],
    proofs: ['les preuves de l’étal', 'Décisions, et preuves qui se terminent bientôt.'],
    payouts: ['l’argent de l’étal', 'Paiements contestés.'],
    team: ['l’équipe', 'Une personne a pris une invitation.'],
    searches: ['les recherches enregistrées', 'De nouvelles offres.'],
    visits: ['les visites croisées', 'Vous êtes invité à visiter un étal.'],
  } satisfies Record<LetterSubject, [string, string]>,
  supplierAddress: 'L’adresse de l’étal, elle, reçoit toujours les lettres de l’étal.',
  stopTitle: (subject: string) => `Ne plus recevoir de lettres sur ${subject}`,
  stopLead: 'Un seul bouton, sans se connecter. Vous pourrez y revenir depuis votre compte.',
  stopNow: 'Ne plus les recevoir',
  stopped: 'C’est fait : ces lettres ne partiront plus vers vous.',
  choose: 'Choisir les lettres que je reçois',
};
