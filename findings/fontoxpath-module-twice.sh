#!/bin/sh
# fontoxpath 3.34.0 (npm). Guess: registering the same XQuery module again, as a test runner does that loads a file anew
# while the library stays loaded, replaces it, changes nothing or is refused at once. Seen: the second registration
# answers as the first; from then on what imports the module throws XQST0049, the same expression that worked before too.
# Another module and plain expressions go on.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-fund --no-audit fontoxpath@3.34.0 >/dev/null
cat >look.cjs <<'JS'
const { registerXQueryModule, evaluateXPathToString } = require('fontoxpath');
const one = (name, text) => `module namespace m = "https://example.org/${name}";
declare %public function m:say($of as xs:string) as xs:string { concat("${text}", $of) };`;
const attempt = (name, text) => {
  try {
    return registerXQueryModule(one(name, text));
  } catch (error) {
    return error.message.slice(0, 9).trim();
  }
};
const say = (name) => {
  const moduleImports = { m: `https://example.org/${name}` };
  try {
    return evaluateXPathToString('m:say("x")', null, null, null, { moduleImports });
  } catch (error) {
    return error.message.slice(0, 8);
  }
};
const plain = () => {
  try {
    return evaluateXPathToString('1 + 1');
  } catch (error) {
    return error.message.slice(0, 8);
  }
};
const seen = [attempt('a', 'first '), say('a'), attempt('b', 'other '), say('b')];
seen.push(attempt('a', 'second '), say('a'), say('b'), plain());
console.log(seen.map((one) => one.replace('https://example.org/', '')).join(' | '));
JS
seen=$(node look.cjs)
echo "fontoxpath 3.34.0: $seen"
test "$seen" = 'a | first x | b | other x | a | XQST0049 | other x | 2'
