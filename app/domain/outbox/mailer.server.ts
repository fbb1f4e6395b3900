// Mail to a folder: one .eml file a message, named by its outbox key, so that a retry writes the same file again.
import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Mail = { to: string; subject: string; text: string };

export type Mailer = { send: (key: string, mail: Mail, at: Date) => void };

export function folderMailer(folder: string): Mailer {
  return {
    send(key, mail, at) {
      mkdirSync(folder, { recursive: true });
      const name = `${createHash('sha256').update(key).digest('hex').slice(0, 24)}.eml`;
      const temporary = join(folder, `.${name}.part`);
      writeFileSync(temporary, toEml(key, mail, at));
      renameSync(temporary, join(folder, name));
    },
  };
}

/** RFC 5322 with an encoded subject and a base64 body: nothing typed by a person can become a header. */
function toEml(key: string, { to, subject, text }: Mail, at: Date): string {
  const encoded = `=?utf-8?B?${Buffer.from(subject).toString('base64')}?=`;
  const body = Buffer.from(text.replace(/\r?\n/g, '\r\n')).toString('base64').replace(/.{76}/g, '$&\r\n');
  const headers = [
    'From: Halle <halle@microville112.example>',
    `To: ${to.replace(/[\r\n]/g, '')}`,
    `Subject: ${encoded}`,
    `Date: ${at.toUTCString()}`,
    `Message-ID: <${createHash('sha256').update(key).digest('hex')}@microville112.example>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
  ];
  return `${headers.join('\r\n')}\r\n\r\n${body}\r\n`;
}
