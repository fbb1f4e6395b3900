// A session, its device and its lifetime. Its end is absolute: use does not prolong it.

/** How a person showed who they are: when the session was opened, or when asked again. `letter`: password and a code by letter. */
export const sessionMethods = ['password', 'passkey', 'letter'] as const;
export type SessionMethod = (typeof sessionMethods)[number];

/** Hours after which a session ends: of a person, and of who has a role of the town. */
export const personHours = 30 * 24;
export const roleHours = 12;

/** Minutes for which a person who showed who they are is not asked again, not even before money and roles. */
const recentMinutes = 10;

/** Minutes between two writes of when a session was last seen. */
export const seenMinutes = 5;

export const browsers = ['firefox', 'chromium', 'edge', 'opera', 'samsung', 'safari', 'other'] as const;
export const systems = ['windows', 'android', 'ios', 'macos', 'chromeos', 'linux', 'other'] as const;
export type Device = { browser: (typeof browsers)[number]; system: (typeof systems)[number] };

export function isRecentlyAuthenticated({ authenticatedAt }: { authenticatedAt: string }, now: Date): boolean {
  return now.getTime() - Date.parse(authenticatedAt) < recentMinutes * 60_000;
}

/** In this order: Edge and Opera also call themselves Chrome, and Chrome calls itself Safari. */
const browserMarks: readonly [RegExp, Device['browser']][] = [
  [/Firefox\/|FxiOS\//, 'firefox'],
  [/Edg(?:e|A|iOS)?\//, 'edge'],
  [/OPR\/|OPT\//, 'opera'],
  [/SamsungBrowser\//, 'samsung'],
  [/Chrom(?:e|ium)\/|CriOS\//, 'chromium'],
  [/Safari\//, 'safari'],
];
/** In this order: Android also calls itself Linux, and an iPad calls itself a Mac like. */
const systemMarks: readonly [RegExp, Device['system']][] = [
  [/Windows/, 'windows'],
  [/Android/, 'android'],
  [/iPhone|iPad|iPod/, 'ios'],
  [/Mac OS X|Macintosh/, 'macos'],
  [/CrOS/, 'chromeos'],
  [/Linux|X11/, 'linux'],
];

/** Browser and system of a User-Agent header: coarse, so that no more is stored than a person needs to know it again. */
export function readDevice(userAgent: string): Device {
  const read = <T>(marks: readonly [RegExp, T][]) => marks.find(([mark]) => mark.test(userAgent.slice(0, 500)))?.[1];
  return { browser: read(browserMarks) ?? 'other', system: read(systemMarks) ?? 'other' };
}
