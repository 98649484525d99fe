import type { Archive } from './open-archive.ts';
import { readXml } from './read-xml.ts';
import { createTextBudget, decodeSigns, type TextBudget } from './text-budget.ts';

/** The texts that cells point to by number. Of text with several looks the parts are joined; how it is pronounced is left out. */
export async function readSharedStrings(
  archive: Archive,
  part: string | null,
  budget: TextBudget = createTextBudget(),
): Promise<string[]> {
  if (part === null) return [];
  const strings: string[] = [];
  let [text, isInText, isSpoken] = ['', false, false];
  await readXml(await archive.open(part), {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') isSpoken = true;
      isInText = name === 't' && !isSpoken;
    },
    text: (piece) => {
      if (isInText) text += piece;
    },
    close: (name) => {
      if (name === 't') isInText = false;
      if (name === 'rPh') isSpoken = false;
      if (name !== 'si') return;
      budget.spend(text.length);
      strings.push(decodeSigns(text).trim());
    },
  });
  return strings;
}
