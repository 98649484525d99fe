import { operatorNames, RuleError, type Token } from './read-tokens.ts';

/** Goes through the tokens of a rule from left to right. */
export interface TokenReader {
  /** The next token, or the one `ahead` of it. */
  peek(ahead?: number): Token;
  take(): Token;
  /** Takes the next token when it is this operator. */
  takeOperator(name: string): boolean;
  /** Takes the next token when it is this mark. */
  takeMark(mark: string): boolean;
  /** @throws RuleError when the next token is not this mark */
  expectMark(mark: string): void;
  /** The offset after the last token that was taken. */
  lastEnd(): number;
}

/** @param tokens - must end with the token `end` */
export function createTokenReader(tokens: readonly Token[]): TokenReader {
  let next = 0;
  const peek = (ahead = 0): Token => tokens[Math.min(next + ahead, tokens.length - 1)] as Token;
  const take = (): Token => {
    const token = peek();
    next += 1;
    return token;
  };
  const takeIf = (holds: boolean): boolean => {
    if (holds) next += 1;
    return holds;
  };
  return {
    peek,
    take,
    takeOperator: (name) => takeIf(isOperator(peek(), name)),
    takeMark: (mark) => takeIf(isMark(peek(), mark)),
    expectMark: (mark) => {
      if (!takeIf(isMark(peek(), mark))) throw new RuleError(`expected ${mark}, not ${showToken(peek())}`, peek().at);
    },
    lastEnd: () => (tokens[next - 1] as Token).end,
  };
}

const isOperator = (token: Token, name: string): boolean => token.kind === 'operator' && token.value === name;

export const isMark = (token: Token, mark: string): boolean => token.kind === 'mark' && token.value === mark;

/** A token as a message shows it. */
export function showToken(token: Token): string {
  switch (token.kind) {
    case 'end':
      return 'the end of the rule';
    case 'operator':
      return operatorNames.get(token.value) ?? `-${token.value}`;
    case 'text':
      return `"${token.value}"`;
    default:
      return token.value;
  }
}
