import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { folderMailer, smtpMailer } from '#app/domain/outbox/mailer.server.ts';
import { letterHtml } from './html.ts';

const mail = {
  lang: 'fr' as const,
  to: 'camille@le-hangar.example',
  subject: 'Commande 7QK-4M2 payée\r\nBcc: thief@example.org',
  text: 'Bonjour <script>alert(1)</script>,\n\nÀ préparer :\n- 2 × Chaise "Eames" & co\n\nhttps://halle.example/orders/1?a=1&b=2\n\nhalle/ledger\n12\nabc=\n\n— halle/ledger xyz',
};

test('writes one file per key and injects no header from user input', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'halle-mail-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const mailer = folderMailer(folder, 'Halle <halle@microville112.example>');
  const { to, subject, text } = mail;
  const whole = {
    to,
    subject,
    text,
    html: letterHtml(mail, 'https://halle.example'),
    replyTo: { name: 'Éts "Vesle"\r\nBcc: x@y.z', address: 'vesle@halle.test' },
    unsubscribe: 'https://halle.example/searches',
    files: [{ filename: 'facture.pdf', contentType: 'application/pdf', content: Buffer.from('%PDF-1.7') }],
  };
  for (let times = 0; times < 2; times++)
    await mailer.send('mail:order-paid:1', whole, new Date('2026-11-23T10:00:00Z'));
  const files = readdirSync(folder);
  expect(files).toHaveLength(1);
  const eml = readFileSync(join(folder, files[0]!), 'utf8');
  expect(eml).toMatch(/^Content-Type: multipart\/alternative/m);
  expect(eml).toMatch(/^Auto-Submitted: auto-generated/m);
  expect(eml).toMatch(/^Reply-To: .*<vesle@halle.test>/m);
  expect(eml).toMatch(/^List-Unsubscribe: <https:\/\/halle.example\/searches>/m);
  expect(eml).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m);
  expect(eml).toMatch(/^Content-Disposition: attachment; filename=facture.pdf/m);
  expect(eml).toMatch(/^Date: Mon, 23 Nov 2026 10:00:00 \+0000/m);
  expect(eml).toMatch(/^Message-ID:\s+<[0-9a-f]{64}@microville112.example>/m);
  expect(eml, 'V1.3.11').not.toMatch(/^Bcc:/im);
});

test('renders the same text as HTML and escapes user input', () => {
  const html = letterHtml(mail, 'https://halle.example');
  expect(html).toContain('<html lang="fr">');
  expect(html).not.toContain('<script>');
  expect(html).toContain('<li>2 × Chaise &#34;Eames&#34; &#38; co</li>');
  expect(html).toContain('href="https://halle.example/orders/1?a=1&#38;b=2"');
  expect(html, 'V1.1.2 V1.2.1 V1.3.7').toMatch(/<pre[^>]*>halle\/ledger\n12\nabc=\n\n— halle\/ledger xyz<\/pre>/);
});

test('keeps what follows the items of a list', () => {
  expect(letterHtml({ ...mail, text: 'Titre\n- un\n- deux\nfin' }, 'https://halle.example')).toContain(
    '<li>deux</li></ul><p>fin</p>',
  );
});

test('shows a picture after the paragraph that it belongs to', () => {
  const picture = { after: 'IBAN : FR14', cid: 'epc@halle', alt: 'Code "QR"' };
  const html = letterHtml({ ...mail, text: 'Bonjour,\n\nIBAN : FR14\n\nMerci', picture }, 'https://halle.example');
  expect(html).toMatch(/FR14<\/p>\n<p><img src="cid:epc@halle" alt="Code &#34;QR&#34;"><\/p>\n<p>Merci/);
});

test('sends the letter by SMTP and throws when the server is down', async () => {
  let heard = '';
  const server = createServer((socket) => {
    let data = false;
    socket.write('220 test\r\n');
    socket.on('data', (bytes) => {
      const text = bytes.toString();
      heard += text;
      if (data) {
        if (!heard.endsWith('\r\n.\r\n')) return;
        data = false;
        socket.write('250 kept\r\n');
      } else if (text.startsWith('DATA')) {
        data = true;
        socket.write('354 go\r\n');
      } else if (text.startsWith('QUIT')) socket.end('221 bye\r\n');
      else socket.write('250 ok\r\n');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await smtpMailer(`smtp://127.0.0.1:${port}`, 'Halle <bonjour@halle.test>').send('k', mail, new Date());
  expect(heard).toContain('RCPT TO:<camille@le-hangar.example>');
  expect(heard).toMatch(/^From: Halle <bonjour@halle.test>/m);
  server.close();
  await expect(
    smtpMailer(`smtp://127.0.0.1:${port}`, 'a@b.c').send('k', mail, new Date()),
    'V12.3.2',
  ).rejects.toThrow();
});
