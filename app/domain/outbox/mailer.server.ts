// Mails leave by SMTP, or are written as .eml files to a folder. nodemailer builds the message, so that no typed
// text can become a header.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { createFile } from '#app/domain/shared/storage.server.ts';

/** `text` is the mail; `html` is the same content for clients that show HTML. */
export type Mail = { to: string; subject: string; text: string; html?: string };

/**
 * Idempotent by key: the same file and the same Message-ID when sent again. Throws when the mail could not leave.
 */
export type Mailer = { send: (key: string, mail: Mail, at: Date) => Promise<void> };

function message(key: string, mail: Mail, at: Date, from: string) {
  const digest = createHash('sha256').update(key).digest('hex');
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost';
  return { ...mail, from, date: at, messageId: `<${digest}@${domain}>`, textEncoding: 'base64' as const };
}

/** Writes one file per mail, atomically, named by its key. */
export function folderMailer(folder: string, from: string): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    async send(key, mail, at) {
      const { message: bytes } = await transport.sendMail(message(key, mail, at, from));
      const name = `${createHash('sha256').update(key).digest('hex').slice(0, 24)}.eml`;
      await createFile(join(folder, name), bytes as Buffer);
    },
  };
}

/** `url` is smtp:// or smtps://, with user and password when the server requires them. */
export function smtpMailer(url: string, from: string): Mailer {
  const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };
  const transport = createTransport({ url, ...timeouts });
  return {
    async send(key, mail, at) {
      await transport.sendMail(message(key, mail, at, from));
    },
  };
}
