import type {
  AdoptionProposal,
  AdoptionReport,
  Confidence,
  CounterEvidenceKind,
  Evidence,
  EvidenceKind,
  Overwrite,
} from '../../models/adoption.ts';
import type { AdoptionTexts } from '../../models/texts/adoption-texts.ts';

/** Longer lists are summed up at a terminal; `--json` has everything. */
const shown = 40;
const shownEffects = 4;

const levels: readonly Confidence[] = ['certain', 'likely', 'possible'];

/** What is decided and what is still open, for a person at a terminal. */
export function printAdoption(report: AdoptionReport, texts: AdoptionTexts): string {
  const clear = report.proposals.filter(({ ambiguousWith }) => ambiguousWith.length === 0);
  const groups = groupRivals(report.proposals.filter(({ ambiguousWith }) => ambiguousWith.length > 0));
  const width = Math.min(
    Math.max(...report.proposals.map(({ personKey, name }) => personKey.length + 1 + name.length), 0),
    40,
  );
  return [
    ...printDecided(report),
    countLine(report),
    ...levels.flatMap((level) => printLevel(level, clear, { width, texts })),
    ...printGroups(groups, { width, texts }),
    ...printAdvice(report),
  ].join('\n');
}

function printDecided({ accepted, rejected }: AdoptionReport): string[] {
  const line = (word: string, { personKey, account }: AdoptionReport['rejected'][number], more = '') =>
    `${word} ${personKey} = ${account.userPrincipalName}${more}`;
  const scope = (attributes: readonly string[] | null) =>
    attributes === null ? '' : ` (only ${attributes.join(', ')})`;
  const lines = [
    ...accepted.map((match) => line('Accepted', match, scope(match.attributes))),
    ...rejected.map((match) => line('Rejected', match)),
  ];
  if (lines.length === 0) return [];
  return [
    ...cutList(lines, 'decisions'),
    'Nothing was written to Entra; the next run does what follows from this.',
    '',
  ];
}

function countLine({ counts }: AdoptionReport): string {
  const { certain, likely, possible, ambiguous, unmatched } = counts;
  return `Open: ${certain} certain, ${likely} likely, ${possible} possible, ${ambiguous} for you to choose from; ${unmatched} people without an account have no match.`;
}

interface Layout {
  width: number;
  texts: AdoptionTexts;
}

function printLevel(level: Confidence, clear: readonly AdoptionProposal[], layout: Layout): string[] {
  const own = clear.filter(({ confidence }) => confidence === level);
  if (own.length === 0) return [];
  return [
    '',
    `${level} (${own.length})`,
    ...cutList(
      own.map((proposal) => printProposal(proposal, layout)),
      'matches',
    ),
  ];
}

/** People and accounts that only make sense together, each group with a number of its own. */
function printGroups(groups: readonly AdoptionProposal[][], layout: Layout): string[] {
  if (groups.length === 0) return [];
  const lines = groups.map((group, index) =>
    [`  ${index + 1}.`, ...group.map((proposal) => printProposal(proposal, layout))].join('\n'),
  );
  return ['', `choose (${groups.length})`, ...cutList(lines, 'groups')];
}

function printProposal(proposal: AdoptionProposal, { width, texts }: Layout): string {
  const { personKey, name, account, confidence, evidence, counterEvidence, overwrites, effects, hindrance } = proposal;
  const because = evidence.map((fact) => sayEvidence(texts.evidence[fact.what], fact));
  const but = counterEvidence.map((fact) => sayEvidence(texts.counterEvidence[fact.what], fact));
  const reasons = [because.join(', '), ...(but.length === 0 ? [] : [`but ${but.join(', ')}`])].join('; ');
  const more = effects.length - shownEffects;
  return [
    `${`  ${personKey} ${name}`.padEnd(width + 2)}  ${account.userPrincipalName}  ${confidence}: ${reasons}`,
    ...overwrites.map((overwrite) => `      ${printOverwrite(overwrite)}`),
    ...effects.slice(0, shownEffects).map(({ sentence }) => `      ${sentence}`),
    ...(more > 0 ? [`      … and ${more} more`] : []),
    ...(hindrance === null ? [] : [`      ! ${hindrance}`]),
  ].join('\n');
}

/** The value is only said where the name of the fact does not say enough. */
const said: readonly (EvidenceKind | CounterEvidenceKind)[] = [
  'employee-id',
  'work-address',
  'phone',
  'other-employee-id',
  'other-name',
];

const sayEvidence = (label: string, { what, account }: Evidence<EvidenceKind | CounterEvidenceKind>): string =>
  said.includes(what) && account !== null ? `${label} ${account}` : label;

const printOverwrite = ({ attribute, has, wants }: Overwrite): string =>
  `${attribute.padEnd(16)} ${has ?? 'nothing'} → ${wants ?? 'nothing'}`;

const cutList = (lines: readonly string[], what: string): string[] =>
  lines.length <= shown
    ? [...lines]
    : [...lines.slice(0, shown), `  … and ${lines.length - shown} more ${what}; --json lists everything.`];

function printAdvice({ counts, proposals }: AdoptionReport): string[] {
  if (proposals.length === 0) return [];
  const lines = ['', 'Nothing is overwritten until it is accepted:'];
  if (counts.certain > 0) lines.push(`  instroom adopt --accept-all certain   (${sumUp(proposals)})`);
  const [first] = proposals.filter(({ hindrance }) => hindrance === null);
  if (first !== undefined) {
    const match = `${first.personKey}=${first.account.userPrincipalName}`;
    lines.push(
      `  instroom adopt --accept ${match} [--attributes department,jobTitle]`,
      `  instroom adopt --reject ${match}`,
    );
  }
  return lines;
}

/** What would follow from accepting everything that is certain, by kind. */
function sumUp(proposals: readonly AdoptionProposal[]): string {
  const taken = proposals.filter(
    ({ confidence, ambiguousWith, hindrance }) =>
      confidence === 'certain' && ambiguousWith.length === 0 && hindrance === null,
  );
  const counts = new Map<string, number>();
  for (const { overwrites, effects } of taken) {
    const kinds = [...(overwrites.length > 0 ? ['update-account'] : []), ...effects.map(({ kind }) => kind)];
    for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const follows = [...counts].map(([kind, count]) => `${count} ${kind}`).join(', ');
  return `${taken.length} ${taken.length === 1 ? 'account' : 'accounts'}; then ${follows === '' ? 'nothing changes' : follows}`;
}

/** Proposals that share people or accounts, directly or through others. */
function groupRivals(proposals: readonly AdoptionProposal[]): AdoptionProposal[][] {
  const groupOf = new Map<string, AdoptionProposal[]>();
  for (const proposal of proposals) {
    const sides = [`person ${proposal.personKey}`, `account ${proposal.account.id}`];
    const joined = [...new Set(sides.flatMap((side) => groupOf.get(side) ?? [])), proposal];
    for (const member of joined)
      for (const side of [`person ${member.personKey}`, `account ${member.account.id}`]) groupOf.set(side, joined);
  }
  return [...new Set(groupOf.values())];
}
