import { compileExpression } from './compile-expression.ts';
import type { TemplateFacts } from './person-facts.ts';
import { TemplateError } from './template-error.ts';

/** A template ready to be filled many times. Null when what it asks for is missing altogether. */
export interface Template {
  text: string;
  /** The text between the expressions, all of it: every value is at least as long, but for white space. */
  literal: string;
  usesNumber: boolean;
  /** What it names of a person, such as `callName` or `unit.name`. */
  names: readonly string[];
  fill(facts: TemplateFacts): string | null;
  /** As `fill`, but null as soon as any part is missing: an address made of half its parts is no address. */
  fillWhole(facts: TemplateFacts): string | null;
}

type Part = (facts: TemplateFacts) => string;

/**
 * Compiles a template such as `${callName} ${surname}`: plain names are read directly, anything else in `${}` is an
 * adaptive expression, the language that cards use too.
 * White space that missing parts leave behind is taken out.
 * @param options.through - what every value goes through before it takes its place, such as the escaping of an address
 * @throws TemplateError for an unknown name or function, or a broken expression.
 * @see https://learn.microsoft.com/azure/bot-service/adaptive-expressions/adaptive-expressions-prebuilt-functions
 */
export function compileTemplate(text: string, options: { through?: (value: string) => string } = {}): Template {
  const { through } = options;
  const parts: Part[] = [];
  const names: string[] = [];
  let literal = '';
  const addLiteral = (piece: string): void => {
    if (piece === '') return;
    literal += piece;
    parts.push(() => piece);
  };
  let literalFrom = 0;
  for (const { from, to, expression } of findExpressions(text)) {
    addLiteral(text.slice(literalFrom, from));
    const compiled = compileExpression(expression.trim());
    parts.push(through === undefined ? compiled.read : (facts) => through(compiled.read(facts)));
    names.push(...compiled.names);
    literalFrom = to;
  }
  const isLiteral = literalFrom === 0;
  addLiteral(text.slice(literalFrom));
  const about = { text, literal, names, usesNumber: names.includes('n') };
  if (isLiteral) return { ...about, fill: () => text || null, fillWhole: () => text || null };
  return { ...about, ...fillers(parts) };
}

/** Filled for everybody at every plan, ten times a person: nothing is collected in between, and patterns are only for the untidy. */
function fillers(parts: readonly Part[]): Pick<Template, 'fill' | 'fillWhole'> {
  const fillWhole = (facts: TemplateFacts): string | null => {
    let text = '';
    for (const part of parts) {
      const value = part(facts);
      if (value === '') return null;
      text += value;
    }
    return tidy(text);
  };
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return { fill: (facts) => tidy(only(facts)), fillWhole };
  const fill = (facts: TemplateFacts): string | null => {
    let text = '';
    for (const part of parts) text += part(facts);
    return tidy(text);
  };
  return { fill, fillWhole };
}

function tidy(text: string): string | null {
  if (isTidy(text)) return text;
  const tidied = text.replace(/\s+/g, ' ').trim();
  return tidied === '' ? null : tidied;
}

/** Whether there is no white space but single spaces between words. Letters from far beyond ASCII are left to the pattern. */
function isTidy(text: string): boolean {
  let afterSpace = true;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const isSpace = code === 32;
    if ((isSpace && afterSpace) || code < 32 || code === 0xa0 || code >= 0x1680) return false;
    afterSpace = isSpace;
  }
  return !afterSpace;
}

function* findExpressions(text: string): Generator<{ from: number; to: number; expression: string }> {
  let from = text.indexOf('${');
  while (from >= 0) {
    const to = findClosing(text, from + 2);
    yield { from, to: to + 1, expression: text.slice(from + 2, to) };
    from = text.indexOf('${', to + 1);
  }
}

/** The offset of the brace that closes an expression; braces in quoted text do not count. */
function findClosing(text: string, start: number): number {
  let depth = 1;
  let quote: string | null = null;
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at);
    if (quote !== null) {
      if (character === '\\') at += 1;
      else if (character === quote) quote = null;
    } else if (character === "'" || character === '"') quote = character;
    else if (character === '{') depth += 1;
    else if (character === '}' && --depth === 0) return at;
  }
  throw new TemplateError(`“${text}” has \${ without a closing }`);
}
