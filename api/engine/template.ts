import { type Expression, Expression as ExpressionParser } from 'adaptive-expressions';
import { nearestWord } from '../../models/texts/nearest-word.ts';

/** Values that a template may use, flat or one level deep (`unit.name`). Missing means that HR does not say. */
export type TemplateFacts = Readonly<Record<string, unknown>>;

/** A template ready to be filled many times. Null when what it asks for is missing altogether. */
export interface Template {
  text: string;
  usesNumber: boolean;
  fill(facts: TemplateFacts): string | null;
  /** As `fill`, but null as soon as any part is missing: an address made of half its parts is no address. */
  fillWhole(facts: TemplateFacts): string | null;
}

/** A template that cannot be filled, whoever the person is. */
export class TemplateError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TemplateError';
  }
}

type Part = (facts: TemplateFacts) => string;

/** An expression with the facts that it names. */
interface CompiledExpression {
  names: readonly string[];
  part: Part;
}

/** The facts of a person and an employment that a template may name. */
export const templateFacts: readonly string[] = [
  'personKey',
  'callName',
  'givenName',
  'initials',
  'surname',
  'birthNamePrefix',
  'birthName',
  'partnerNamePrefix',
  'partnerName',
  'nameUse',
  'mobilePhone',
  'workPhone',
  'workEmail',
  'employmentKey',
  'employeeNumber',
  'kind',
  'employerKey',
  'employerName',
  'startDate',
  'endDate',
  'fte',
  'functionKey',
  'functionTitle',
  'costCentre',
  'location',
  'country',
  'unit.key',
  'unit.name',
  'unit.parentKey',
  'n',
];

/** Functions that give something else each time: what they give would be written at every run. */
const changing: ReadonlySet<string> = new Set([
  'utcNow',
  'rand',
  'newGuid',
  'getPastTime',
  'getFutureTime',
  'getNextViableDate',
  'getNextViableTime',
  'getPreviousViableDate',
  'getPreviousViableTime',
]);

/**
 * Compiles a template such as `${callName} ${surname}`: plain names are read directly, anything else in `${}` is an
 * adaptive expression, the language that cards use too.
 * White space that missing parts leave behind is taken out.
 * @throws TemplateError for an unknown name or a broken expression.
 * @see https://learn.microsoft.com/azure/bot-service/adaptive-expressions/adaptive-expressions-prebuilt-functions
 */
export function compileTemplate(text: string): Template {
  const parts: Part[] = [];
  const names: string[] = [];
  let literalFrom = 0;
  for (const { from, to, expression } of findExpressions(text)) {
    if (from > literalFrom) parts.push(literal(text.slice(literalFrom, from)));
    const compiled = compileExpression(expression.trim());
    parts.push(compiled.part);
    names.push(...compiled.names);
    literalFrom = to;
  }
  const onlyLiteral = parts.length === 0;
  if (literalFrom < text.length) parts.push(literal(text.slice(literalFrom)));
  const join = (filled: readonly string[]): string | null => {
    const value = onlyLiteral ? filled.join('') : filled.join('').replace(/\s+/g, ' ').trim();
    return value === '' ? null : value;
  };
  return {
    text,
    usesNumber: names.includes('n'),
    fill: (facts) => join(parts.map((part) => part(facts))),
    fillWhole: (facts) => {
      const filled = parts.map((part) => part(facts));
      return filled.includes('') ? null : join(filled);
    },
  };
}

const literal =
  (text: string): Part =>
  () =>
    text;

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

function compileExpression(expression: string): CompiledExpression {
  if (/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)?$/.test(expression)) {
    refuseUnknown(expression);
    const [outer = '', inner] = expression.split('.');
    const part: Part = (facts) =>
      asText(inner === undefined ? facts[outer] : (facts[outer] as TemplateFacts | undefined)?.[inner]);
    return { names: [expression], part };
  }
  const parsed = parseExpression(expression);
  refuseChanging(parsed);
  const names = parsed.references();
  for (const name of names) refuseUnknown(name);
  const part: Part = (facts) => {
    const { value, error } = parsed.tryEvaluate(facts);
    return error === undefined ? asText(value) : '';
  };
  return { names, part };
}

function refuseChanging(expression: Expression): void {
  if (changing.has(expression.type))
    throw new TemplateError(`${expression.type}() gives something else each time, so a template cannot use it`);
  expression.children.forEach(refuseChanging);
}

function parseExpression(expression: string): Expression {
  if (expression === '') throw new TemplateError('${} is not an expression: there is nothing in it');
  try {
    return ExpressionParser.parse(expression);
  } catch (error) {
    throw new TemplateError(
      `\${${expression}} is not an expression: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function refuseUnknown(name: string): void {
  if (templateFacts.includes(name)) return;
  const near = name === 'unit' ? 'unit.name' : nearestWord(name, templateFacts);
  throw new TemplateError(`\${${name}} is not known of a person${near === null ? '' : `; did you mean \${${near}}`}`);
}

/** A list or an object is no value for an attribute. */
function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
