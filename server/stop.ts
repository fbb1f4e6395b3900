// The end of a server: what is under way ends, and what was only half sent does not hold it up.
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/** A request whose head is not there yet, and one whose body is not, have so long to arrive. */
const headMs = 2000;
const bodyMs = 3000;

/**
 * Follows the connections of a server, and returns its end: stops listening, lets requests in flight finish, closes
 * connections as they become idle, and cuts those that sent half a request.
 */
export function followConnections(server: Server): () => Promise<void> {
  const requests = new Map<Socket, IncomingMessage | null>();
  server.on('connection', (socket) => {
    requests.set(socket, null);
    socket.on('close', () => requests.delete(socket));
  });
  server.on('request', (incoming, outgoing) => {
    requests.set(incoming.socket, incoming);
    outgoing.on('close', () => {
      if (requests.get(incoming.socket) === incoming) requests.set(incoming.socket, null);
    });
  });
  return async () => {
    const begun = performance.now();
    const cutHalfSent = () => {
      const waited = performance.now() - begun;
      server.closeIdleConnections();
      for (const [socket, request] of requests) {
        const isHalfSent = request === null ? waited > headMs : waited > bodyMs && !request.complete;
        if (isHalfSent) socket.destroy();
      }
    };
    const timer = setInterval(cutHalfSent, 50);
    await new Promise<void>((resolve) => server.close(() => resolve()));
    clearInterval(timer);
  };
}
