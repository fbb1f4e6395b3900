import type { CSSProperties } from 'react';

const tints = ['#8a5a12', '#2c6b4c', '#7a4b7d', '#35618e', '#a8462f', '#5c6b2f', '#2f6f73'];

/** A supplier keeps its tint everywhere: cards, stalls, map. */
export function tintOf(seed: string): string {
  return tints[[...seed].reduce((sum, char) => sum + char.charCodeAt(0), 0) % tints.length]!;
}

/** The category's drawing on a ground tinted by supplier: what an offer without a photograph shows. */
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
