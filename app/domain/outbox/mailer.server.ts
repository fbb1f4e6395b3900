// Mails leave by SMTP, or are written as .eml files to a folder. nodemailer builds the message, so that no typed
// text can become a header.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { createFile } from '#app/domain/shared/storage.server.ts';
import { letterFileName } from './letter-files.server.ts';

/** A file that travels with a mail; with a `cid` it is a picture that the HTML shows. */
export type MailFile = { filename: string; contentType: string; content: Uint8Array | string; cid?: string };

/** `text` is the mail; `html` is the same content for clients that show HTML. */
export type Mail = {
  to: string;
  subject: string;
  text: string;
  html?: string;
  /** The reader of answers: the seller or the buyer, not the address that letters are sent from. */
  replyTo?: { name: string; address: string };
  /** Page where the reader stops letters of this kind; a POST to it stops them at once (RFC 8058). */
  unsubscribe?: string;
  files?: MailFile[];
};

/**
 * Idempotent by key: the same file and the same Message-ID when sent again. Throws MailFailure when the mail could not
 * leave. `verify` throws it when the server cannot be reached or does not know us.
 */
export type Mailer = {
  send: (key: string, mail: Mail, at: Date) => Promise<void>;
  verify: () => Promise<void>;
};

/**
 * Why a mail did not leave. `recipient`: refused for good, another try would be refused too; `letter`: not now, or a
 * fault of this letter; `server`: no letter can leave now.
 */
export class MailFailure extends Error {
  readonly concerns: 'recipient' | 'letter' | 'server';

  constructor(message: string, concerns: MailFailure['concerns']) {
    super(message);
    this.name = 'MailFailure';
    this.concerns = concerns;
  }
}

/** The fields of nodemailer's errors; `command` is the SMTP command that was answered. */
type SmtpError = Error & { code?: string; responseCode?: number; command?: string };

/** Failures before a letter is looked at: connection, name, encryption, password. */
const serverCodes = ['ECONNECTION', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'ETLS', 'EREQUIRETLS', 'EPROXY', 'EPROTOCOL'];

/** RFC 5321, 4.2.1: an answer from 500 on is final; 421 says that the server closes, whatever it answers. */
function mailFailure({ code = '', responseCode = 0, command = '', message: text }: SmtpError): MailFailure {
  const ofServer =
    serverCodes.includes(code) ||
    /AUTH/.test(code) ||
    responseCode === 421 ||
    (command === 'MAIL FROM' && responseCode);
  const ofRecipient = responseCode >= 500 && ['RCPT TO', 'DATA'].includes(command);
  // Without its cause, which holds the addresses: failures are logged.
  return new MailFailure(`${code}: ${text}`, ofServer ? 'server' : ofRecipient ? 'recipient' : 'letter');
}

function message(key: string, { unsubscribe, files, ...mail }: Mail, at: Date, from: string): SendMailOptions {
  const digest = createHash('sha256').update(key).digest('hex');
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost';
  return {
    ...mail,
    from,
    date: at,
    messageId: `<${digest}@${domain}>`,
    textEncoding: 'base64',
    // RFC 3834: absence notes and other responders do not answer.
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(unsubscribe && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    },
    ...(unsubscribe && { list: { unsubscribe } }),
    attachments: files?.map(({ content, ...file }) => ({
      ...file,
      content: typeof content === 'string' ? content : Buffer.from(content),
    })),
  };
}

/** Writes one file per mail, atomically, named by its key. */
export function folderMailer(folder: string, from: string): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    async send(key, mail, at) {
      const { message: bytes } = await transport.sendMail(message(key, mail, at, from));
      await createFile(join(folder, letterFileName(key)), bytes as Buffer);
    },
    verify: async () => {},
  };
}

/**
 * `url` is smtp:// or smtps://, with user and password when the server requires them. With `mustEncrypt` a server that
 * does not take STARTTLS gets no letter: RFC 3207 leaves it to the client to insist.
 */
export function smtpMailer(url: string, from: string, answerMs = 20_000, mustEncrypt = false): Mailer {
  const greetingMs = Math.min(10_000, answerMs);
  const timeouts = { connectionTimeout: greetingMs, greetingTimeout: greetingMs, socketTimeout: answerMs };
  const transport = createTransport({ url, requireTLS: mustEncrypt, ...timeouts });
  const asFailure = (error: SmtpError) => {
    throw mailFailure(error);
  };
  return {
    async send(key, mail, at) {
      await transport.sendMail(message(key, mail, at, from)).catch(asFailure);
    },
    async verify() {
      await transport.verify().catch(asFailure);
    },
  };
}
