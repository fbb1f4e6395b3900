import type { Config } from 'tailwindcss';

/** Design tokens. Colours are CSS variables (app/tailwind.css), so that the dark theme changes values, not names. */
export default {
  content: ['./app/**/*.{ts,tsx}'],
  theme: {
    colors: {
      chalk: 'var(--chalk)',
      paper: 'var(--paper)',
      ink: 'var(--ink)',
      slate: 'var(--slate)',
      line: 'var(--line)',
      sand: 'var(--sand)',
      vine: 'var(--vine)',
      'on-vine': 'var(--on-vine)',
      brick: 'var(--brick)',
      eco: 'var(--eco)',
      soc: 'var(--soc)',
      env: 'var(--env)',
      transparent: 'transparent',
      current: 'currentcolor',
    },
    fontFamily: { display: 'var(--display)', text: 'var(--text)', mono: 'var(--mono)' },
    fontSize: { small: '.8125rem', base: '1rem', lead: '1.125rem', title: '1.5rem', big: '2.125rem', hero: '3.25rem' },
    borderRadius: { DEFAULT: '14px', full: '99px', none: '0' },
    screens: { sm: '40rem', md: '48rem', lg: '64rem' },
  },
} satisfies Config;
