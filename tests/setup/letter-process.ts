// One process of tests/letters.test.ts: sends the letters of a database to a mail server until SIGTERM.
import { sendLetters } from '#app/domain/outbox/letters.server.ts';
import { smtpMailer } from '#app/domain/outbox/mailer.server.ts';
import { openDb } from '#db/client.ts';

const [file, port, minutesLater] = process.argv.slice(2) as [string, string, string];
const db = openDb(file);
const mailer = smtpMailer(`smtp://127.0.0.1:${port}`, 'Halle <halle@halle.test>');
let stopping = false;
process.on('SIGTERM', () => {
  stopping = true;
});
const context = () => ({ db, now: new Date(Date.now() + Number(minutesLater) * 60_000) });
const send = (key: string) =>
  mailer.send(key, { to: `${key}@buyers.test`, subject: key, text: key }, new Date('2026-11-30T10:00:00Z'));

process.send?.('ready');
while (!stopping) {
  await sendLetters(context, send, { isStopping: () => stopping, report: () => {} });
  await new Promise((resolve) => setTimeout(resolve, 10));
}
db.$client.close();
