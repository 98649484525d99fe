/** Keeps what is kept of a workbook within bounds, whatever it unpacks to. */
export interface TextBudget {
  /** @throws OverBudget when more characters are kept than a list of people can hold */
  spend(characters: number): void;
}

export class OverBudget extends Error {}

/** As many characters as a CSV file may have bytes. Every text costs something, so that empty ones are counted too. */
const mostCharacters = 300_000_000;
const costOfOne = 8;

export function createTextBudget(most = mostCharacters): TextBudget {
  let spent = 0;
  return {
    spend: (characters) => {
      spent += characters + costOfOne;
      if (spent > most) throw new OverBudget('too much text');
    },
  };
}

/** Signs that XML cannot hold are written as `_x000D_`: ECMA-376 part 1, 22.9.2.19. */
export const decodeSigns = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
