import type { Interest } from '#app/domain/shared/errors.ts';

/** Decisions that wait for a second person, and interests that refuse one. */
export const decisions = {
  title: 'Décisions à deux',
  lead: (above: string) =>
    `Au-delà de ${above}, une décision d’argent se prend à deux, et le retrait d’un SIRET à qui l’a ; les règles du score aussi, quand la ville a deux administrateurs. La première personne propose, une autre relit et confirme. Personne ne confirme sa propre proposition.`,
  none: 'Aucune décision n’attend.',
  verbs: {
    'credit-limit': (what: string, sum: string) => `Encours de ${what} porté à ${sum}`,
    'payment-received': (what: string, sum: string) => `Virement de ${sum} reçu pour la commande ${what}`,
    'supplier-paid': (what: string, sum: string) => `Versement de ${sum} par la banque, ${what}`,
    'buyer-paid-back': (what: string, sum: string) => `${sum} rendus par la banque pour la commande ${what}`,
    'case-refunded': (what: string, sum: string) => `Remboursement de ${sum}, commande ${what}`,
    'case-reinstated': (what: string, sum: string) => `Commande ${what} reprise, payée ${sum}`,
    'case-dismissed': (what: string, sum: string) => `Affaire de ${sum} classée, commande ${what}`,
    'exemption-granted': (what: string) => `Critère qui ne s’applique pas : ${what}`,
    'method-published': (what: string) => `Publication de la méthode ${what}`,
    'factors-published': (what: string) => `Publication des facteurs ${what}`,
    'siret-moved': (what: string) => `SIRET retiré à qui l’a pour ${what}`,
  },
  by: (name: string, when: string) => `Proposé par ${name}, ${when}.`,
  yours: 'C’est votre proposition : une autre personne la confirme.',
  concerned: {
    self: 'Cette décision vous concerne : quelqu’un d’autre la prend.',
    'own-stall': 'Vous travaillez pour cet étal : quelqu’un d’autre décide.',
    'own-organisation': 'Vous êtes membre de cette organisation : quelqu’un d’autre décide.',
    competitor: 'Un étal où vous travaillez vend dans le même rayon, tout près : quelqu’un d’autre décide.',
  } satisfies Record<Interest, string>,
  confirm: 'Confirmer',
  withdraw: 'Retirer ma proposition',
  refuse: 'Écarter',
};
