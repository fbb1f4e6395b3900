/**
 * A typed name for a letter to a stranger: addresses of the web and of mail in it are broken up, so that no mail program
 * makes a link of them.
 */
export function plainName(name: string): string {
  return name
    .replace(/\s+/g, ' ')
    .replaceAll('://', ': //')
    .replaceAll('@', ' @ ')
    .replace(/\.(?=[\p{L}\p{N}-]{2})/gu, '. ');
}
