import type { PropertyRule, ResourceTable } from './property-table.ts';
import { Refusal, unsupportedQuery } from './refusal.ts';

type Literal = string | boolean | null;

export type Comparison = 'eq' | 'ne' | 'ge' | 'le' | 'startsWith' | 'endsWith';

export type Filter =
  | { kind: 'and'; left: Filter; right: Filter }
  | { kind: 'or'; left: Filter; right: Filter }
  | { kind: 'not'; of: Filter }
  | { kind: 'compare'; property: string; operator: Comparison; value: Literal }
  | { kind: 'in'; property: string; values: Literal[] };

/**
 * Reads the part of OData's filter language that Entra takes for users, groups and service principals.
 * `any` over a list (`proxyAddresses/any(p:p eq 'x')`) becomes a comparison on the list.
 * Throws a Refusal: 400 `BadRequest` for what cannot be read, `Request_UnsupportedQuery` for what needs an advanced query.
 */
export function parseFilter(table: ResourceTable, text: string, isAdvanced: boolean): Filter {
  const words = readWords(text);
  let at = 0;

  const peek = () => words[at];
  const take = () => words[at++] ?? refuse();
  const expect = (word: string) => (take() === word ? undefined : refuse());
  function refuse(): never {
    throw new Refusal(400, 'BadRequest', `Invalid filter clause: '${text}' cannot be read at term ${at + 1}.`);
  }

  function either(): Filter {
    let left = both();
    while (peek() === 'or') {
      at++;
      left = { kind: 'or', left, right: both() };
    }
    return left;
  }

  function both(): Filter {
    let left = term();
    while (peek() === 'and') {
      at++;
      left = { kind: 'and', left, right: term() };
    }
    return left;
  }

  function term(): Filter {
    const word = take();
    if (word === '(') return close(either());
    if (word === 'not') {
      requireAdvanced('not');
      return { kind: 'not', of: term() };
    }
    if (/^(startsWith|endsWith)$/i.test(word) && peek() === '(') return affix(word);
    if (word.endsWith('/any')) return any(word.slice(0, -'/any'.length));
    const property = word;
    const operator = take();
    if (operator === 'in') return oneOf(property);
    return compare(property, operator, literal());
  }

  function affix(word: string): Filter {
    expect('(');
    const property = take();
    expect(',');
    const value = literal();
    return close(compare(property, /^starts/i.test(word) ? 'startsWith' : 'endsWith', value));
  }

  function any(property: string): Filter {
    expect('(');
    const variable = take();
    expect(':');
    const word = take();
    if (/^(startsWith|endsWith)$/i.test(word)) {
      expect('(');
      if (take() !== variable) refuse();
      expect(',');
      const found = compare(property, /^starts/i.test(word) ? 'startsWith' : 'endsWith', literal(), true);
      return close(close(found));
    }
    if (word !== variable) refuse();
    return close(compare(property, take(), literal(), true));
  }

  function oneOf(property: string): Filter {
    ruleOf(property, false);
    expect('(');
    const values = [literal()];
    while (peek() === ',') {
      at++;
      values.push(literal());
    }
    if (values.length > 15)
      throw new Refusal(400, 'BadRequest', `Too many values for operator 'in': at most 15 are taken.`);
    return close({ kind: 'in', property, values });
  }

  function compare(property: string, operator: string, value: Literal, isList = false): Filter {
    ruleOf(property, isList);
    if (!isComparison(operator)) refuse();
    if (operator === 'ne' || operator === 'endsWith' || value === null) requireAdvanced(operator);
    return { kind: 'compare', property, operator, value };
  }

  function ruleOf(property: string, isList: boolean): PropertyRule {
    const rule = Object.hasOwn(table.properties, property) ? table.properties[property] : undefined;
    if (rule === undefined || rule.filter === 'none' || (rule.type === 'texts') !== isList)
      throw unsupportedQuery(
        `Unsupported or invalid query filter clause specified for property '${property}' of resource '${table.resource}'.`,
      );
    if (rule.filter === 'advanced') requireAdvanced(property);
    return rule;
  }

  function requireAdvanced(what: string) {
    if (!isAdvanced)
      throw unsupportedQuery(
        `Unsupported query: '${what}' needs the header ConsistencyLevel: eventual and the option $count=true.`,
      );
  }

  function literal(): Literal {
    const word = take();
    if (word.startsWith("'")) return word.slice(1, -1).replaceAll("''", "'");
    if (word === 'null') return null;
    if (word === 'true' || word === 'false') return word === 'true';
    return /^[\d]/.test(word) ? word : refuse();
  }

  function close(filter: Filter): Filter {
    expect(')');
    return filter;
  }

  const filter = either();
  return at === words.length ? filter : refuse();
}

const isComparison = (word: string): word is Comparison =>
  word === 'eq' || word === 'ne' || word === 'ge' || word === 'le' || word === 'startsWith' || word === 'endsWith';

function readWords(text: string): string[] {
  const tokens = /\s*('(?:[^']|'')*'|[(),:]|[A-Za-z0-9_.@+/-]+)/gy;
  const words: string[] = [];
  let end = 0;
  for (let match = tokens.exec(text); match !== null; match = tokens.exec(text)) {
    words.push(match[1] ?? '');
    end = tokens.lastIndex;
  }
  if (text.slice(end).trim() !== '') throw new Refusal(400, 'BadRequest', `Invalid filter clause: '${text}'.`);
  return words;
}
