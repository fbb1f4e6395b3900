#!/bin/sh
# meilisearch 0.62.0 (npm). Guess: the client's `timeout` ends a request also when a search brings its own `signal`, as its
# option says of every request. Seen: beside a signal that is never aborted the timeout is not kept: a server that answers
# after a second and a half is waited for, and the answer comes as if no timeout were set. Without a signal the same request
# ends after the timeout, and a signal that is aborted ends it at once.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-fund --no-audit meilisearch@0.62.0 >/dev/null
cat >look.mjs <<'JS'
import { createServer } from 'node:http';
import { Meilisearch } from 'meilisearch';
const server = createServer((request, response) => {
  request.resume();
  setTimeout(() => response.setHeader('content-type', 'application/json').end('{"hits":[]}'), 1500);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const host = `http://127.0.0.1:${server.address().port}`;
const client = new Meilisearch({ host, timeout: 200 });
const attempt = async (signal) => {
  const begun = performance.now();
  const end = (word) => `${word} ${performance.now() - begun < 1000 ? 'before' : 'after'} one second`;
  try {
    await client.index('books').search('', {}, signal ? { signal } : {});
    return end('answered');
  } catch (error) {
    return end(error.cause?.name ?? error.name);
  }
};
const seen = [await attempt(null), await attempt(new AbortController().signal), await attempt(AbortSignal.timeout(200))];
console.log(seen.join(' | '));
server.closeAllConnections();
server.close();
JS
seen=$(node look.mjs)
echo "meilisearch 0.62.0: $seen"
test "$seen" = 'MeilisearchRequestTimeOutError before one second | answered after one second | TimeoutError before one second'
