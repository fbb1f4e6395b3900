const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as HTML or XML shows it, also inside a quoted attribute. */
export function asMarkup(text: string): string {
  return text.replace(/[&<>"]/g, (char) => entities[char]!);
}
