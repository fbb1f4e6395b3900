import type { limits as fr } from '../fr/limits.ts';

export const limits: typeof fr = {
  reached: (what, until) => `${what} You can go on from ${until}.`,
  classes: {
    ordinary: 'Many forms were sent in a short time.',
    signed: '',
    password: 'Many attempts came from this internet connection.',
    account: 'Many accounts were opened from this internet connection.',
    order: 'You placed many orders today.',
    letter: 'Many letters were written for you today.',
    invitation: 'Twenty invitations a day were sent.',
    petition: 'You asked the stewards for much today.',
    supplier: 'Three stalls a day were opened.',
    evidence: 'Much evidence and many declarations were submitted today.',
    upload: 'Many files were sent today.',
    import: 'Many files of offers were sent today.',
    offer: 'Many offers were created today.',
    steward: 'Many decisions were made in a short time.',
    role: 'Many roles changed in a short time.',
  },
};
