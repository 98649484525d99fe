import { paint } from './paint.ts';

/** One thing that was tried: in order, or what has to be mended, with the line of the file where there is one. */
export interface CheckFinding {
  what: string;
  ok: boolean;
  text: string;
  line?: number;
}

/** In columns, what has to be mended in red, and at the end how much that is. */
export function printFindings(findings: readonly CheckFinding[]): string {
  const width = Math.max(...findings.map((finding) => finding.what.length));
  const places = findings.map(({ line }) => (line === undefined ? '' : `line ${line}`));
  const placeWidth = Math.max(...places.map((place) => place.length));
  const indent = ' '.repeat(4 + width + (placeWidth === 0 ? 0 : placeWidth + 2));
  const rows = findings.map(({ what, ok, text }, index) => {
    const mark = ok ? paint('green', '✓') : paint('red', '✗');
    const place = placeWidth === 0 ? '' : `${paint('dim', (places[index] ?? '').padEnd(placeWidth))}  `;
    const isRepeated = index > 0 && findings[index - 1]?.what === what;
    const name = (isRepeated ? '' : what).padEnd(width);
    return `${mark} ${paint('bold', name)}  ${place}${text.trimEnd().replaceAll(/\n+/g, `\n${indent}`)}`;
  });
  const broken = findings.filter((finding) => !finding.ok).length;
  const sum = broken === 0 ? paint('green', 'Everything is in order.') : paint('red', `To mend: ${broken}.`);
  return [...rows, '', sum].join('\n');
}
