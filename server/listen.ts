// The place where the server listens: an address of its own, or a socket that was opened before it and outlives it.
import type { Server } from 'node:http';

/** The first descriptor that systemd hands over (sd_listen_fds(3)). */
const firstHanded = 3;

/**
 * The descriptor of a listening socket that is handed over; null without one. While the server restarts, the kernel
 * keeps who comes in its queue, so that no visitor is turned away.
 */
function handedSocket(env: NodeJS.ProcessEnv, pid: number): number | null {
  if (env.LISTEN_FDS !== '1') return null;
  return env.LISTEN_PID === undefined || env.LISTEN_PID === String(pid) ? firstHanded : null;
}

/** Listens, and exits with 2 and a sentence where it cannot. */
export function listen(server: Server, { port, host }: { port: number; host: string }, opened: () => void): void {
  server.on('error', (error: NodeJS.ErrnoException) => {
    const sentences = new Map([
      ['EADDRINUSE', `Port ${port} is taken; set PORT to another one.`],
      ['EADDRNOTAVAIL', `HOST is ${host}, which is no address of this machine.`],
      ['ENOTFOUND', `HOST is ${host}, a name that this machine does not know.`],
      ['EACCES', `Port ${port} is for the administrator of this machine; set PORT to one above 1023.`],
      ['EINVAL', 'LISTEN_FDS is 1, and descriptor 3 is no listening socket.'],
    ]);
    console.error(sentences.get(error.code ?? '') ?? error);
    process.exit(2);
  });
  const fd = handedSocket(process.env, process.pid);
  if (fd === null) server.listen(port, host, opened);
  else server.listen({ fd }, opened);
}
