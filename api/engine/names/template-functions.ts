import {
  type EvaluatorLookup,
  type Expression,
  ExpressionEvaluator,
  ExpressionFunctions,
  FunctionUtils,
  ReturnType,
} from 'adaptive-expressions';
import { nearestWord } from '../../../models/texts/nearest-word.ts';
import { addDays, datePart, formatDate } from './date-functions.ts';
import { capital, initials, sortName, spelledLanguages, substring, transliterate, wordsOf } from './name-functions.ts';
import { TemplateError } from './template-error.ts';

/** One of our own functions. What is missing comes in as empty text, and empty text is what it gives when there is nothing to give. */
interface OwnFunction {
  takes: readonly [least: number, most: number];
  gives: ReturnType;
  call(values: readonly unknown[]): unknown;
}

const anyNumber = Number.POSITIVE_INFINITY;

/** Functions for names and dates. Some take the place of the library's, which give an error where people mean "as far as there is". */
const ownFunctions: Readonly<Record<string, OwnFunction>> = {
  lower: onText((text) => text.toLowerCase()),
  upper: onText((text) => text.toUpperCase()),
  // The library's own ask the machine for its language: in Turkish that gives another letter for i.
  toLower: onText((text) => text.toLowerCase()),
  toUpper: onText((text) => text.toUpperCase()),
  capital: onText(capital),
  trim: onText((text) => text.trim()),
  string: onText((text) => text),
  firstWord: onText((text) => wordsOf(text)[0] ?? ''),
  lastWord: onText((text) => wordsOf(text).at(-1) ?? ''),
  transliterate: {
    takes: [1, 2],
    gives: ReturnType.String,
    call: ([text, language]) => transliterate(asText(text), asText(language)),
  },
  initials: {
    takes: [1, anyNumber],
    gives: ReturnType.String,
    call: (values) => initials(values.flat().map(asText)),
  },
  sortName: {
    takes: [2, 2],
    gives: ReturnType.String,
    call: ([prefix, name]) => (asText(name) === '' ? '' : sortName(asText(prefix), asText(name))),
  },
  substring: {
    takes: [2, 3],
    gives: ReturnType.String,
    call: ([text, start, length]) =>
      substring(asText(text), Number(start), length === undefined ? anyNumber : Number(length)),
  },
  padLeft: {
    takes: [2, 3],
    gives: ReturnType.String,
    call: ([text, width, fill]) =>
      asText(text) === ''
        ? ''
        : asText(text).padStart(Math.min(Number(width), 256), fill === undefined ? '0' : asText(fill)),
  },
  orElse: { takes: [2, anyNumber], gives: ReturnType.Object, call: firstGiven },
  coalesce: { takes: [1, anyNumber], gives: ReturnType.Object, call: firstGiven },
  '??': { takes: [2, 2], gives: ReturnType.Object, call: firstGiven },
  year: onDate('year'),
  month: onDate('month'),
  day: onDate('day'),
  dayOfMonth: onDate('day'),
  addDays: {
    takes: [2, 2],
    gives: ReturnType.String,
    call: ([date, days]) => addDays(asText(date), Number(days)),
  },
  formatDate: {
    takes: [2, 2],
    gives: ReturnType.String,
    call: ([date, pattern]) => formatDate(asText(date), asText(pattern)),
  },
};

/**
 * Functions of the library that a template may use. Left out: what gives something else each time or on each machine, what gives objects,
 * and what runs patterns or other languages inside the text.
 */
const libraryFunctions: readonly string[] = [
  ...['+', '-', '*', '/', '%', '&', '==', '!=', '<', '<=', '>', '>=', '&&', '||', '!', '^', 'Accessor', 'Element'],
  ...['add', 'sub', 'mul', 'div', 'mod', 'min', 'max', 'abs', 'int', 'float', 'round', 'floor', 'ceiling'],
  ...['if', 'and', 'or', 'not', 'equals', 'exists', 'empty', 'bool'],
  ...['less', 'lessOrEquals', 'greater', 'greaterOrEquals'],
  ...['concat', 'length', 'replace', 'replaceIgnoreCase', 'startsWith', 'endsWith', 'contains', 'indexOf'],
  ...['split', 'join', 'createArray', 'first', 'last', 'count'],
];

/** Functions that give something else each time: what they give would be written at every run. */
const changing: ReadonlySet<string> = new Set([
  ...['utcNow', 'rand', 'newGuid', 'getPastTime', 'getFutureTime'],
  ...['getNextViableDate', 'getNextViableTime', 'getPreviousViableDate', 'getPreviousViableTime'],
]);

/** The functions by name, without signs, as people may write them. */
export const templateFunctions: readonly string[] = [...Object.keys(ownFunctions), ...libraryFunctions]
  .filter((name) => /^[a-z]/.test(name))
  .sort();

/**
 * How the library finds functions for a template. Nothing is registered with the library, whose table every user of it shares.
 * @throws TemplateError for a function that a template cannot use
 */
export function createFunctionLookup(): EvaluatorLookup {
  const isUsed = ([name]: readonly [string, unknown]): boolean => libraryFunctions.includes(name);
  const evaluators = new Map([...ExpressionFunctions.standardFunctions].filter(isUsed));
  for (const [name, own] of Object.entries(ownFunctions)) evaluators.set(name, toEvaluator(name, own));
  return (name) => evaluators.get(name) ?? refuseFunction(name);
}

function refuseFunction(name: string): never {
  if (changing.has(name))
    throw new TemplateError(`${name}() gives something else each time, so a template cannot use it`);
  const near = nearestWord(name, templateFunctions);
  throw new TemplateError(
    `${name}() is not a function that a template can use${near === null ? '' : `; did you mean ${near}()`}`,
  );
}

function toEvaluator(name: string, { takes, gives, call }: OwnFunction): ExpressionEvaluator {
  return new ExpressionEvaluator(
    name,
    FunctionUtils.apply((values) => call(values)),
    gives,
    (expression) => checkArguments(name, expression, takes),
  );
}

function checkArguments(name: string, { children }: Expression, [least, most]: OwnFunction['takes']): void {
  const { length } = children;
  if (length < least || length > most) {
    const range = most === least ? `${least}` : most === anyNumber ? `at least ${least}` : `${least} to ${most}`;
    throw new TemplateError(`${name}() takes ${range} ${range === '1' ? 'value' : 'values'}, not ${length}`);
  }
  if (name === 'transliterate') checkLanguage(children[1]);
}

function checkLanguage(language: Expression | undefined): void {
  const value = language === undefined ? spelledLanguages[0] : language.tryEvaluate({}).value;
  if (!spelledLanguages.includes(value))
    throw new TemplateError(`transliterate() knows the languages ${spelledLanguages.join(' and ')}`);
}

function onText(change: (text: string) => string): OwnFunction {
  return { takes: [1, 1], gives: ReturnType.String, call: ([value]) => change(asText(value)) };
}

function onDate(part: 'year' | 'month' | 'day'): OwnFunction {
  return { takes: [1, 1], gives: ReturnType.Object, call: ([date]) => datePart(asText(date), part) };
}

function firstGiven(values: readonly unknown[]): unknown {
  return values.find((value) => value !== undefined && value !== null && value !== '');
}

/** A list or an object is no value for an attribute. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
