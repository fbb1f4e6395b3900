// The description of a page for other sites and programs.
export type LinkPreview = {
  /** One sentence, in the page's language. */
  description: string;
  /** The kind of Open Graph; a website unless said. */
  kind?: 'website' | 'product';
  /** Its path and its size in pixels. */
  picture: { href: string; alt: string; width: number; height: number };
  /** The Atom feed of what the page lists. */
  feed?: { href: string; title: string };
  /** Objects of schema.org as JSON-LD; what makes one is held against the types of its vocabulary. */
  linkedData?: readonly object[];
};

/** A description of at most 160 characters, cut between words: longer ones are cut by those who show them. */
export function shortDescription(text: string): string {
  const plain = text.split(/\s/).filter(Boolean).join(' ');
  if (plain.length <= maxDescription) return plain;
  const end = plain.lastIndexOf(' ', maxDescription - 1);
  return `${plain.slice(0, end > 0 ? end : maxDescription - 1)}…`;
}

const maxDescription = 160;
