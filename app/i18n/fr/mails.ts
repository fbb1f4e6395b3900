import { typesetFrench } from './typeset.ts';

export const mails = typesetFrench({
  hello: (name: string) => `Bonjour ${name},`,
  sign: (town: string) => `Halle, ${town}`,
  code: {
    subject: (about: string) => `Votre code : ${about}`,
    text: (about: string, code: string) => `${about}.\n\nVotre code : ${code}`,
    end: 'Il vaut dix minutes, une seule fois, dans la page où vous l’avez demandé. Ne le donnez à personne. Si vous ne l’avez pas demandé, quelqu’un connaît votre mot de passe : changez-le.',
  },
  paid: {
    subject: (number: string) => `Commande ${number} payée`,
    text: (number: string, total: string) => `Votre commande ${number} est payée : ${total} TTC.`,
  },
  onAccount: {
    subject: (number: string) => `Commande ${number} confirmée`,
    text: (number: string, total: string, due: string) =>
      `Votre commande ${number} est confirmée : ${total} TTC, à payer par virement avant le ${due}.`,
  },
  paymentGivenBack: {
    subject: (number: string) => `Commande ${number} : paiement rendu`,
    timeTaken:
      'Le moment que vous aviez choisi n’était plus libre quand votre paiement est arrivé : rien n’est réservé.',
    text: (number: string, amount: string) =>
      `Un paiement de ${amount} pour la commande ${number} n’a pas pu lui servir : il est arrivé trop tard, ou une seconde fois. Il vous est rendu en entier.`,
  },
  proof: (url: string) => `La commande et son registre d’impact : ${url}`,
  promise: 'La promesse signée du registre : vos entrées y seront à ces numéros, ou ce texte montre qu’elles manquent.',
  checkpoint: {
    witnessed: 'Gardez ce sommet signé du registre : il nous lie.',
    unwitnessed:
      'Gardez ce sommet signé du registre : il nous lie. Aucun quorum de témoins ne l’a confirmé récemment : il n’est pas encore attesté.',
    alone:
      'Gardez ce sommet signé du registre : il nous lie. La ville le signe seule, aucun témoin extérieur ne l’a vu : votre copie est la preuve.',
  },
  toPrepare: {
    subject: (number: string) => `À préparer : commande ${number}`,
    text: (number: string, buyer: string, how: string) => `La commande ${number} de ${buyer} est confirmée. ${how}`,
  },
  invitation: {
    from: (town: string) => `Bonjour, cette lettre vient de Halle, ${town}.`,
    supplier: {
      subject: (town: string, name: string) => `Halle, ${town} : invitation à l’étal ${name}`,
      text: (inviter: string, name: string) =>
        `${inviter} vous invite dans l’équipe de l’étal ${name}. Lisez l’invitation, puis prenez-la ou refusez-la :`,
    },
    organisation: {
      subject: (town: string, name: string) => `Halle, ${town} : invitation à l’organisation ${name}`,
      text: (inviter: string, name: string) =>
        `${inviter} vous invite à acheter avec l’organisation ${name}. Lisez l’invitation, puis prenez-la ou refusez-la :`,
    },
    handOver: {
      subject: (town: string, name: string) => `Halle, ${town} : ${name} vous est proposé`,
      text: (inviter: string, name: string) =>
        `${inviter} vous propose de prendre sa place à la tête de ${name}. Lisez ce que cela change, puis acceptez ou refusez :`,
    },
    holds: (address: string, days: number) =>
      `Ce lien ne vaut que pour le compte de ${address}, une seule fois, pendant ${days} jours. Si vous n’attendez rien, ne faites rien : sans vous, rien ne change.`,
  },
  teamHandedOver: {
    subject: (name: string) => `Transmission faite : ${name}`,
    text: (name: string, from: string, to: string) => `${from} a transmis ${name} à ${to}, qui l’a accepté.`,
    wrong: 'Si ce n’était pas voulu, répondez vite à la coopérative.',
  },
  teamJoined: {
    subject: (name: string) => `Équipe de ${name} : une personne de plus`,
    text: (person: string, address: string, name: string) =>
      `${person} (${address}) a pris l’invitation et fait maintenant partie de l’équipe de ${name}.`,
  },
  stopLetters: (url: string) => `Ne plus recevoir ces lettres : ${url}`,
  siretDecided: {
    lapsed: (name: string) =>
      `${name} n’a plus de SIRET dans la halle : en soixante jours, aucune commande n’a été payée pour elle et personne n’a vérifié ce numéro. Vous pouvez le redemander sur sa page.`,
    subject: (name: string) => `SIRET de ${name} : décision`,
    granted: (name: string, why: string) => `Le SIRET demandé est bien celui de ${name}. Le steward écrit : ${why}`,
    refused: (name: string, why: string) =>
      `Le SIRET demandé n’est pas attribué à ${name}. Le steward écrit : ${why} Si vous n’êtes pas d’accord, répondez à la coopérative.`,
  },
  step: {
    subject: (name: string, step: string) => `${name} : ${step.toLowerCase()}`,
    text: (step: string) => `Votre dossier a avancé : ${step.toLowerCase()}. Vous pouvez y répondre depuis votre étal.`,
  },
  proof1: {
    subject: (label: string) => `Votre preuve : ${label}`,
    accept: (label: string, level: string) =>
      `Votre preuve pour « ${label} » est acceptée au niveau ${level}. Votre note suit.`,
    return: (label: string, why: string) => `Votre preuve pour « ${label} » vous revient : ${why}`,
    refuse: (label: string, why: string) =>
      `Votre preuve pour « ${label} » est refusée : ${why} Vous pouvez répondre sous le critère.`,
  },
  proofEnds: {
    subject: (label: string) => `Une preuve se termine bientôt : ${label}`,
    text: (label: string, day: string) =>
      `Votre preuve pour « ${label} » compte pleinement jusqu’au ${day}, puis s’efface en six mois. Renouvelez-la ici :`,
  },
  methodChanged: {
    subject: 'La méthode de la note a changé',
    text: (method: string, before: string, after: string) =>
      `La méthode de la note a changé : ${method} est en vigueur. Votre note prouvée était ${before} ; elle est ${after} avec la nouvelle version. Les deux restent montrées soixante jours, et la différence critère par critère est sur votre page :`,
  },
  drawn: {
    subject: (label: string) => `Un contrôle tiré au sort : ${label}`,
    text: (label: string, due: string) =>
      `Chaque trimestre, une preuve sur vingt est tirée au sort et relue. Ce trimestre, c’est votre preuve pour « ${label} ». Remettez la pièce ici jusqu’au ${due} ; un steward la relit :`,
  },
  exemptionEnded: {
    subject: (label: string) => `Un critère compte à nouveau : ${label}`,
    text: (label: string, reason: 'expired' | 'withdrawn') =>
      `${
        {
          expired: `L’exemption de « ${label} » est arrivée à son dernier jour.`,
          withdrawn: `Un steward a mis fin à l’exemption de « ${label} ».`,
        }[reason]
      } Le critère s’applique à nouveau à vous, et compte comme non renseigné tant que vous n’en dites rien. Vous pouvez dire et prouver une valeur ici, ou demander une nouvelle exemption aux stewards :`,
  },
  textDecided: {
    subject: (name: string, accepted: boolean) =>
      accepted ? `${name} : un texte est affiché` : `${name} : un texte n’est pas admis`,
    text: (text: string, accepted: boolean) =>
      accepted ? `Votre texte « ${text} » est affiché.` : `Votre texte « ${text} » n’est pas affiché ; il est gardé.`,
  },
  identityDecided: {
    subject: (name: string, accepted: boolean) =>
      accepted ? `${name} : votre nouvelle identité est en vigueur` : `${name} : votre identité ne change pas`,
    accepted:
      'Un steward a accepté le changement demandé. Il vérifiera de nouveau votre inscription et vos cotisations.',
    refused: (why: string) => `Un steward n’a pas accepté le changement demandé : ${why}`,
  },
  visit: {
    subject: (host: string) => `Visite entre pairs : une invitation de ${host}`,
    text: (host: string) =>
      `${host} vous demande de venir voir ce que l’entreprise déclare, avec deux autres personnes. Dites si vous venez :`,
  },
  proposal: {
    subject: (number: string) => `Commande ${number} : un fournisseur vous propose un changement`,
    text: 'Un fournisseur ne peut pas livrer une ligne comme prévu. Il vous propose autre chose ; répondez sur la page de la commande.',
  },
  confirmed: {
    subject: (number: string, name: string) => `Commande ${number} : ${name} la prépare`,
    text: (name: string) => `${name} prépare votre commande.`,
  },
  handed: {
    subject: (number: string, name: string) => `Commande ${number} : remise par ${name}`,
    text: (name: string) => `${name} a remis votre commande.`,
    received: (url: string) =>
      `Vous avez tout ? Dites « Bien reçu », et le fournisseur est payé. Sans réponse, il l’est quelques jours plus tard : ${url}`,
  },
  codeLocked: {
    subject: (number: string) => `Commande ${number} : cinq codes faux`,
    text: (name: string) =>
      `Cinq codes faux ont été donnés pour la remise de ${name}. Rien n’est remis, et votre code ne vaut plus. Avez-vous la marchandise devant vous ? Prenez un nouveau code sur la page de la commande. Sinon, écrivez à la coopérative.`,
  },
  codeRenewed: {
    subject: (number: string) => `Commande ${number} : nouveau code`,
    text: (name: string, code: string) =>
      `Votre nouveau code pour ${name} : ${code}. Ne le donnez que quand vous avez la marchandise.`,
  },
  dispute: {
    opened: {
      subject: (number: string) => `Commande ${number} : paiement contesté`,
      supplier: (number: string, amount: string) =>
        `La banque de l’acheteur conteste ${amount} de la commande ${number}. La coopérative s’en occupe ; tant que ce n’est pas tranché, rien ne vous est versé pour cette commande. Gardez ce qui prouve la remise : bon signé, messages, photos.`,
      steward: (number: string, amount: string) =>
        `La banque de l’acheteur conteste ${amount} de la commande ${number}.`,
    },
    lost: {
      subject: (number: string) => `Commande ${number} : paiement repris`,
      supplier: (number: string, amount: string) =>
        `La banque de l’acheteur a repris ${amount} de la commande ${number}. Ne remettez plus ce qui ne l’est pas encore : rien ne le paie. La page de la commande dit ce qu’il en reste ; vous pouvez y libérer le stock.`,
      steward: (number: string, amount: string) =>
        `La banque de l’acheteur a repris ${amount} de la commande ${number}. Ses fournisseurs le supportent à proportion de ce qui leur restait ; le cas attend que quelqu’un le classe.`,
    },
    won: {
      subject: (number: string) => `Commande ${number} : contestation gagnée`,
      supplier: (number: string, amount: string) =>
        `La contestation de ${amount} sur la commande ${number} est close en notre faveur. La commande reprend, et ce qui vous est dû vous est versé.`,
      steward: (number: string, amount: string) =>
        `La contestation de ${amount} sur la commande ${number} est close en notre faveur. Les versements reprennent.`,
    },
    answerBefore: (day: string) => `Réponse à donner avant le ${day}.`,
  },
  cancelled: {
    subject: (number: string) => `Commande ${number} : annulée par l’acheteur`,
    text: (number: string) =>
      `L’acheteur a annulé ce qui suit dans la commande ${number}. Le stock et le temps réservé vous sont rendus.`,
  },
  refused: {
    subject: (number: string, name: string) => `Commande ${number} : ${name} ne peut pas la faire`,
    text: (name: string) => `${name} ne peut pas faire sa partie de la commande.`,
  },
  returnAsked: {
    subject: (number: string) => `Commande ${number} : un retour est demandé`,
    text: (number: string) =>
      `L’acheteur demande à rendre une partie de la commande ${number}. Répondez-lui sur la page de la commande.`,
  },
  returnAnswered: {
    subject: (number: string, yes: boolean) => `Commande ${number} : retour ${yes ? 'accepté' : 'refusé'}`,
    yes: (name: string, what: string) => `${name} a reçu ce que vous rendiez : ${what}.`,
    no: (name: string, what: string, why: string) => `${name} refuse le retour (${what}) : ${why}`,
  },
  answered: {
    subject: (number: string, yes: boolean) => `Commande ${number} : proposition ${yes ? 'acceptée' : 'refusée'}`,
    text: (number: string, yes: boolean) =>
      `L’acheteur a ${yes ? 'accepté' : 'refusé'} votre proposition sur la commande ${number}.`,
  },
  failed: {
    subject: (number: string) => `Commande ${number} : paiement refusé`,
    text: 'Le paiement a été refusé par la banque. Rien n’a été débité et le stock est rendu. Vous pouvez recommencer :',
  },
  late: {
    subject: (number: string) => `Commande ${number} : payée après la réservation`,
    text: 'Votre paiement est arrivé après la fin de la réservation. Les stewards vous écrivent sous deux jours ouvrés : remboursement, ou commande reprise.',
  },
  search: {
    subject: (count: number, words: string) =>
      `${count === 1 ? 'Une offre nouvelle' : `${count} offres nouvelles`}${words ? ` pour « ${words} »` : ' pour votre recherche'}`,
    text: (count: number) =>
      count === 1
        ? 'Une offre répond à une recherche que vous avez enregistrée, et n’y répondait pas hier :'
        : `${count} offres répondent à une recherche que vous avez enregistrée, et n’y répondaient pas hier. Voici les premières :`,
    all: (url: string) => `Toute la recherche : ${url}`,
    stop: (url: string) => `Ne plus recevoir ce courriel, ou supprimer la recherche : ${url}`,
  },
});
