import type { JobName, JobOutcome } from '#app/domain/jobs/job.ts';

/** The page of what runs beside requests. */
export const jobs = {
  title: 'Tâches de fond',
  lead: 'Ce que le site fait de lui-même, à côté des pages. Ce qui a échoué vient d’abord ; un échec est retenté de lui-même, de plus en plus tard.',
  none: 'Aucune tâche encore : elles s’inscrivent quand le serveur démarre.',
  job: 'Tâche',
  outcome: 'Dernière fois',
  lastRun: 'Le',
  took: 'Durée',
  due: 'Prochaine fois',
  never: 'Pas encore faite',
  running: 'En cours',
  waiting: 'Dès qu’il y a à faire',
  seconds: (seconds: string) => `${seconds} s`,
  failures: (count: number) => (count === 1 ? 'Un échec.' : `${count} échecs de suite.`),
  outcomes: {
    done: 'Faite',
    partly: 'Faite en partie',
    failed: 'Échouée',
  } satisfies Record<JobOutcome, string>,
  names: {
    outbox: 'Envois : index, documents, remboursements, versements',
    letters: 'Lettres',
    reservations: 'Réservations échues',
    'evidence-upkeep': 'Rappels et fins de preuves, tirages au sort',
    'town-figures': 'Publication des chiffres de la ville',
    'abandoned-parts': 'Commandes jamais remises',
    'contribution-invoices': 'Factures de contribution du mois écoulé',
    scores: 'Scores du jour et index de recherche',
    'payment-events': 'Événements du prestataire de paiement',
    transfers: 'Versements refusés et comptes à compléter',
    books: 'Rapprochement des livres avec le prestataire',
    'search-alerts': 'Alertes des recherches enregistrées',
    imports: 'Fichiers d’offres',
    witnesses: 'Signatures des témoins du registre',
  } satisfies Record<JobName, string>,
};
