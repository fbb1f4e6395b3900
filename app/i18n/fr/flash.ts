import { formatDate, formatDateTime, formatMoney, formatNumber, pluralForm } from '../format.ts';
import { buying } from './buyer-basket.ts';
import { common } from './common.ts';
import { receivables } from './steward-receivables.ts';

type Payment = keyof typeof common.givenBack;

const refund = (cents: number, payment: Payment) => common.givenBack[payment](formatMoney(cents, 'fr'));

/** The declared score before and after, in tenths of a point. */
const moved = (from: number, to: number) =>
  from === to
    ? 'Rien n’a bougé : une preuve plus forte compte déjà, ou la valeur ne change rien.'
    : `« Déclaré » est passé de ${formatNumber(from / 10, 'fr', 1)} à ${formatNumber(to / 10, 'fr', 1)}.`;

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
  'text.contested': () => 'Demandé : une personne regardera ce texte.',
  'text.withdrawn': () => 'Ce texte est retiré. Le dernier texte admis reste affiché.',
  'text.not-now': () => 'Ce texte a changé d’état entre-temps.',
  'text.pending': () => 'Enregistré. Un texte attend un regard avant d’être affiché.',
  'queue.decided': () => 'Décidé.',
  'queue.decided-together': (count: number) =>
    count === 1 ? 'Une preuve est acceptée.' : `${count} preuves sont acceptées.`,
  'queue.decided-last': () => 'Décidé. C’était le dernier.',
  'receivables.changed': () => 'Ce montant a changé entre-temps. Rien n’a été fait.',
  'receivables.statement': (entered: number) => receivables.entered(entered),
  'receivables.statement-changed': () => 'Ce relevé a changé d’état entre-temps. Rien n’a été fait.',
  'receivables.statement-undone': () => 'Annulé : ce que le relevé avait enregistré est contre-passé.',
  'vat.changed': () => 'Le nouveau régime de TVA vaut dès maintenant.',
  'vat.planned': (day: string) => `Le régime de TVA changera le ${formatDate(day, 'fr')}.`,
  'vat.withdrawn': () => 'Le changement prévu est abandonné.',
  'vat.not-planned': () => 'Aucun changement n’est prévu : il a déjà eu lieu, ou quelqu’un y a renoncé.',
  'supplier.not-now': () => 'L’étal a changé d’état entre-temps. Voici où il en est.',
  'steward.file-broken': () =>
    'Cette version n’est pas publiée : voyez ci-dessous ce que son fichier doit encore dire.',
  'identity.asked': () =>
    'Enregistré. Nom, forme et adresse changent quand un steward l’aura accepté ; d’ici là, les anciens restent en vigueur.',
  'steward.not-now': () => 'Quelqu’un a décidé entre-temps. Rien n’a été fait.',
  'steward.waits-for-second': () =>
    'Votre décision est notée. Rien n’est encore fait : une deuxième personne doit la prendre aussi, à la page « À deux ».',
  'steward.proposal-ended': () => 'La proposition est écartée. Rien n’a été fait.',
  'part.handed-over': (missing: number) =>
    missing === 0
      ? 'Remise enregistrée : rien ne manque.'
      : `Remise enregistrée, avec des marchandises en moins : ${formatMoney(missing, 'fr')} seront rendus à l’acheteur.`,
  'lending.out': () => 'Remis. L’emprunteur le voit à la page de sa commande.',
  'lending.claimed': () => 'Somme demandée : l’emprunteur reçoit une lettre.',
  'lending.claim-dropped': () => 'Demande abandonnée.',
  'lending.contested': () => 'Contesté : la coopérative vous entend tous les deux.',
  'lending.back': (lateCents: number) =>
    lateCents === 0 ? 'Retour noté.' : `Retour noté, en retard : ${formatMoney(lateCents, 'fr')} HT de plus.`,
  'lending.inspected': () => 'Vérifié. L’emprunteur reçoit une lettre, et l’objet peut repartir.',
  'lending.missed': () => 'Noté : personne n’est venu. L’acheteur reçoit une lettre.',
  'lending.lost': () => 'Noté perdu. Aucune réservation ne compte plus sur cet objet.',
  'lending.replaced': () => 'Noté : remplacé. On peut en prêter autant qu’avant.',
  'lending.undone': () => 'Geste annulé.',
  'lending.not-now': () => 'Cette réservation a changé d’état entre-temps. Rien n’a été fait.',
  'lending.word-kept': () => 'Votre parole est gardée ; le prêteur reçoit une lettre.',
  'part.weighed': () => 'Poids enregistrés. Le montant suit à la remise.',
  'part.undone': () => 'Remise annulée : la commande est de nouveau à remettre.',
  'part.amounts-changed': () => 'Les montants ont changé entre-temps : relisez avant de confirmer.',
  'order.received': () => 'Merci. Le fournisseur est payé.',
  'order.free-later': () => 'Vos commandes sans prix ont beaucoup inscrit au registre aujourd’hui. Continuez demain.',
  'order.received-later': () =>
    'Merci. La somme dépasse ce qui peut être versé aujourd’hui avant son jour : le fournisseur sera payé au jour prévu, sans que vous ayez rien à faire.',
  'order.new-code': () => 'Voici votre nouveau code ; une lettre vous le dit aussi.',
  'part.took-back': () => 'Retour enregistré, au registre aussi.',
  'part.gave-up': () => 'Perte enregistrée, au registre aussi.',
  'part.refused': () => 'Refusée. L’acheteur est prévenu et remboursé.',
  'part.returned': () => 'Retour enregistré, acheteur remboursé.',
  'part.kept': () => 'Retour refusé, acheteur prévenu.',
  'offer.pictured': () => 'Photographie ajoutée. Ses données de lieu et d’appareil sont effacées.',
  'part.not-now': () => 'Cette commande a changé d’état entre-temps. Rien n’a été fait.',
  'offers.changed': (changed: number) =>
    changed === 0 ? 'Rien n’avait changé.' : changed === 1 ? 'Une offre changée.' : `${changed} offres changées.`,
  'evidence.sent': (from: number, to: number) =>
    `Reçu. La valeur compte déjà dans « déclaré » ; dans « prouvé » quand un steward a vu la pièce. ${moved(from, to)}`,
  'evidence.declared': (from: number, to: number) =>
    `Votre déclaration compte dans « déclaré » ; « prouvé » attend une pièce. ${moved(from, to)}`,
  'evidence.not-now': () => 'Cette preuve a changé d’état entre-temps. Rien n’a été fait.',
  'visit.not-now': () => 'Cette visite a changé d’état entre-temps. Rien n’a été fait.',
  saved: () => 'Enregistré.',
  'order.payment-down': () =>
    'Le service de paiement ne répond pas. Votre commande est gardée ; réessayez dans un instant.',
  'order.payment-refused': () =>
    'Le service de paiement refuse cette commande : ce n’est pas une panne, et réessayer n’y changera rien. Revenez au panier, ou écrivez à la coopérative.',
  'order.credit': () =>
    'Cette commande dépasse ce que l’organisation peut devoir. Payez en ligne, ou demandez une limite aux coopérateurs.',
  'order.overdue': () =>
    'Une facture de l’organisation est en retard : payez-la d’abord, ou payez cette commande en ligne.',
  'closure.decided': (count: number) =>
    count === 1
      ? 'Jours fermés. Votre décision est prise et l’acheteur prévenu.'
      : `Jours fermés. Vos ${count} décisions sont prises et les acheteurs prévenus.`,
  'order.cancelled': (cents: number, payment: Payment) => (cents > 0 ? `Annulé. ${refund(cents, payment)}` : 'Annulé.'),
  'order.proposal-accepted': (cents: number, payment: Payment) =>
    cents > 0 ? `Accepté. ${refund(cents, payment)}` : 'Accepté.',
  'order.proposal-refused': () => 'Refusé. Le fournisseur est prévenu.',
  'order.proposal-late': () => 'Cette proposition n’attend plus de réponse.',
  'order.proposal-no-stock': () => 'Ce remplacement n’est plus en stock.',
  'order.return-asked': () => 'Le fournisseur a reçu votre demande de retour.',
  'order.not-now': () => 'Cette partie de la commande a changé d’état entre-temps. Rien n’a été fait.',
  'order.seats-begun': () => 'La séance a commencé : les noms ne changent plus.',
  'order.too-late': () => 'Le délai est passé. Écrivez au fournisseur ou à la coopérative.',
  'order.return-open': () => 'Un retour attend déjà une réponse sur cette ligne.',
  'role.invited': (state: 'sent' | 'proposed') =>
    ({
      sent: 'La lettre est partie : la personne a deux jours pour accepter.',
      proposed: 'Proposition notée : un autre administrateur consent, puis la lettre part.',
    })[state],
  'role.accepted': () => 'Vous avez ce rôle. Connectez-vous pour l’exercer.',
  'session.ended': () => 'Cette connexion est fermée.',
  'session.others-ended': () => 'Toutes les autres connexions sont fermées.',
  'passkey.added': () => 'Clé d’accès ajoutée.',
  'passkey.named': () => 'Nom enregistré.',
  'passkey.removed': () => 'Clé d’accès retirée.',
  'passkey.refused': () =>
    'Cette clé d’accès n’a pas pu être vérifiée. Réessayez, ou connectez-vous avec votre mot de passe.',
  'passkey.counter': () =>
    'Cette clé a peut-être été copiée : elle n’est plus acceptée. Connectez-vous par mot de passe et retirez-la.',
  'code.sent': () => 'Un code est parti à votre adresse.',
  'account.opened': () => 'Votre courriel est confirmé, votre compte est ouvert.',
  'account.letter-sent': () => 'La lettre part de nouveau. Seul son lien vaut désormais.',
  'account.browser-known': () => 'Ce navigateur est reconnu. Connectez-vous avec votre mot de passe.',
  'account.password-renewed': () => 'Votre mot de passe est changé. Connectez-vous.',
  'account.password-changed': () => 'Votre mot de passe est changé.',
  'account.email-asked': () => 'Une lettre part pour le nouveau courriel : ouvrez son lien, et il remplace l’ancien.',
  'account.email-changed': () => 'Votre courriel est changé. L’ancien est prévenu.',
  'decision.ended': () => 'Cette décision n’attend plus de signature, ou son formulaire a changé. Rien n’a été décidé.',
  'decision.not-signed': () => 'La signature n’a pas pu être vérifiée. Rien n’est encore décidé.',
  'account.closed': () => 'Votre compte est fermé. Rien ici ne mène plus à vous.',
  'basket.removed': (_offer: number, _quantity: number, _time: string) => 'Ligne retirée.',
  'basket.not-restored': () => 'Cette ligne n’a pas pu être remise : l’offre a changé, ou le panier est plein.',
  'basket.gone': () => buying.basket.gone,
  'basket.plans-changed': () =>
    'Les plans de livraison ont changé depuis cette page, une tournée s’est remplie ou une heure est passée. Rien n’est perdu : choisissez de nouveau.',
  'basket.returned': (missing: number) =>
    missing === 0
      ? 'Rien n’est payé. La commande est défaite, et ses lignes sont de nouveau dans votre panier.'
      : `Rien n’est payé. La commande est défaite ; ${missing === 1 ? 'une offre n’est plus en vente et manque' : `${missing} offres ne sont plus en vente et manquent`} au panier.`,
  'basket.missing': (missing: number) =>
    missing === 1
      ? 'Une offre n’est plus en vente et n’a pas été reprise.'
      : `${missing} offres ne sont plus en vente et n’ont pas été reprises.`,
  'claim.reported': () => 'Merci. Un steward répondra en public.',
  'offer.reported': () => 'Merci. Un steward va regarder.',
  'offer.noticed': () => 'C’est noté : une lettre viendra quand cette offre pourra de nouveau être commandée.',
  'offer.notices-full': () => 'Vous attendez déjà cent offres : cessez d’en attendre une, à la page de vos recherches.',
  'offer.can-be-had': () => 'Cette offre peut être commandée dès maintenant.',
  'search.saved': () => 'La recherche est enregistrée. Un courriel vous dira ce qui arrive de nouveau.',
  'search.full': () => 'Cinquante recherches sont enregistrées : supprimez-en une d’abord.',
  'search.bad': () => 'Cette recherche n’est pas possible ; rien n’a été enregistré.',
  'compare.added': (count: number) =>
    count === 1 ? 'À comparer. Cochez encore une offre.' : `À comparer : ${count} offres.`,
  'compare.full': () => 'Quatre offres au plus. Enlevez-en une pour en comparer une autre.',
  'compare.gone': () => 'Cette offre n’est plus en vente.',
  'compare.removed': () => 'Enlevée de la comparaison.',
  'compare.cleared': () => 'Plus rien à comparer.',
  'list.kept': () => 'Gardé dans vos favoris.',
  'list.full': () => 'Vos favoris tiennent deux cents lignes. Retirez-en pour garder autre chose.',
  'list.line-removed': (_line: number) => 'Ligne retirée.',
  'list.removed': (name: string, _id: string) => `La liste « ${name} » est supprimée.`,
  'list.in-basket': (added: number, left: string) =>
    `${pluralForm(added, 'fr', 'ligne', 'lignes')} dans le panier.${left === '' ? '' : ` Laissé de côté : ${left}.`}`,
  'list.planned': (added: number, left: string, _before: string) =>
    `${pluralForm(added, 'fr', 'ligne', 'lignes')} du plan au panier.${left === '' ? '' : ` Laissé de côté : ${left}.`}`,
  'list.plan-undone': () => 'Le plan est retiré du panier.',
  'list.plan-changed': () => 'Le plan a changé entre-temps. Le voici.',
  'list.read': (lines: number) => `${pluralForm(lines, 'fr', 'ligne lue', 'lignes lues')}.`,
  'note.deleted': () => 'Note de choix supprimée.',
  'note.attached': () => 'Cette note est jointe à la commande.',
  'note.not-now': () => 'Cette note ne peut pas rejoindre cette commande.',
  'search.removed': (name: string, _id: string) => `« ${name} » n’est plus enregistrée.`,
  'team.not-now': () => 'L’équipe a changé entre-temps. La voici.',
  'team.invited': (email: string) =>
    `Invitation envoyée à ${email}. Le lien vaut sept jours, pour cette adresse seule.`,
  'team.joined': (name: string) => `Bienvenue : vous êtes maintenant de l’équipe de ${name}.`,
  'team.taken': (name: string) =>
    `C’est fait : ${name} est maintenant à votre charge. Une lettre vous le dit à tous deux.`,
  'team.declined': () => 'Invitation refusée.',
  'organisation.siret-asked': () => 'Demandé. Un steward décide, et une lettre vous le dit.',
  'team.left': (name: string) => `Vous n’êtes plus de l’équipe de ${name}.`,
  'team.offered': (name: string) => `Proposé à ${name}. Rien ne change avant son accord.`,
};
