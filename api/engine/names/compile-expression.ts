import { Expression, Options, ReturnType } from 'adaptive-expressions';
import { nearestWord } from '../../../models/texts/nearest-word.ts';
import { factNames, type TemplateFacts } from './person-facts.ts';
import { TemplateError } from './template-error.ts';
import { asText, createFunctionLookup } from './template-functions.ts';

/** An expression ready to be asked many times, with the facts that it names. What it does not give is empty text. */
export interface CompiledExpression {
  names: readonly string[];
  read(facts: TemplateFacts): string;
}

/**
 * Compiles what stands between `${` and `}`: a plain name is read directly, anything else is an adaptive expression.
 * @throws TemplateError for an unknown name or function, a broken expression, or one that can never give text
 */
export function compileExpression(expression: string): CompiledExpression {
  if (/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)?$/.test(expression) && !['true', 'false', 'null'].includes(expression)) {
    refuseUnknown(expression);
    return { names: [expression], read: readFact(expression) };
  }
  const parsed = parseExpression(expression);
  const names = parsed.references();
  for (const name of names) refuseUnknown(name);
  refuseTextless(parsed, expression, names);
  // Without a language of its own the library asks the machine for one, and the same policy would give other values elsewhere.
  const options = new Options();
  options.locale = 'en-US';
  const read = (facts: TemplateFacts): string => {
    const { value, error } = parsed.tryEvaluate(facts, options);
    return error === undefined ? asText(value) : '';
  };
  return { names, read };
}

function readFact(path: string): (facts: TemplateFacts) => string {
  const [outer = '', inner] = path.split('.');
  if (inner === undefined) {
    const name = outer as keyof TemplateFacts;
    return (facts) => {
      const value = facts[name];
      return typeof value === 'string' ? value : asText(value);
    };
  }
  const name = inner as keyof NonNullable<TemplateFacts['unit']>;
  return (facts) => facts.unit?.[name] ?? '';
}

function parseExpression(expression: string): Expression {
  if (expression === '') throw new TemplateError('${} is not an expression: there is nothing in it');
  try {
    return Expression.parse(expression, createFunctionLookup());
  } catch (error) {
    if (error instanceof TemplateError) throw error;
    throw new TemplateError(`\${${expression}} is not an expression: ${(error as Error).message}`);
  }
}

function refuseUnknown(name: string): void {
  if (factNames.includes(name)) return;
  const near = name === 'unit' ? 'unit.name' : nearestWord(name, factNames);
  throw new TemplateError(`\${${name}} is not known of a person${near === null ? '' : `; did you mean \${${near}}`}`);
}

/** A list never becomes text, and what names nothing gives the same for everybody: text, or never any. */
function refuseTextless(parsed: Expression, expression: string, names: readonly string[]): void {
  const isList = parsed.returnType === ReturnType.Array;
  const { value, error } = names.length === 0 ? parsed.tryEvaluate({}) : { value: 'text', error: undefined };
  if (!isList && error === undefined && asText(value) !== '') return;
  throw new TemplateError(
    `\${${expression}} never gives text${isList ? '; join(…) or first(…) make text of a list' : ''}`,
  );
}
