import mongoose from 'mongoose';

type Document = Record<string, unknown>;
export interface Operation {
  kind: 'find' | 'count' | 'aggregate' | 'update' | 'findAndModify' | 'delete';
  filter: Document;
  update?: Document;
  sort?: Record<string, 1 | -1>;
  projection?: Document;
  many?: boolean;
  upsert?: boolean;
  pipeline?: Document[];
}
export interface Random {
  below(limit: number): number;
  chance(share: number): boolean;
  pick<T>(choices: readonly T[]): T;
}

/** The same seed gives the same numbers (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, chance: (share) => next() < share, pick: (choices) => choices[below(choices.length)] as never };
}

const words = ['', 'a', 'ab', 'Ab', 'b', 'é', 'zz', '0010', '😀'];
const ids = Array.from({ length: 4 }, (_, at) => new mongoose.Types.ObjectId(`64b64b64b64b64b64b64b6${10 + at}`));
const numbers = [-3, -1, 0, 1, 2, 2.5, 7, 10, 1e6];

function scalar(random: Random): unknown {
  const kinds = [
    () => random.pick(words),
    () => random.pick(numbers),
    () => new Date(random.below(5) * 1000),
    () => random.chance(0.5),
    () => random.pick(ids),
    () => null,
  ];
  return random.pick(kinds)();
}

function list<T>(random: Random, make: () => T): T[] {
  return Array.from({ length: random.below(4) }, make);
}

function part(random: Random): Document {
  return {
    ...(random.chance(0.8) && { k: random.pick(words) }),
    ...(random.chance(0.8) && { v: random.pick(numbers) }),
  };
}

export function randomDocument(random: Random, id: number): Document {
  return {
    _id: id,
    ...(random.chance(0.8) && { s: random.pick(words) }),
    ...(random.chance(0.8) && { n: random.pick(numbers) }),
    ...(random.chance(0.6) && { d: new Date(random.below(5) * 1000) }),
    ...(random.chance(0.6) && { m: random.chance(0.2) ? list(random, () => scalar(random)) : scalar(random) }),
    ...(random.chance(0.8) && { tags: list(random, () => random.pick(words)) }),
    ...(random.chance(0.6) && { a: list(random, () => random.pick(numbers)) }),
    ...(random.chance(0.8) && { arr: list(random, () => part(random)) }),
    ...(random.chance(0.6) && {
      o: { x: random.pick(numbers), ...(random.chance(0.5) && { y: { z: random.pick(words) } }) },
    }),
  };
}

const paths = ['s', 'n', 'd', 'm', 'tags', 'a', 'arr.k', 'arr.v', 'o.x', 'o.y.z', 'tags.0', 'arr.0.v', 'gone'];
function typicalValue(random: Random, path: string): unknown {
  if (random.chance(0.1)) return scalar(random);
  if (/^(n|a|arr\.v|o\.x|arr\.0\.v)$/.test(path)) return random.pick(numbers);
  if (path === 'd') return new Date(random.below(5) * 1000);
  return path === 'm' ? scalar(random) : random.pick(words);
}

function condition(random: Random, path: string): unknown {
  const value = (): unknown => typicalValue(random, path);
  const values = (): unknown[] => Array.from({ length: 1 + random.below(3) }, value);
  const kinds: (() => unknown)[] = [
    value,
    () => ({ $eq: value() }),
    () => ({ $ne: value() }),
    () => ({ [random.pick(['$gt', '$gte', '$lt', '$lte'])]: value() ?? 1 }),
    () => ({ $gte: random.pick(numbers), $lt: random.pick(numbers) }),
    () => ({ $in: values() }),
    () => ({ $regex: random.pick(['^a', 'b', '^$', 'Z$']), $options: random.pick(['', 'i']) }),
  ];
  return random.pick(kinds)();
}

function clause(random: Random): Document {
  if (random.chance(0.1)) return { [random.pick(['$or', '$and'])]: [clause(random), clause(random)] };
  const path = random.pick(paths);
  return { [path]: condition(random, path) };
}

export function randomFilter(random: Random): Document {
  if (random.chance(0.15)) return { _id: random.below(70) };
  return random.chance(0.3) ? { ...clause(random), ...clause(random) } : clause(random);
}

function change(random: Random): Document {
  const number = random.pick(numbers);
  const kinds: (() => Document)[] = [
    () => ({ $set: { s: random.pick(words), m: scalar(random) } }),
    () => ({ $set: { tags: list(random, () => random.pick(words)) } }),
    () => ({ $set: { arr: list(random, () => part(random)), o: { x: number } } }),
    () => ({ $inc: { [random.pick(['n', 'count'])]: number } }),
    () => ({ $set: { n: number }, $setOnInsert: { s: 'new' } }),
  ];
  return random.pick(kinds)();
}

function update(random: Random): Pick<Operation, 'filter' | 'update'> {
  return { filter: randomFilter(random), update: change(random) };
}

const pipelines: ((random: Random) => Document[])[] = [
  (random) => [{ $match: randomFilter(random) }, { $group: { _id: '$o.y.z', n: { $sum: 1 } } }],
  (random) => [{ $match: randomFilter(random) }, { $group: { _id: '$s', n: { $sum: 1 } } }],
  (random) => [{ $match: randomFilter(random) }, { $group: { _id: null, n: { $sum: 1 } } }],
];

function sortedFind(random: Random, filter: Document): Operation {
  const field = random.pick(['s', 'n', 'd', 'o.x']);
  return {
    kind: 'find',
    filter,
    sort: { [field]: random.pick([1, -1]), _id: 1 },
  };
}

/** One operation out of what the stores may use. */
export function randomOperation(random: Random): Operation {
  const filter = randomFilter(random);
  const kinds: (() => Operation)[] = [
    () => ({ kind: 'find', filter }),
    () => sortedFind(random, filter),
    () => ({
      kind: 'find',
      filter,
      projection: random.pick([{ s: 1 }, { arr: 1, n: 1 }, { _id: 1 }]),
    }),
    () => ({ kind: 'count', filter }),
    () => ({ kind: 'aggregate', filter: {}, pipeline: random.pick(pipelines)(random) }),
    () => ({ kind: 'update', ...update(random), many: random.chance(0.5) }),
    () => ({
      kind: 'update',
      filter: { _id: 1000 + random.below(50), s: 'seed' },
      update: change(random),
      upsert: true,
    }),
    () => ({ kind: 'findAndModify', ...update(random), sort: { n: random.pick([1, -1]), _id: 1 } }),
    () => ({ kind: 'delete', filter: { _id: random.below(70) } }),
  ];
  return random.pick(kinds)();
}
