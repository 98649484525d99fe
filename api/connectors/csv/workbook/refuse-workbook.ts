import type { InstroomError } from '../../../../models/errors.ts';
import { unreadable } from '../../unreadable.ts';
import type { WholeFile } from '../client.ts';
import { oldContainer } from './is-workbook.ts';

/** Refuses what is no workbook that can be read, by its first bytes. */
export function refuseOtherKinds(file: WholeFile): void {
  const { bytes, name } = file;
  if (bytes.subarray(0, oldContainer.length).equals(oldContainer)) {
    if (bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))) throw locked(file);
    throw unreadable(`${name} is an Excel file of the old kind (.xls).`, 'Save it as .xlsx, without a password.');
  }
  if (bytes.length === 0) throw unreadable(`${name} is empty.`, `Write ${file.path} anew.`);
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) {
    throw unreadable(
      `${name} is called an Excel file and is none.`,
      'Save it in Excel as .xlsx, without a password; a text file is called .csv.',
    );
  }
}

export const locked = ({ name }: WholeFile): InstroomError =>
  unreadable(`${name} is locked with a password.`, 'Save it as .xlsx, without a password.');

/** Not whole, or changed on its way. The cause tells where; it holds nothing of the cells. */
export const damaged = ({ name, path }: WholeFile, cause?: unknown): InstroomError =>
  unreadable(
    `${name} is damaged, or it was not written whole.`,
    `Write the file under another name and rename it to ${path} when it is whole.`,
    cause,
  );

export const otherBook = ({ name }: WholeFile): InstroomError =>
  unreadable(`${name} holds no workbook that can be read.`, 'Save it in Excel as .xlsx, without a password.');

export const tooLarge = ({ name }: WholeFile, what: string): InstroomError =>
  unreadable(
    `${name} ${what}, which no list of people needs.`,
    'Save the sheet with the people alone in a new workbook, or as CSV.',
  );
