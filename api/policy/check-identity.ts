import type { Policy } from '../../models/policy.ts';
import { didYouMean, type PolicyProblem } from './policy-problem.ts';

type Path = PropertyKey[];

/** Sources that nobody knows or that are said twice, pairs that are none, and names of sources that a pair of records could not be written with. */
export function checkIdentity({ identity, sources }: Pick<Policy, 'identity' | 'sources'>): PolicyProblem[] {
  const { authority, between, prefixes } = identity;
  const ids = sources.map(({ id }) => id);
  const named = [
    ...Object.entries(authority).flatMap(([subject, order]) =>
      Array.isArray(order) ? namesIn(order, ['identity', 'authority', subject]) : [],
    ),
    ...between.flatMap((pair, index) => namesIn(pair.sources, ['identity', 'between', index, 'sources'])),
    ...Object.keys(prefixes).map((id): [Path, string] => [['identity', 'prefixes', id], id]),
  ];
  const strangers = named
    .filter(([, id]) => !ids.includes(id))
    .map(([path, id]) => ({
      path,
      text: `“${id}” is not a source of this policy${didYouMean(id, ids) || `; expected ${ids.join(', ')}`}`,
    }));
  return [...strangers, ...findTwice(authority), ...checkPairs(between), ...checkNames(ids)];
}

const namesIn = (list: readonly string[], path: Path): [Path, string][] =>
  list.map((id, index) => [[...path, index], id]);

function findTwice(authority: Policy['identity']['authority']): PolicyProblem[] {
  return Object.entries(authority).flatMap(([subject, order]) =>
    Array.isArray(order)
      ? order.flatMap((id, index) =>
          order.indexOf(id) < index
            ? [{ path: ['identity', 'authority', subject, index], text: `“${id}” stands here twice; keep the first` }]
            : [],
        )
      : [],
  );
}

function checkPairs(between: Policy['identity']['between']): PolicyProblem[] {
  const seen = new Set<string>();
  return between.flatMap(({ sources }, index) => {
    const path = ['identity', 'between', index, 'sources'];
    const [one, other] = sources;
    if (one === other) return [{ path, text: `“${one}” is not two sources; a source has to say itself who is who` }];
    const key = JSON.stringify([...sources].sort());
    const isTwice = seen.has(key);
    seen.add(key);
    return isTwice ? [{ path, text: `${one} and ${other} stand here twice; keep one of the two` }] : [];
  });
}

/** Records are written as `source/key=source/key`. */
function checkNames(ids: readonly string[]): PolicyProblem[] {
  if (ids.length < 2) return [];
  return ids.flatMap((id, index) =>
    /[/=\s]/.test(id)
      ? [
          {
            path: ['sources', index, 'id'],
            text: `“${id}”: where there are several sources their names have no slash, equals sign or space`,
          },
        ]
      : [],
  );
}
