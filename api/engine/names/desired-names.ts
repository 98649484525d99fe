import { transliterate } from './name-functions.ts';
import type { TemplateFacts } from './person-facts.ts';
import type { Template } from './template.ts';

/** The longest local part that both a mail nickname and a UPN take. */
const longestLocalPart = 64;

/** After this many tries with `${n}` the naming rule itself must be at fault. */
const mostNumbers = 10_000;

/**
 * The part of an address before the @: transliterated, lower case, only what Entra and mail systems both take (letters, digits, `.`, `-`,
 * `_`), or null when nothing is left. Entra would take `'`, `!`, `#`, `^` and `~` too, which many mail systems do not.
 * @param maxLength - the longest local part; what is longer is cut
 * @see https://learn.microsoft.com/entra/identity/hybrid/connect/plan-connect-userprincipalname
 */
export function toLocalPart(text: string, maxLength = longestLocalPart): string | null {
  const local = trimMarks(trimMarks(reduce(text)).slice(0, maxLength));
  return local === '' ? null : local;
}

function reduce(text: string): string {
  const lower = text.toLowerCase();
  if (isReduced.test(lower)) return lower;
  return transliterate(text)
    .toLowerCase()
    .replace(/[^a-z0-9._-]/g, '')
    .replace(/\.{2,}/g, '.')
    .replace(/-{2,}/g, '-');
}

/** Most names need nothing but lower case: letters and digits, with single marks between them. */
const isReduced = /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/;

const trimMarks = (local: string): string => (isReduced.test(local) ? local : local.replace(/^[.\-_]+|[.\-_]+$/g, ''));

/** A local part that the naming rules give. `number` is what `${n}` counted, null without; `base` is the same for all numbers of a rule. */
export interface Candidate {
  local: string;
  number: number | null;
  base: string;
}

/**
 * The local parts that naming rules give somebody, best first: one for a rule without `${n}`, and for a rule with it as many as are asked
 * for, counting from 2 as people do: the second Jan Jansen is number two.
 * @param rules.firstNumber - where counting begins for a `base`, when it is known that the numbers before are taken
 */
export function* candidates(
  facts: TemplateFacts,
  rules: {
    templates: readonly Template[];
    maxLength?: number | undefined;
    firstNumber?: ((base: string) => number) | undefined;
  },
): Generator<Candidate> {
  const { templates, maxLength = longestLocalPart, firstNumber } = rules;
  for (const template of templates) {
    const filled = template.fillWhole(template.usesNumber ? { ...facts, n: 2 } : facts);
    if (filled === null) continue;
    if (template.usesNumber) yield* numbered(template, facts, { maxLength, firstNumber });
    else {
      const local = toLocalPart(filled, maxLength);
      if (local !== null) yield { local, number: null, base: local };
    }
  }
}

function* numbered(
  template: Template,
  facts: TemplateFacts,
  how: { maxLength: number; firstNumber: ((base: string) => number) | undefined },
): Generator<Candidate> {
  const { maxLength, firstNumber } = how;
  const bare = toLocalPart(template.fill(facts) ?? '', maxLength);
  if (bare === null) return;
  const base = `${template.text} ${bare}`;
  const counting = { ...facts, n: 0 };
  // A number needs at least one letter before it.
  const last = Math.min(mostNumbers, 10 ** (maxLength - 1) - 1);
  for (let number = firstNumber?.(base) ?? 2; number <= last; number++) {
    counting.n = number;
    const local = fitNumber(template.fill(counting) ?? '', { bare, number, maxLength });
    if (local !== null) yield { local, number, base };
  }
}

/** A name that is too long is cut, never its number: the number is what makes the address free. */
function fitNumber(filled: string, how: { bare: string; number: number; maxLength: number }): string | null {
  const { bare, number, maxLength } = how;
  if (reduce(filled).length <= maxLength) return toLocalPart(filled, maxLength);
  const digits = String(number);
  return `${trimMarks(bare.slice(0, maxLength - digits.length))}${digits}`;
}

/** The address that somebody would have if nobody else had it; null when the names give none. */
export function firstAddress(
  templates: readonly Template[],
  facts: TemplateFacts,
  domain: string,
  maxLength = longestLocalPart,
): string | null {
  for (const { local } of candidates(facts, { templates, maxLength })) return `${local}@${domain}`;
  return null;
}
