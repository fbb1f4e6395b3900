import { formatDateTime, formatMoney, pluralForm } from '../format.ts';
import { common } from './common.ts';
import { receivables } from './steward-receivables.ts';

type Payment = keyof typeof common.givenBack;

const refund = (cents: number, payment: Payment) => common.givenBack[payment](formatMoney(cents, 'fr'));

/** Messages that a page shows once after a redirect. The key and the parameters travel in a cookie: app/http/flash.ts. */
export const flash = {
  'books.agreed': (at: string) =>
    `Rapproché le ${formatDateTime(at, 'fr')} : les deux livres sont d’accord, au centime.`,
  'books.differ': (count: number) =>
    pluralForm(
      count,
      'fr',
      'différence, ouverte comme dossier ci-dessous.',
      'différences, ouvertes comme dossiers ci-dessous.',
    ),
  'books.case-changed': () => 'Ce dossier a changé entre-temps. Rien n’a été fait.',
  'queue.decided': () => 'Décidé.',
  'queue.decided-last': () => 'Décidé. C’était le dernier.',
  'receivables.changed': () => 'Ce montant a changé entre-temps. Rien n’a été fait.',
  'receivables.statement': (entered: number, known: number) =>
    [receivables.entered(entered), known > 0 ? receivables.known(known) : ''].join(' ').trim(),
  'steward.file-broken': () =>
    'Cette version n’est pas publiée : voyez ci-dessous ce que son fichier doit encore dire.',
  'steward.not-now': () => 'Quelqu’un a décidé entre-temps. Rien n’a été fait.',
  saved: () => 'Enregistré.',
  'order.payment-down': () =>
    'Le service de paiement ne répond pas. Votre commande est gardée ; réessayez dans un instant.',
  'order.credit': () =>
    'Cette commande dépasse ce que l’organisation peut devoir. Payez en ligne, ou demandez une limite aux coopérateurs.',
  'order.overdue': () =>
    'Une facture de l’organisation est en retard : payez-la d’abord, ou payez cette commande en ligne.',
  'order.cancelled': (cents: number, payment: Payment) => `Annulé. ${refund(cents, payment)}`,
  'order.proposal-accepted': (cents: number, payment: Payment) => `Accepté. ${refund(cents, payment)}`,
  'order.proposal-refused': () => 'Refusé. Le fournisseur est prévenu.',
  'order.proposal-late': () => 'Cette proposition n’attend plus de réponse.',
  'order.proposal-no-stock': () => 'Ce remplacement n’est plus en stock.',
  'order.return-asked': () => 'Le fournisseur a reçu votre demande de retour.',
  'order.not-now': () => 'Cette partie de la commande a changé d’état entre-temps. Rien n’a été fait.',
  'order.too-late': () => 'Le délai est passé. Écrivez au fournisseur ou à la coopérative.',
  'order.return-open': () => 'Un retour attend déjà une réponse sur cette ligne.',
  'team.invited': (email: string) => `Invitation envoyée à ${email}. Le lien vaut deux semaines.`,
};
