/** Whether a host name or address is this machine's own: `localhost`, `127.*`, `::1`, with or without brackets. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || /^\[?::1\]?$/.test(hostname) || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(hostname);
}
