import { styleText } from 'node:util';

type Style = 'green' | 'red' | 'dim' | 'bold';

/** Colour for a person at a terminal; plain text in files, in pipes and with NO_COLOR (https://no-color.org). */
export const paint = (style: Style, text: string): string =>
  process.stdout.isTTY && !process.env.NO_COLOR ? styleText(style, text) : text;
