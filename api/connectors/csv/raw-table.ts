/** One line of a file below its header. */
export interface Row {
  line: number;
  fields: readonly string[];
  /** Cells that hold no value, by column: what they show instead, such as `#N/A`, or `=` for a formula without a result. */
  faults?: ReadonlyMap<number, string>;
}

/** A file as rows of text, before it is known which column holds what. */
export interface RawTable {
  /** As messages call it: the file, and the sheet of a workbook. */
  name: string;
  header: readonly string[];
  rows: Row[];
  /** What to do when a column is missing. */
  advice: string;
  /** Of a CSV file: what stands between its cells. */
  separator?: string;
  /** Of a workbook: the sheet that was read. */
  sheet?: string;
}

/** How much of what is looked for a line holds, if it is the header. */
export type HeaderScore = (header: readonly string[]) => number;
