/**
 * A text of a published method in English, typed in ASCII: apostrophes and signs are set where it is shown, and a percent
 * sign stands next to its number. Idempotent.
 */
export function typesetEnglishData(text: string): string {
  return text
    .replace(/(?<=\p{L})'(?=\p{L}|\s)/gu, '’')
    .replace(/>= ?/g, '≥\u00a0')
    .replace(/<= ?/g, '≤\u00a0')
    .replace(/ x (?=\d)/g, '\u00a0×\u00a0')
    .replace(/(?<=\d)[ \u00a0]%/g, '%')
    .replace(/\btonne-km\b/g, 't·km')
    .replace(/kg ?CO2e/g, 'kg CO₂e');
}
