import { type Doubt, type IdentityReport, recordId } from '../../models/same-people.ts';
import { type IdentityTexts, wordLikeness } from '../../models/texts/identity-texts.ts';

/** Longer lists are summed up at a terminal; `--json` has everything. */
const shown = 40;

/** Who may be who, for a person at a terminal. */
export function printIdentity({ doubts, decisions, counts }: IdentityReport, texts: IdentityTexts): string {
  const said = decisions.map((decision) => {
    const pair = `${recordId(decision.left)} = ${recordId(decision.right)}`;
    return `  ${decision.answer === 'same' ? 'one person ' : 'two people '} ${pair}  (${decision.by}, ${decision.at.slice(0, 10)})`;
  });
  return [
    `${counts.inSeveralSources} people are in several sources; ${counts.doubts} doubts, for which ${counts.waiting} people wait without an account.`,
    ...(doubts.length === 0
      ? []
      : [
          '',
          ...cutList(
            doubts.map((doubt) => printDoubt(doubt, texts)),
            'doubts',
          ),
        ]),
    ...(said.length === 0 ? [] : ['', 'said before', ...cutList(said, 'decisions')]),
    ...printAdvice(doubts),
  ].join('\n');
}

function printDoubt(doubt: Doubt, texts: IdentityTexts): string {
  const { left, right, reason, waits, hindrance } = doubt;
  const side = ({ name, ...ref }: Doubt['left']) => `${recordId(ref)} ${name}`;
  return [
    `  ${side(left)}  =  ${side(right)}`,
    `      ${texts.reasons[reason]}`,
    ...wordLikeness(doubt, texts).map((line) => `      ${line}`),
    ...(waits === null ? [] : [`      waits: ${waits}`]),
    ...(hindrance === null ? [] : [`      ! ${texts.hindrances[hindrance]}`]),
  ].join('\n');
}

const cutList = (lines: readonly string[], what: string): string[] =>
  lines.length <= shown
    ? [...lines]
    : [...lines.slice(0, shown), `  … and ${lines.length - shown} more ${what}; --json lists everything.`];

function printAdvice(doubts: readonly Doubt[]): string[] {
  const [first] = doubts;
  if (first === undefined) return [];
  const pair = `${recordId(first.left)}=${recordId(first.right)}`;
  return [
    '',
    'Both stay as they are until somebody says which it is:',
    `  instroom identity --same ${pair}`,
    `  instroom identity --two ${pair}`,
  ];
}
