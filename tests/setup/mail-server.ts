// A mail server for tests: it answers as its `answer` says, and keeps the Message-ID of each letter that it took.
import { createServer, type Socket } from 'node:net';

export type MailServer = { port: number; taken: string[]; close: () => void };

/**
 * `answer` is asked for each command (`RCPT TO:<…>`, `DATA`, and `.` for the end of a letter); null keeps silent, no
 * answer of its own is the usual one.
 */
export async function startMailServer(
  answer: (command: string, messageId: string) => Promise<string | null | undefined> | string | null | undefined,
): Promise<MailServer> {
  const taken: string[] = [];
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => {});
    const say = (line: string | null) => line !== null && socket.writable && socket.write(`${line}\r\n`);
    let letter: string | null = null;
    let buffer = '';
    say('220 mail.test');
    async function hear(line: string): Promise<void> {
      if (letter !== null) {
        if (line !== '.') {
          letter += `${line}\n`;
          return;
        }
        const messageId = /^Message-ID: ?\s*(\S+)/im.exec(letter)?.[1] ?? '';
        letter = null;
        const said = await answer('.', messageId);
        if (said === undefined || said?.startsWith('2')) taken.push(messageId);
        say(said === undefined ? '250 taken' : said);
        return;
      }
      const own = await answer(line, '');
      if (own !== undefined) return void say(own);
      if (line === 'DATA') letter = '';
      if (line === 'QUIT') return void socket.end('221 bye\r\n');
      say(line === 'DATA' ? '354 go' : '250 ok');
    }
    let turn = Promise.resolve();
    socket.on('data', (bytes) => {
      buffer += bytes.toString();
      const lines = buffer.split('\r\n');
      buffer = lines.pop()!;
      for (const line of lines) turn = turn.then(() => hear(line));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as { port: number }).port,
    taken,
    close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
