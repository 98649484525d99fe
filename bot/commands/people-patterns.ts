import type { Command, Pattern } from './command.ts';
import { says, textOf } from './command.ts';

/** About people: who somebody is, what they have and why. Words about oneself come first: they would pass for a name. */
export const peoplePatterns: readonly Pattern[] = [
  says('en', /^(?:who am i|whoami)$/i, { kind: 'who-am-i' }),
  says('nl', /^wie ben ik$/i, { kind: 'who-am-i' }),
  says('en', /^(?:what (?:access )?do i have(?: access to)?|my access)$/i, { kind: 'my-access', item: null }),
  says('nl', /^(?:wat heb ik|welke toegang heb ik|waar heb ik toegang toe|mijn toegang)$/i, {
    kind: 'my-access',
    item: null,
  }),
  { language: 'en', words: /^why (?:do i have|have i|am i in)(?: access to)? (\S.{0,99})$/i, build: mine },
  { language: 'nl', words: /^waarom (?:heb|krijg|zit) ik(?: toegang tot| in)? (\S.{0,99})$/i, build: mine },
  {
    language: 'en',
    words: /^why (?:does|did|can) (\S.{0,99}?) (?:have|get|see|use)(?: access to)? (\S.{0,99})$/i,
    build: why,
  },
  { language: 'en', words: /^why (?:has|is) (\S.{0,99}?) (?:got |in )?(?:access to|in|got) (\S.{0,99})$/i, build: why },
  { language: 'en', words: /^why(?: does| has| is)? (\S.{0,199})$/i, build: why },
  { language: 'nl', words: /^waarom (?:heeft|krijgt) (\S.{0,99}?) toegang tot (\S.{0,99})$/i, build: why },
  { language: 'nl', words: /^waarom (?:zit|kan|mag) (\S.{0,99}?) (?:in|bij) (\S.{0,99})$/i, build: why },
  { language: 'nl', words: /^hoe komt (\S.{0,99}?) aan (\S.{0,99})$/i, build: why },
  { language: 'nl', words: /^waarom(?: heeft| krijgt)? (\S.{0,199})$/i, build: why },
  { language: 'en', words: /^what does (\S.{0,99}?) have$/i, build: why },
  { language: 'nl', words: /^wat heeft (\S.{0,99})$/i, build: why },
  { language: 'en', words: /^who(?: is)? (\S.{0,99})$/i, build: who },
  { language: 'nl', words: /^wie(?: is)? (\S.{0,99})$/i, build: who },
];

function who(match: RegExpExecArray): Command {
  return { kind: 'who', text: textOf(match, 1) ?? '' };
}

function why(match: RegExpExecArray): Command {
  return { kind: 'why', person: textOf(match, 1) ?? '', item: textOf(match, 2) };
}

function mine(match: RegExpExecArray): Command {
  return { kind: 'my-access', item: textOf(match, 1) };
}
