// The commonest passwords, with French words and names: 110,000 words of two packages (zxcvbn-ts, MIT). They are read
// when a person first chooses a password (0.3 s, 11 MB), so that a start is not slower for them.
import { foldPassword } from './password-faults.ts';

let loaded: Promise<ReadonlySet<string>> | undefined;

export function loadCommonPasswords(): Promise<ReadonlySet<string>> {
  loaded ??= readLists();
  return loaded;
}

async function readLists(): Promise<ReadonlySet<string>> {
  const [common, french] = await Promise.all([import('@zxcvbn-ts/language-common'), import('@zxcvbn-ts/language-fr')]);
  const lists = [...Object.values(common.dictionary), ...Object.values(french.dictionary)];
  return new Set(lists.flat().map((term) => foldPassword(String(term))));
}
