import anyAscii from 'any-ascii';
import type { Template, TemplateFacts } from './template.ts';

/** The longest local part that both a mail nickname and a UPN take. */
const longestLocalPart = 64;

/** After this many tries with `${n}` the naming rule itself must be at fault. */
const mostNumbers = 10_000;

/**
 * The part of an address before the @: transliterated, lower case, only what Entra takes (letters, digits, `.`, `-`, `_`),
 * or null when nothing is left.
 * @see https://learn.microsoft.com/graph/api/user-post-users (userPrincipalName)
 */
export function toLocalPart(text: string): string | null {
  const local = trimMarks(trimMarks(transliterate(text)).slice(0, longestLocalPart));
  return local === '' ? null : local;
}

function transliterate(text: string): string {
  return anyAscii(text)
    .toLowerCase()
    .replace(/[^a-z0-9._-]/g, '')
    .replace(/\.{2,}/g, '.')
    .replace(/-{2,}/g, '-');
}

const trimMarks = (local: string): string => local.replace(/^[.\-_]+|[.\-_]+$/g, '');

/** The address that somebody would have if nobody else had it; null when the names give none. */
export function firstAddress(templates: readonly Template[], facts: TemplateFacts, domain: string): string | null {
  for (const template of templates) {
    const local = fillLocalPart(template, facts, template.usesNumber ? 2 : null);
    if (local !== null) return `${local}@${domain}`;
  }
  return null;
}

/**
 * The first address by the naming rules that nobody has.
 * @param isTaken - tells whether an address, in lower case, belongs to somebody
 * @returns null when no rule gives a free address
 */
export function chooseAddress(
  templates: readonly Template[],
  facts: TemplateFacts,
  place: { domain: string; isTaken: (address: string) => boolean },
): string | null {
  for (const template of templates) {
    for (const local of candidates(template, facts)) {
      const address = `${local}@${place.domain}`;
      if (!place.isTaken(address)) return address;
    }
  }
  return null;
}

/** One local part, or with `${n}` as many as it takes, counting from 2 as people do: the second Jan Jansen is number two. */
function* candidates(template: Template, facts: TemplateFacts): Generator<string> {
  if (!template.usesNumber) {
    const local = fillLocalPart(template, facts, null);
    if (local !== null) yield local;
    return;
  }
  for (let number = 2; number <= mostNumbers; number++) {
    const local = fillLocalPart(template, facts, number);
    if (local === null) return;
    yield local;
  }
}

function fillLocalPart(template: Template, facts: TemplateFacts, number: number | null): string | null {
  const filled = template.fillWhole(number === null ? facts : { ...facts, n: number });
  if (filled === null) return null;
  if (number === null) return toLocalPart(filled);
  const bare = toLocalPart(template.fill(facts) ?? '');
  if (bare === null) return null;
  if (transliterate(filled).length <= longestLocalPart) return toLocalPart(filled);
  // A name that is too long is cut, never its number: the number is what makes the address free.
  return `${bare.slice(0, longestLocalPart - String(number).length)}${number}`;
}
