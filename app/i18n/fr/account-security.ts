import type { Device, SessionMethod } from '#app/domain/accounts/session.ts';

/** The page of a person's sessions and passkeys, and where they show again who they are. */
export const security = {
  title: 'Connexion et sécurité',
  link: 'Connexion et sécurité : vos appareils, vos clés d’accès',
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
