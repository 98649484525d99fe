import { type PatternPiece, type Refuse, readEscapeInClass } from './read-escape.ts';

/** How people write "any character, line feeds too". */
const anything = /^\[\\(?:s\\S|S\\s|w\\W|W\\w|d\\D|D\\d)\]/;

/** Reads a class in brackets, such as `[a-z_]` or `[^\d]`. */
export function readClass(rest: string, refuse: Refuse): PatternPiece {
  const any = anything.exec(rest)?.[0];
  if (any !== undefined) return { text: '(?s:.)', length: any.length };
  let text = rest.startsWith('[^') ? '[^' : '[';
  let next = text.length;
  const first = next;
  while (next < rest.length) {
    if (rest.charAt(next) === ']' && next > first) return { text: `${text}]`, length: next + 1 };
    const piece = readMember(rest, next, refuse);
    text += piece.text;
    next += piece.length;
  }
  throw refuse('a class has no closing ]');
}

function readMember(rest: string, next: number, refuse: Refuse): PatternPiece {
  const letter = rest.charAt(next);
  if (letter === '\\') return readEscapeInClass(rest.slice(next), refuse);
  if (letter === ']') return { text: '\\]', length: 1 };
  if (letter !== '[') return { text: letter, length: 1 };
  if (rest.charAt(next - 1) === '-') throw refuse('taking a class from a class, [a-z-[aeiou]], is not supported');
  if (rest.charAt(next + 1) === ':') throw refuse('[: is written \\[: inside a class');
  return { text: '\\[', length: 1 };
}
