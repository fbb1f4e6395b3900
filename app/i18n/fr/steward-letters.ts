import type { LetterTemplate } from '#app/domain/outbox/outbox.ts';

/** The page of letters that did not leave. */
export const letters = {
  title: 'Lettres',
  lead: 'Les lettres qui ne sont pas parties. Une lettre refusée par le serveur du destinataire n’est pas redemandée d’elle-même : corrigez l’adresse, ou prévenez la personne autrement.',
  none: 'Toutes les lettres sont parties.',
  late: (count: string, since: string) =>
    `${count} lettres attendent, la plus ancienne depuis le ${since}. Le serveur de courriel ne répond pas, ou nous refuse.`,
  columns: { letter: 'Lettre', since: 'Depuis', state: 'État', act: 'Que faire' },
  refused: 'Refusée',
  tried: (attempts: number) => (attempts === 1 ? 'En attente, un essai' : `En attente, ${attempts} essais`),
  resend: 'Envoyer de nouveau',
  dismiss: 'Classer',
  actOn: (act: string, letter: string, about: string) => `${act} : ${letter}${about ? `, ${about}` : ''}`,
  /** On the queue of stewards. */
  waiting: (count: number) =>
    count === 1 ? 'Une lettre a été refusée par son destinataire.' : `${count} lettres ont été refusées.`,
  lateShort: 'Des lettres ne partent plus.',
  see: 'Voir les lettres',
  templates: {
    'order-paid': 'Confirmation de commande',
    'order-paid-late': 'Commande payée trop tard',
    'payment-failed': 'Paiement refusé',
    'payment-refunded': 'Paiement rendu',
    'part-to-prepare': 'Commande à préparer, au fournisseur',
    'part-confirmed': 'Commande en préparation',
    'handed-over': 'Commande remise, avec sa facture',
    'code-locked': 'Cinq codes de remise faux',
    'code-renewed': 'Nouveau code de remise',
    'part-refused': 'Commande refusée par le fournisseur',
    'part-cancelled': 'Annulation, au fournisseur',
    'cancellation-confirmed': 'Annulation, à l’acheteur',
    proposal: 'Changement proposé',
    'proposal-accepted': 'Proposition acceptée, au fournisseur',
    'proposal-refused': 'Proposition refusée, au fournisseur',
    'change-confirmed': 'Changement convenu, à l’acheteur',
    'return-asked': 'Retour demandé, au fournisseur',
    'return-answered': 'Réponse à un retour',
    invitation: 'Invitation à un étal ou à une organisation',
    'team-handed-over': 'Étal ou organisation transmis',
    'supplier-step': 'Dossier d’un fournisseur',
    'evidence-decided': 'Décision sur une preuve',
    'evidence-ends': 'Fin d’une preuve',
    'visit-invited': 'Invitation à une visite',
    'search-news': 'Offres d’une recherche enregistrée',
    dispute: 'Contestation d’un paiement, au fournisseur ou aux stewards',
  } satisfies Record<LetterTemplate, string>,
};
