import type { SetAside, SetAsideReason } from '../../models/person.ts';
import type { SourceTexts } from '../../models/texts/source-texts.ts';

/** What is wrong with a row: a clause for HR, and the file and line, or the connector and record. */
export interface Problem {
  reason: SetAsideReason;
  text: string;
  where: string;
}

/** Who cannot be used and why. Somebody with several problems is listed once, with all of them. */
export interface SetAsideCollection {
  add(personKey: string | null, problems: readonly Problem[]): void;
  has(personKey: string): boolean;
  list(): SetAside[];
}

export function createSetAsideCollection(texts: SourceTexts): SetAsideCollection {
  const byPerson = new Map<string, Problem[]>();
  const nobodys: Problem[] = [];
  return {
    add: (personKey, problems) => {
      if (problems.length === 0) return;
      const known = personKey === null ? nobodys : byPerson.get(personKey);
      if (known !== undefined) known.push(...problems);
      else if (personKey !== null) byPerson.set(personKey, [...problems]);
    },
    has: (personKey) => byPerson.has(personKey),
    list: () => [
      ...[...byPerson].flatMap(([personKey, problems]) => summarise(personKey, problems, texts)),
      ...nobodys.flatMap((problem) => summarise(null, [problem], texts)),
    ],
  };
}

/** The first problem gives the reason; all of them are told. */
function summarise(personKey: string | null, problems: readonly Problem[], texts: SourceTexts): SetAside[] {
  const [first] = problems;
  if (first === undefined) return [];
  const clauses = [...new Set(problems.map((problem) => problem.text))];
  return [
    {
      personKey,
      reason: first.reason,
      text: personKey === null ? texts.rowsSetAside(clauses) : texts.personSetAside(personKey, clauses),
      where: [...new Set(problems.map((problem) => problem.where))].join(', '),
    },
  ];
}
