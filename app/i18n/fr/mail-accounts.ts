import { typesetFrench } from './typeset.ts';

/** Letters about an account. */
export const accountMails = typesetFrench({
  hello: 'Bonjour,',
  signUp: {
    subject: 'Confirmez votre courriel',
    text: 'Pour ouvrir votre compte à la Halle, confirmez que ce courriel est le vôtre. Le lien vaut une semaine :',
    elsewhere:
      'Sur un autre appareil que celui de l’inscription, la page vous demande le mot de passe que vous avez choisi.',
    notYou: 'Vous n’avez rien demandé ? Ne faites rien : sans ce lien, aucun compte ne s’ouvre à votre adresse.',
  },
  known: {
    subject: 'Vous avez déjà un compte',
    text: 'Quelqu’un, vous peut-être, vient de donner ce courriel à la Halle pour un compte. Vous en avez déjà un ; rien n’y a changé. Pour entrer :',
    forgotten: 'Mot de passe oublié ? Choisissez-en un autre :',
    notYou:
      'Ce n’était pas vous ? Vous n’avez rien à faire : qui a donné votre adresse n’a rien appris de votre compte.',
  },
  signIn: {
    subject: 'Entrer dans votre compte',
    text: 'On a donné beaucoup de mots de passe faux pour votre compte. Ce lien fait reconnaître le navigateur où vous l’ouvrez ; vous y donnez ensuite votre mot de passe. Il vaut un quart d’heure et ne sert qu’une fois :',
    notYou: 'Vous n’avez rien demandé ? Ne faites rien : sans votre mot de passe, personne n’entre.',
  },
  reset: {
    subject: 'Choisissez un nouveau mot de passe',
    text: 'Vous avez oublié votre mot de passe. Ce lien vous en fait choisir un autre ; il vaut une heure et ne sert qu’une fois :',
    notYou: 'Vous n’avez rien demandé ? Ne faites rien : votre mot de passe reste le même.',
  },
  passwordChanged: {
    keys: (names: string) => `Vos clés d’accès ouvrent toujours votre compte : ${names}.`,
    subject: 'Votre mot de passe a changé',
    text: 'Le mot de passe de votre compte vient d’être changé.',
    notYou:
      'Ce n’était pas vous ? Choisissez-en un autre tout de suite, ce qui ferme aussi toutes les sessions ouvertes :',
  },
  emailChange: {
    subject: 'Confirmez votre nouveau courriel',
    text: (email: string) =>
      `Vous voulez que le compte de ${email} passe à cette adresse. Confirmez-le ; le lien vaut un jour :`,
    notYou: 'Vous n’avez rien demandé ? Ne faites rien : sans ce lien, rien ne change.',
  },
  emailChanged: {
    subject: 'Le courriel de votre compte a changé',
    text: (email: string) =>
      `Votre compte est désormais à l’adresse ${email} : c’est là que vont nos lettres, et c’est elle qui vous fait entrer.`,
    undo: 'Ce n’était pas vous ? Pendant sept jours, ce lien vous rend votre compte, ferme toutes ses sessions et vous fait choisir un nouveau mot de passe :',
  },
  siretClaimed: {
    subject: (organisation: string) => `${organisation} : un second compte pour votre SIRET`,
    text: (organisation: string) =>
      `Quelqu’un vient d’ouvrir un compte pour une organisation qui a le SIRET de ${organisation}. Son organisation reste sans numéro, et ne voit rien de la vôtre.`,
    what: 'Si c’est quelqu’un de chez vous, dites-lui de passer par votre compte. Sinon, écrivez à la coopérative.',
  },
});
