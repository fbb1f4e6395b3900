// Searches without an answer are told where a page is sent: whoever had it made, each person counts.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { demoTown } from '#seeds/demo-town.ts';
import { publicPage } from './kept-answer.ts';
import { openKeptAnswers } from './kept-answers.server.ts';

/** A town that sells no telephone; what it was asked, and who was told that nothing answers. */
async function openHall() {
  const hall = { made: 0, missed: [] as string[] };
  const kept = openKeptAnswers({
    origin: 'http://halle.test',
    town: demoTown,
    secure: false,
    version: () => 1,
    countLines: () => 0,
    findMember: () => null,
    async ask({ url }) {
      hall.made++;
      await new Promise((resolve) => setImmediate(resolve));
      const response = new Response('nothing', { headers: { 'cache-control': publicPage } });
      return { response, unanswered: url.includes('q=') ? { subject: 'thing:telephone', text: null } : null };
    },
    isMistyped: () => false,
    onSent: () => {},
    onUnanswered: ({ subject }, { headers }) => hall.missed.push(`${subject} ${String(headers['x-forwarded-for'])}`),
  });
  const server = createServer((request, response) => {
    if (!kept.answer(request, response, () => response.end())) response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const ask = (address: string, from: string, method = 'GET') =>
    fetch(`http://127.0.0.1:${port}${address}`, { method, headers: { 'x-forwarded-for': from } }).then((answer) =>
      answer.text(),
    );
  return { hall, ask };
}

test('each person who is shown that nothing answers is told, from a kept page too', async () => {
  const { hall, ask } = await openHall();
  const nothing = '/offers?q=telephone';
  await Promise.all([ask(nothing, '10.0.0.1'), ask(nothing, '10.0.0.2')]);
  await ask(nothing, '10.0.0.3');
  await ask(nothing, '10.0.0.4');
  expect(hall.made).toBeLessThan(4);
  expect(hall.missed.sort()).toEqual([1, 2, 3, 4].map((one) => `thing:telephone 10.0.0.${one}`));
});

test('neither a page that answers nor a question for its head alone is told', async () => {
  const { hall, ask } = await openHall();
  await ask('/offers', '10.0.0.1');
  await ask('/offers?q=telephone', '10.0.0.2', 'HEAD');
  expect(hall.missed).toEqual([]);
});
