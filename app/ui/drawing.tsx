import type { CSSProperties } from 'react';

const tints = ['#8a5a12', '#2c6b4c', '#7a4b7d', '#35618e', '#a8462f', '#5c6b2f', '#2f6f73'];

/** A supplier has the same tint everywhere: cards, basket, map. */
export function tintOf(seed: string): string {
  return tints[[...seed].reduce((sum, char) => sum + char.charCodeAt(0), 0) % tints.length]!;
}

/** Shown for an offer without a photograph: the category's drawing on the supplier's tint. */
export function Drawing({ category, seed }: { category: string; seed: string }) {
  return (
    <svg
      className="picture"
      style={{ '--tint': tintOf(seed) } as CSSProperties}
      fill="none"
      stroke="currentColor"
      strokeWidth="3"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <use href={`/pictures.svg#${category}`} />
    </svg>
  );
}
