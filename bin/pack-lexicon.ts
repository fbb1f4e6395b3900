// Packs every form of every French and English word into the filter that search reads: `node bin/pack-lexicon.ts`.
// Sources: the packages dictionary-fr (MPL 2.0) and dictionary-en (MIT and BSD), which are Hunspell dictionaries.
import { readFileSync, writeFileSync } from 'node:fs';
import { foldText } from '#app/domain/search/analysis.ts';
import { makeFilter } from '#app/domain/search/understanding/bloom.ts';

type Affix = { isPrefix: boolean; strip: string; add: string; when: RegExp; flags: string[] };

const target = 'app/domain/search/understanding/lexicon.bin';
const forms = new Set([...formsOf('dictionary-fr'), ...formsOf('dictionary-en')]);
writeFileSync(target, makeFilter(forms, forms.size));
console.log(`${forms.size} forms in ${target}`);

/** Folded forms of one word each; a form with an elision ("l'eau") or a space is none. */
function formsOf(name: string): Set<string> {
  const { affixes, isLong, needsAffix } = readAffixes(readFileSync(`node_modules/${name}/index.aff`, 'utf8'));
  const found = new Set<string>();
  const note = (form: string) => {
    // A compound is known by its parts too, because a search cuts it at its hyphens.
    for (const part of foldText(form).split('-')) if (/^[a-z]{2,}$/.test(part)) found.add(part);
  };
  for (const line of readFileSync(`node_modules/${name}/index.dic`, 'utf8').split('\n').slice(1)) {
    const [word = '', flags = ''] = line.split(/[\t ]/)[0]!.split('/');
    if (!word || /['’]/.test(word)) continue;
    const own = flagsOf(flags, isLong);
    if (!own.includes(needsAffix)) note(word);
    for (const form of withAffixes(word, own, affixes, 2)) note(form);
  }
  return found;
}

function withAffixes(
  word: string,
  flags: readonly string[],
  affixes: ReadonlyMap<string, Affix[]>,
  depth: number,
): string[] {
  return flags.flatMap((flag) =>
    (affixes.get(flag) ?? []).flatMap(({ isPrefix, strip, add, when, flags: further }) => {
      if (!when.test(word) || /['’]/.test(add)) return [];
      const form = isPrefix ? add + word.slice(strip.length) : word.slice(0, word.length - strip.length) + add;
      return depth > 1 ? [form, ...withAffixes(form, further, affixes, depth - 1)] : [form];
    }),
  );
}

function readAffixes(text: string) {
  const affixes = new Map<string, Affix[]>();
  const isLong = /^FLAG long/m.test(text);
  for (const line of text.split('\n')) {
    const [kind, flag, strip, added, condition] = line.trim().split(/\s+/);
    if ((kind !== 'PFX' && kind !== 'SFX') || condition === undefined || /^[YN]$/.test(strip!)) continue;
    const [add = '', flags = ''] = added!.split('/');
    const isPrefix = kind === 'PFX';
    const when = new RegExp(isPrefix ? `^(?:${condition})` : `(?:${condition})$`, 'u');
    const affix = {
      isPrefix,
      strip: strip === '0' ? '' : strip!,
      add: add === '0' ? '' : add,
      when,
      flags: flagsOf(flags, isLong),
    };
    affixes.set(flag!, [...(affixes.get(flag!) ?? []), affix]);
  }
  return { affixes, isLong, needsAffix: /^NEEDAFFIX (\S+)/m.exec(text)?.[1] ?? '' };
}

function flagsOf(text: string, isLong: boolean): string[] {
  return isLong ? (text.match(/../g) ?? []) : [...text];
}
