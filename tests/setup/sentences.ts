// One sentence a line in Markdown, so that a change of a sentence is a change of one line.
// `node tests/setup/sentences.ts FILE…` rewrites files.
import { readFileSync, writeFileSync } from 'node:fs';

/** Words whose full stop ends no sentence. */
const abbreviations = /(?:\b(?:art|excl|incl|approx|no|vs|cf|p|st|e\.g|i\.e)|\bet al)\.$/i;

/** Blocks that stay as they are: headings, tables, HTML and pictures; fences are kept by the caller. */
const asItIs = /^\s*(?:#|\||<|!\[|---|$)/;
const item = /^(\s*)(?:[-*]|\d+\.) +/;

/** The text with every paragraph and list item broken after each sentence and nowhere else. */
export function oneSentenceALine(text: string): string {
  const out: string[] = [];
  /** The paragraph or list item that is being read: its lead ("- "), and its text so far. */
  let block = { lead: '', text: '' };
  const close = () => {
    const { lead, text } = block;
    if (text) out.push(...sentencesOf(text).map((one, i) => (i === 0 ? lead : ' '.repeat(lead.length)) + one));
    block = { lead: '', text: '' };
  };
  let fenced = false;
  for (const line of text.split('\n')) {
    if (/^\s*```/.test(line)) {
      close();
      fenced = !fenced;
      out.push(line);
    } else if (fenced || asItIs.test(line)) {
      close();
      out.push(line);
    } else {
      const lead = item.exec(line)?.[0];
      if (lead !== undefined || !block.text) {
        close();
        const start = lead ?? /^\s*/.exec(line)?.[0] ?? '';
        block = { lead: start, text: line.slice(start.length).trim() };
      } else block.text += ` ${line.trim()}`;
    }
  }
  close();
  return out.join('\n');
}

function sentencesOf(paragraph: string): string[] {
  const parts = paragraph.split(/(?<=[.!?][)"'’»*_`]{0,3}) +(?=`|[(["“«*_]{0,3}[A-ZÀ-Þ0-9])/);
  const sentences: string[] = [];
  for (const part of parts) {
    const before = sentences.at(-1);
    if (before !== undefined && abbreviations.test(before)) sentences[sentences.length - 1] = `${before} ${part}`;
    else sentences.push(part);
  }
  return sentences;
}

if (import.meta.main)
  for (const file of process.argv.slice(2)) writeFileSync(file, oneSentenceALine(readFileSync(file, 'utf8')));
