// Letters leave by SMTP, or stay as .eml files in a folder. nodemailer writes the message: nothing typed by a person becomes a header.
import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';

/** Text is the letter; `html` the same for those who read it so. */
export type Mail = { to: string; subject: string; text: string; html?: string };

/** Sent again under the same key, it is the same message: the same file, the same Message-ID. Throws when it could not leave. */
export type Mailer = { send: (key: string, mail: Mail, at: Date) => Promise<void> };

export const defaultSender = 'Halle <halle@microville112.example>';

function message(key: string, mail: Mail, at: Date, from: string) {
  const digest = createHash('sha256').update(key).digest('hex');
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost';
  return { ...mail, from, date: at, messageId: `<${digest}@${domain}>`, textEncoding: 'base64' as const };
}

/** One file a message, whole or not at all, named by its key. */
export function folderMailer(folder: string, from = defaultSender): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    async send(key, mail, at) {
      const { message: bytes } = await transport.sendMail(message(key, mail, at, from));
      await mkdir(folder, { recursive: true });
      const name = `${createHash('sha256').update(key).digest('hex').slice(0, 24)}.eml`;
      const temporary = join(folder, `.${name}.part`);
      await writeFile(temporary, bytes as Buffer);
      await rename(temporary, join(folder, name));
    },
  };
}

/** `url` is smtp:// or smtps://, with user and password where the server wants them. */
export function smtpMailer(url: string, from: string): Mailer {
  const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };
  const transport = createTransport({ url, ...timeouts });
  return {
    async send(key, mail, at) {
      await transport.sendMail(message(key, mail, at, from));
    },
  };
}
