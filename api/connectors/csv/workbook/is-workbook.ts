import type { WholeFile } from '../client.ts';

const zip = Buffer.from([0x50, 0x4b, 0x03, 0x04]);

/** What .xls files begin with, and workbooks that are locked with a password: https://learn.microsoft.com/openspecs/windows_protocols/ms-cfb */
export const oldContainer = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

/** Whether a file is a workbook, or says that it is one: by what it begins with, or else by its name. */
export const isWorkbook = ({ bytes, name }: WholeFile): boolean =>
  [zip, oldContainer].some((start) => bytes.subarray(0, start.length).equals(start)) || /\.xls[xmb]?$/i.test(name);
