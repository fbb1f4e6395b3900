// The lending desk of a supplier, and what a borrower reads of it on the order's page.
import type { BorrowerMoment } from '#app/domain/fulfilment/borrower-word.server.ts';
import type { HandOutRefusal } from '#app/domain/fulfilment/lending.server.ts';
import type { ConditionWord } from '#app/domain/fulfilment/lending.ts';
import type { ClaimRefusal } from '#app/domain/fulfilment/lending-claims.server.ts';
import type { LoanGroup } from '#app/domain/fulfilment/loan-list.server.ts';
import type { ClaimState } from '#app/domain/settlement/lending-claim.ts';

export const lending = {
  title: 'Prêts et retours',
  lead: (count: number) =>
    count === 0
      ? 'Rien ne presse aujourd’hui.'
      : count === 1
        ? 'Une chose à faire aujourd’hui.'
        : `${count} choses à faire aujourd’hui.`,
  empty: 'Les salles et les objets réservés arrivent ici, jour par jour.',
  groups: {
    late: 'En retard',
    due: 'À rendre aujourd’hui',
    inspect: 'À vérifier',
    leaving: 'À remettre',
    out: 'Dehors',
    here: 'Sur place aujourd’hui',
    lost: 'Perdus',
    soon: 'Bientôt',
  } satisfies Record<LoanGroup, string>,
  own: 'réservé par vous',
  order: (number: string) => `commande ${number}`,
  things: (numbers: string) => `numéro ${numbers}`,
  atRisk: 'menacé par un retard',
  differs: 'L’emprunteur le voit autrement',
  back: 'Revenir aux prêts et retours',
  states: {
    booked: 'Réservé',
    out: (when: string) => `Remis le ${when}`,
    dueOn: (day: string) => `à rendre le ${day}`,
    late: (days: number) => (days <= 1 ? 'En retard depuis hier' : `En retard de ${days} jours`),
    back: (when: string) => `Rendu le ${when}, à vérifier`,
    returned: (when: string) => `Rendu le ${when}`,
    inspected: (when: string) => `Vérifié le ${when}`,
    closed: 'Terminé',
    missed: (when: string) => `Noté non venu le ${when}`,
    lost: (when: string) => `Noté perdu le ${when}`,
    cancelled: 'Annulé',
    held: 'Retenu jusqu’au paiement',
  },
  owes: (amount: string) => `Retard : ${amount} de plus, si c’était rendu maintenant.`,
  owed: (amount: string) => `Retard : ${amount} de plus.`,
  notCharged: 'Rien n’est prélevé : le prêteur peut le demander après la vérification.',
  claim: {
    title: 'Demander une somme',
    lead: (deposit: string) =>
      `Le retard est au prix convenu. Un dommage se demande jusqu’à la caution convenue : ${deposit}. L’emprunteur reçoit une lettre et paie, ou conteste.`,
    late: (amount: string) => `Retard, TVA comprise : ${amount}.`,
    damage: 'Dommage, euros',
    reason: 'Ce qui manque ou ce qui est abîmé',
    now: 'Demander cette somme',
    drop: 'Y renoncer',
    sums: {
      late: (amount: string) => `Retard, TVA comprise : ${amount}`,
      damage: (amount: string) => `Dommage : ${amount}, hors du champ de la TVA (CGI, art. 256)`,
    },
    reasonSaid: (text: string) => `Le prêteur : « ${text} »`,
    replySaid: (text: string) => `L’emprunteur : « ${text} »`,
    states: {
      open: (amount: string) => `${amount} demandés.`,
      contested: (amount: string) => `${amount} demandés, contestés : la coopérative entend les deux.`,
      paid: (amount: string) => `${amount} payés.`,
      dropped: (amount: string) => `${amount} : demande abandonnée.`,
    } satisfies Record<ClaimState, (amount: string) => string>,
    answerBy: (day: string) => `Vous pouvez contester jusqu’au ${day}. Rien n’est prélevé sans vous.`,
    pay: (amount: string) => `Payer ${amount}`,
    contest: 'Je ne suis pas d’accord',
    why: 'Pourquoi',
    send: 'Contester',
    payment: (name: string) => `Après le prêt : ${name}`,
    errors: {
      nothing: 'Donnez le montant du dommage.',
      deposit: 'C’est plus que la caution convenue.',
      evidence: 'Un dommage se demande quand la vérification l’a noté, avec un mot qui le dit.',
    } satisfies Record<Exclude<ClaimRefusal['reason'], 'not-now'>, string>,
  },
  lateRule: 'Le prix du retard est celui de toute la durée, moins ce qui est payé.',
  conditions: {
    good: 'en bon état',
    worn: 'avec des marques d’usage',
    dirty: 'à nettoyer',
    incomplete: 'incomplet',
    damaged: 'abîmé',
  } satisfies Record<ConditionWord, string>,
  moments: { out: 'À la remise', back: 'Au retour', inspection: 'À la vérification' },
  said: (condition: string, note: string) => (note === '' ? condition : `${condition} : « ${note} »`),
  unsaid: 'état non noté',
  byLender: (text: string) => `le prêteur : ${text}`,
  byBorrower: (text: string) => `l’emprunteur : ${text}`,
  shown: { code: 'montré par le code de la commande', signature: (name: string) => `signé par ${name}` },
  condition: 'État',
  note: 'Ce qu’on voit',
  noteHint: 'Une rayure, un accessoire qui manque…',
  handOut: {
    title: 'Remettre',
    code: 'Code de l’emprunteur',
    codeHint: 'Sur sa commande. Sans code : son nom ci-dessous.',
    name: 'Ou : nom de la personne qui l’emporte',
    ownName: 'Nom de la personne qui l’emporte',
    numbers: 'Numéro de l’objet',
    numbersHint: (units: number) =>
      units === 1 ? 'S’il en porte un.' : `S’ils en portent un, ${units} au plus, séparés par des virgules.`,
    now: 'Remettre maintenant',
    opensOn: (day: string) => `La remise s’ouvre le ${day}.`,
    rest: 'Le reste de la commande se remet à sa page.',
    errors: {
      'before-its-day': 'La remise s’ouvre le premier jour de la réservation.',
      'not-back': 'Il n’est pas là : un autre est encore dehors, ou attend d’être vérifié.',
      'number-out': 'Ce numéro est déjà dehors.',
      numbers: 'Plus de numéros que d’objets.',
      'open-proposal': 'Une proposition attend la réponse de l’acheteur : retirez-la ou attendez.',
      'taken-back': 'La banque de l’acheteur a repris le paiement : ne remettez rien.',
      quantity: 'Cette commande a changé : remettez-la à sa page.',
      nothing: 'Il ne reste rien à remettre de cette commande.',
      unweighed: 'Pesez d’abord ce qui part : la page de la commande le demande.',
      changed: 'Les montants ont changé entre-temps : recommencez.',
      code: 'Ce code n’est pas celui de la commande.',
      locked: 'Cinq codes faux : l’acheteur en prend un nouveau à la page de sa commande.',
      signature: 'Donnez le code, ou le nom de la personne qui l’emporte.',
    } satisfies Record<Exclude<HandOutRefusal['reason'], 'not-now'>, string>,
  },
  takeBack: { title: 'Reprendre', now: 'Rendu : noter le retour', found: 'Retrouvé : noter le retour' },
  inspect: { title: 'Vérifier', now: 'Vérifié : peut repartir' },
  miss: {
    fold: 'Personne n’est venu',
    lead: 'La réservation se termine ici et l’acheteur reçoit une lettre. Cela ne s’annule pas.',
    now: 'Noter : non venu',
    errors: 'Cela se note à partir du premier jour de la réservation.',
  },
  lose: {
    fold: 'Perdu, ou hors d’usage',
    lead: 'Plus aucune réservation ne compte sur cet objet, et l’emprunteur reçoit une lettre. S’il revient, notez le retour.',
    now: 'Noter : perdu',
  },
  replace: {
    fold: 'Remplacé',
    lead: 'Un autre objet prend sa place : on peut en prêter autant qu’avant.',
    now: 'Noter : remplacé',
  },
  undo: {
    lead: (until: string) => `Une erreur ? Vous pouvez revenir en arrière jusqu’au ${until}.`,
    now: 'Annuler ce geste',
  },
  risks: {
    title: 'Réservations menacées',
    lead: 'Ces acheteurs ont reçu une lettre, avec ce qui est libre ailleurs.',
    mine: 'Un exemplaire n’est pas revenu : cette réservation est menacée.',
    notice: 'L’objet que vous avez réservé n’est pas revenu à temps. Nous vous écrivons dès qu’il est là.',
    instead: 'Libre au même moment',
    none: 'Rien d’autre n’est libre dans la ville à ce moment.',
  },
  atDesk: 'Ce qui est prêté se remet au comptoir, avec son état :',
  buyer: {
    title: 'Ce que vous empruntez',
    dueBy: (day: string) => `À rendre le ${day} au plus tard, pendant les heures d’ouverture.`,
    lateNow: 'En retard : rendez-le dès que possible, quelqu’un d’autre l’attend peut-être.',
    differ: { out: 'Je le vois autrement, à la remise', back: 'Je le vois autrement, au retour' } satisfies Record<
      BorrowerMoment,
      string
    >,
    differLead: 'Votre parole reste à côté de celle du prêteur, qui reçoit une lettre.',
    send: 'Garder ma parole',
  },
  today: (count: number): string => (count === 0 ? 'Rien au comptoir.' : 'à remettre, à reprendre ou à vérifier'),
};
