// The end of a server: what is under way ends, what comes on an open connection is still answered, and what was only half
// sent does not hold it up.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate, setTimeout } from 'node:timers/promises';

/** A request whose head is not there yet, and one whose body is not, have so long to arrive. */
const headMs = 2000;
const bodyMs = 3000;
/**
 * So long a stopping server still listens while a connection is open: each answer says that its connection ends, so that
 * a proxy takes it from its pool.
 */
const farewellMs = 1000;
const lookMs = 50;

type Exchange = { incoming: IncomingMessage; outgoing: ServerResponse };

/**
 * Follows the connections of a server, and returns its end: answers say `Connection: close`, then the server stops
 * listening, lets requests in flight finish, closes connections as they become idle, and cuts those that sent half a
 * request.
 */
export function followConnections(server: Server): () => Promise<void> {
  const exchanges = new Map<Socket, Exchange | null>();
  let isStopping = false;
  server.on('connection', (socket) => {
    exchanges.set(socket, null);
    socket.on('close', () => exchanges.delete(socket));
  });
  server.prependListener('request', (incoming, outgoing) => {
    if (isStopping) outgoing.shouldKeepAlive = false;
    const exchange = { incoming, outgoing };
    exchanges.set(incoming.socket, exchange);
    outgoing.on('close', () => {
      if (exchanges.get(incoming.socket) === exchange) exchanges.set(incoming.socket, null);
    });
  });
  return async () => {
    const begun = performance.now();
    isStopping = true;
    for (const exchange of exchanges.values())
      if (exchange && !exchange.outgoing.headersSent) exchange.outgoing.shouldKeepAlive = false;
    while (exchanges.size > 0 && performance.now() - begun < farewellMs) await setTimeout(lookMs);
    // Right after the event loop has read what came: a request that waits in a socket is not cut with it.
    await setImmediate();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    const cutHalfSent = () => {
      const waited = performance.now() - begun;
      server.closeIdleConnections();
      for (const [socket, exchange] of exchanges) {
        const isHalfSent = exchange === null ? waited > headMs : waited > bodyMs && !exchange.incoming.complete;
        if (isHalfSent) socket.destroy();
      }
    };
    const timer = setInterval(cutHalfSent, lookMs);
    await closed;
    clearInterval(timer);
  };
}
