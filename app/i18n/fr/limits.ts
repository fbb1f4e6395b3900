import type { LimitClass } from '#app/domain/security/limit-classes.ts';

/** How much: what one reads when a limit is reached. */
export const limits = {
  reached: (what: string, until: string) => `${what} Vous pourrez continuer le ${until}.`,
  classes: {
    ordinary: 'Beaucoup d’envois en peu de temps.',
    signed: '',
    password: 'Beaucoup d’essais depuis cette connexion à Internet.',
    account: 'Beaucoup de comptes ont été ouverts depuis cette connexion à Internet.',
    order: 'Vous avez passé beaucoup de commandes aujourd’hui.',
    letter: 'Vous avez fait écrire beaucoup de lettres aujourd’hui.',
    invitation: 'Vingt invitations par jour ont été envoyées.',
    petition: 'Vous avez beaucoup demandé aujourd’hui à l’équipe qui veille.',
    supplier: 'Trois étals par jour ont été ouverts.',
    evidence: 'Beaucoup de preuves et de déclarations ont été déposées aujourd’hui.',
    upload: 'Beaucoup de fichiers ont été envoyés aujourd’hui.',
    import: 'Beaucoup de fichiers d’offres ont été envoyés aujourd’hui.',
    offer: 'Beaucoup d’offres ont été créées aujourd’hui.',
    steward: 'Beaucoup de décisions en peu de temps.',
    role: 'Beaucoup de rôles ont changé en peu de temps.',
  } satisfies Record<LimitClass, string>,
};
