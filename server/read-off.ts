import type { IncomingMessage } from 'node:http';

/** Above what any form takes: a larger body is cut off. */
const maxBytes = 64 * 1024 * 1024;
const maxMs = 20_000;

/**
 * Reads the rest of a request's body and drops it, before it is answered early: common proxies answer 502 or 503 of
 * their own when the answer comes, and the connection is cut, while they still send. Ends when the body does, or at a
 * size and a time that only a hostile sender reaches.
 */
export async function readOff(incoming: IncomingMessage): Promise<void> {
  if (incoming.complete || incoming.destroyed) return;
  await new Promise<void>((resolve) => {
    let bytes = 0;
    const onData = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) end();
    };
    const timer = setTimeout(() => end(), maxMs);
    const end = () => {
      clearTimeout(timer);
      incoming.off('data', onData);
      for (const event of ['end', 'close', 'error']) incoming.off(event, end);
      resolve();
    };
    // The stream that the app was given stops the flow when it is not read, and would keep what comes.
    incoming.removeAllListeners('data');
    incoming.on('data', onData);
    for (const event of ['end', 'close', 'error']) incoming.on(event, end);
    incoming.resume();
  });
}
