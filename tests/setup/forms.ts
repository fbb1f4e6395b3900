// Reads the answer to a posted form: the flash that its redirect carries.
import { readCookies } from '#app/http/cookies.ts';
import { flashSentence } from '#app/http/flash.ts';
import { messages } from '#app/i18n/fr/index.ts';

/** The sentence that the next page will say, over http or https; null if the response carries no flash. */
export function flashOf(response: Response): string | null {
  const set = response.headers.getSetCookie().find((cookie) => /^(__Host-)?halle-flash=/.test(cookie)) ?? '';
  const cookies = readCookies(set.split(';', 1)[0] ?? '');
  return flashSentence({ cookies, secure: set.startsWith('__Host-') }, messages.flash);
}
