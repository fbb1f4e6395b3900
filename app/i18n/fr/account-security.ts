import type { Device, SessionMethod } from '#app/domain/accounts/session.ts';

/** The page of a person's sessions and passkeys, and where they show again who they are. */
export const security = {
  title: 'Connexion et sécurité',
  link: 'Connexion et sécurité : vos appareils, vos clés d’accès',
  passkeys: {
    title: 'Vos clés d’accès',
    lead: 'Une clé d’accès reste dans votre appareil ou votre clé de sécurité : vous vous connectez avec votre empreinte, votre visage ou un code, sans mot de passe que l’on puisse voler.',
    add: 'Ajouter une clé d’accès',
    name: 'Son nom',
    nameHint: 'Pour la reconnaître : « Mon téléphone », « Clé du bureau ».',
    unnamed: 'Clé d’accès',
    rename: 'Renommer',
    save: 'Enregistrer le nom',
    remove: 'Retirer',
    removeDescribed: (name: string) => `Retirer la clé d’accès : ${name}`,
    times: (created: string, used: string | null) =>
      used
        ? `Ajoutée le ${created}, utilisée pour la dernière fois le ${used}.`
        : `Ajoutée le ${created}, jamais utilisée.`,
    none: 'À cette adresse, les navigateurs ne proposent pas de clé d’accès : votre mot de passe suffit.',
    noScript: 'Ajouter une clé d’accès demande des scripts ; votre mot de passe fonctionne sans eux.',
    signIn: 'Se connecter avec une clé d’accès',
    or: 'ou avec votre mot de passe',
    failed: {
      create: 'Votre navigateur n’a pas créé de clé : vous avez peut-être annulé, ou cet appareil en a déjà une.',
      get: 'Votre navigateur n’a rien signé : vous avez peut-être annulé, ou cet appareil n’a pas de clé pour la Halle.',
    },
    refused: {
      'not-verified': 'Cette clé n’a pas pu être vérifiée, ou la page était ouverte depuis trop longtemps. Réessayez.',
      'unknown-key': 'Cette clé n’est pas de ce compte.',
      counter:
        'Cette clé a peut-être été copiée : elle n’est plus acceptée. Connectez-vous par mot de passe et retirez-la.',
      known: 'Cette clé est déjà enregistrée.',
      'too-many': 'Vous avez vingt clés d’accès : retirez-en une d’abord.',
      'last-way-in': 'C’est votre seule façon d’entrer : ajoutez une autre clé ou un mot de passe d’abord.',
    },
  },
  again: {
    title: 'Est-ce bien vous ?',
    lead: 'Avant ce qui touche à l’argent, aux rôles ou à vos accès, montrez encore une fois que c’est vous. Cela vaut dix minutes.',
    leadRole:
      'Le bureau demande une clé d’accès, ou votre mot de passe et un code que nous vous envoyons par courriel.',
    byPasskey: 'Confirmer avec ma clé d’accès',
    confirm: 'Confirmer',
    passwordHint: 'Puis un code vous est envoyé par courriel.',
    byLetter: 'Votre mot de passe est bon. Il manque le code que nous envoyons à votre adresse.',
    send: 'M’envoyer un code',
    noLetter: 'Rien reçu ? Regardez aussi dans les courriers indésirables.',
    sendAgain: 'M’envoyer un autre code',
    code: 'Le code reçu par courriel',
    codeHint: 'Huit chiffres, valables dix minutes ; cinq essais.',
    tooMany: 'Trop de codes demandés. Réessayez dans une heure, ou utilisez une clé d’accès.',
    about: 'Vous connecter au bureau des stewards',
    refused: {
      wrong: 'Ce n’est pas ce code.',
      ended: 'Ce code ne vaut plus : demandez-en un autre.',
    },
  },
  sessions: {
    title: 'Vos connexions ouvertes',
    lead: 'Chaque ligne est un navigateur où vous êtes connecté. Si vous n’en reconnaissez pas un, fermez-le.',
    isThis: 'celui-ci',
    device: (browser: string, system: string) => `${browser}, ${system}`,
    times: (opened: string, method: string, seen: string) =>
      `Ouverte le ${opened} ${method}, vue pour la dernière fois le ${seen}.`,
    until: (end: string) => `Se ferme d’elle-même le ${end}.`,
    end: 'Fermer',
    endDescribed: (device: string, seen: string) => `Fermer la connexion : ${device}, vue le ${seen}`,
    endOthers: 'Fermer toutes les autres connexions',
    methods: {
      password: 'par mot de passe',
      passkey: 'par clé d’accès',
      letter: 'par mot de passe et code reçu par courriel',
    } satisfies Record<SessionMethod, string>,
    browsers: {
      firefox: 'Firefox',
      chromium: 'Chrome ou Chromium',
      edge: 'Edge',
      opera: 'Opera',
      samsung: 'Samsung Internet',
      safari: 'Safari',
      other: 'Autre navigateur',
    } satisfies Record<Device['browser'], string>,
    systems: {
      windows: 'Windows',
      android: 'Android',
      ios: 'iPhone ou iPad',
      macos: 'Mac',
      chromeos: 'ChromeOS',
      linux: 'Linux',
      other: 'autre appareil',
    } satisfies Record<Device['system'], string>,
  },
};
