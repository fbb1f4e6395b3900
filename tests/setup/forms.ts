// Reads the answer to a posted form: the flash that its redirect carries.
import { readCookies } from '#app/http/cookies.ts';
import { flashSentence } from '#app/http/flash.ts';
import { messages } from '#app/i18n/fr/index.ts';

/** The sentence that the next page will say; null if the response carries no flash. */
export function flashOf(response: Response): string | null {
  const set = response.headers.getSetCookie().find((cookie) => cookie.startsWith('halle-flash=')) ?? '';
  return flashSentence(readCookies(set.split(';', 1)[0] ?? ''), messages.flash);
}
