import { posix } from 'node:path';
import type { WholeFile } from '../client.ts';
import type { Archive } from './open-archive.ts';
import { readXml } from './read-xml.ts';
import { otherBook } from './refuse-workbook.ts';

/** One sheet of cells in a workbook. */
export interface Sheet {
  name: string;
  isHidden: boolean;
  part: string;
}

/** What a workbook holds, and where. */
export interface Book {
  sheets: Sheet[];
  /** Whether days are counted from 1904, as in files from old Macs. */
  countsFrom1904: boolean;
  sharedStrings: string | null;
  styles: string | null;
}

interface Relation {
  id: string;
  /** The last word of its type; the rest differs between the two editions of the standard. */
  type: string;
  part: string;
}

/** Reads what a workbook holds. Throws InstroomError (`hr-unreadable`) when it is none, as files of other programs and .xlsb are. */
export async function readBook(archive: Archive, file: WholeFile): Promise<Book> {
  const main =
    (await readRelations(archive, '')).find(({ type }) => type === 'officeDocument')?.part ?? 'xl/workbook.xml';
  if (!archive.has(main) || !/\.xml$/i.test(main)) throw otherBook(file);
  const relations = await readRelations(archive, main);
  const partOf = (type: string): string | null => relations.find((relation) => relation.type === type)?.part ?? null;
  const sheets: Sheet[] = [];
  let countsFrom1904 = false;
  let isBook = false;
  await readXml(await archive.open(main), {
    open: (name, attributes) => {
      if (name === 'workbook') isBook = true;
      if (name === 'workbookPr') countsFrom1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
      const relation = relations.find((one) => one.id === id && one.type === 'worksheet');
      const isHidden = (attributes.state ?? 'visible') !== 'visible';
      if (relation !== undefined) sheets.push({ name: attributes.name ?? '', isHidden, part: relation.part });
    },
  });
  if (!isBook) throw otherBook(file);
  return { sheets, countsFrom1904, sharedStrings: partOf('sharedStrings'), styles: partOf('styles') };
}

async function readRelations(archive: Archive, part: string): Promise<Relation[]> {
  const folder = posix.dirname(part);
  const at = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  if (!archive.has(at)) return [];
  const relations: Relation[] = [];
  await readXml(await archive.open(at), {
    open: (name, { Id = '', Type = '', Target = '' }) => {
      if (name !== 'Relationship') return;
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target);
      relations.push({ id: Id, type: Type.split('/').at(-1) ?? '', part: target });
    },
  });
  return relations;
}
