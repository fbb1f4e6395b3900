import type { security as french } from '../fr/account-security.ts';

/** The page of a person's sessions and passkeys, and where they show again who they are. */
export const security: typeof french = {
  title: 'Sign-in and security',
  link: 'Sign-in and security: your devices, your passkeys',
  sessions: {
    title: 'Where you are signed in',
    lead: 'Each line is a browser in which you are signed in. If you do not recognise one, sign it out.',
    isThis: 'this one',
    device: (browser, system) => `${browser}, ${system}`,
    times: (opened, method, seen) => `Signed in on ${opened} ${method}, last seen on ${seen}.`,
    until: (end) => `Ends by itself on ${end}.`,
    end: 'Sign out',
    endDescribed: (device, seen) => `Sign out: ${device}, seen on ${seen}`,
    endOthers: 'Sign out everywhere else',
    methods: {
      password: 'by password',
      passkey: 'by passkey',
      letter: 'by password and a code by e-mail',
    },
    browsers: {
      firefox: 'Firefox',
      chromium: 'Chrome or Chromium',
      edge: 'Edge',
      opera: 'Opera',
      samsung: 'Samsung Internet',
      safari: 'Safari',
      other: 'Another browser',
    },
    systems: {
      windows: 'Windows',
      android: 'Android',
      ios: 'iPhone or iPad',
      macos: 'Mac',
      chromeos: 'ChromeOS',
      linux: 'Linux',
      other: 'another device',
    },
  },
};
