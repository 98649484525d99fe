import mongoose from 'mongoose';

type Document = Record<string, unknown>;
export interface Operation {
  kind: 'find' | 'count' | 'distinct' | 'aggregate' | 'update' | 'findAndModify' | 'delete';
  filter: Document;
  update?: Document;
  arrayFilters?: Document[];
  sort?: Record<string, 1 | -1>;
  projection?: Document;
  many?: boolean;
  upsert?: boolean;
  key?: string;
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
const types = ['string', 'number', 'bool', 'date', 'array', 'object', 'null', 'objectId'];

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
    () => ({ $nin: values() }),
    () => ({ $exists: random.chance(0.5) }),
    () => ({ $not: { [random.pick(['$gt', '$lte'])]: value() ?? 1 } }),
    () => ({ $regex: random.pick(['^a', 'b', '^$', 'Z$']), $options: random.pick(['', 'i']) }),
    () => ({ $type: random.pick(types) }),
    () => ({ $size: random.below(4) }),
    () => ({ $all: values() }),
    () => ({ $elemMatch: { $gte: random.pick(numbers), $lte: random.pick(numbers) } }),
  ];
  return random.pick(kinds)();
}

function clause(random: Random): Document {
  const choice = random.below(12);
  if (choice === 0) return { arr: { $elemMatch: { k: random.pick(words), v: { $gt: random.pick(numbers) } } } };
  if (choice === 1) return { [random.pick(['$or', '$nor', '$and'])]: [clause(random), clause(random)] };
  if (choice === 2) return { tags: list(random, () => random.pick(words)) };
  if (choice === 3) return { o: { x: random.pick(numbers) } };
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
    () => ({ $set: { s: random.pick(words), 'o.x': number } }),
    () => ({ $set: { [random.pick(['arr.0.v', 'a.1', 'o.y.z', 'fresh.deep'])]: number } }),
    () => ({ $unset: { [random.pick(['s', 'm', 'o.y', 'arr.0.k', 'gone.deep'])]: 1 } }),
    () => ({ $inc: { [random.pick(['n', 'o.x', 'count'])]: number } }),
    () => ({ $mul: { n: random.pick([2, 0.5, -1]) } }),
    () => ({ $min: { n: number }, $max: { 'o.x': number } }),
    () => ({ $push: { tags: random.pick(words) } }),
    () => ({ $push: { a: { $each: [number, 4], $sort: random.pick([1, -1]), $slice: random.pick([2, -2, 5]) } } }),
    () => ({ $push: { arr: { $each: [part(random)], $position: random.below(3) } } }),
    () => ({ $push: { arr: { $each: [part(random)], $sort: { v: 1, k: -1 } } } }),
    () => ({ $addToSet: { tags: random.pick(words) } }),
    () => ({ $addToSet: { tags: { $each: [random.pick(words), random.pick(words)] } } }),
    () => ({ $pull: { tags: random.pick(words) } }),
    () => ({ $pull: { a: { $gte: number } } }),
    () => ({ $pull: { arr: { k: random.pick(words) } } }),
    () => ({ $pullAll: { tags: [random.pick(words), random.pick(words)] } }),
    () => ({ $pop: { [random.pick(['a', 'tags'])]: random.pick([1, -1]) } }),
    () => ({ $rename: { [random.pick(['s', 'd'])]: random.pick(['s2', 'o.s']) } }),
    () => ({ $set: { n: number }, $setOnInsert: { s: 'new' } }),
    () => ({ $inc: { 'arr.$[].v': 1 } }),
  ];
  return random.pick(kinds)();
}

/** By the manual `$rename` of a missing field does nothing; in an upsert DocumentDB makes the documents on its way. */
function upsertChange(random: Random): Document {
  const chosen = change(random);
  return '$rename' in chosen ? { $set: { s2: 'renamed' } } : chosen;
}

function update(random: Random): Pick<Operation, 'filter' | 'update' | 'arrayFilters'> {
  if (random.chance(0.07)) {
    return { filter: { 'arr.k': random.pick(words) }, update: { $set: { 'arr.$.v': random.pick(numbers) } } };
  }
  if (random.chance(0.07)) {
    const arrayFilters = [{ 'e.v': { $gt: random.pick(numbers) } }];
    return { filter: { arr: { $exists: true } }, update: { $set: { 'arr.$[e].k': random.pick(words) } }, arrayFilters };
  }
  return { filter: randomFilter(random), update: change(random) };
}

const pipelines: ((random: Random) => Document[])[] = [
  (random) => [{ $match: randomFilter(random) }, { $group: { _id: '$o.y.z', n: { $sum: 1 }, total: { $sum: '$n' } } }],
  (random) => [
    { $match: randomFilter(random) },
    { $group: { _id: null, most: { $max: '$o.x' }, mean: { $avg: '$o.x' } } },
  ],
  (random) => [
    { $match: randomFilter(random) },
    { $unwind: '$tags' },
    { $group: { _id: '$tags', n: { $sum: 1 } } },
    { $sort: { n: -1, _id: 1 } },
  ],
  (random) => [
    { $match: randomFilter(random) },
    { $sort: { _id: 1 } },
    { $skip: 2 },
    { $limit: 5 },
    { $project: { s: 1, n: 1 } },
  ],
  (random) => [{ $match: randomFilter(random) }, { $count: 'n' }],
];

/** By the manual an empty array sorts before null; DocumentDB sorts it as null, so those are left out. */
function sortedFind(random: Random, filter: Document): Operation {
  const field = random.pick(['s', 'n', 'd', 'm', 'a', 'o.x', 'arr.v']);
  return {
    kind: 'find',
    filter: { $and: [filter, { [field]: { $ne: [] } }] },
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
      projection: random.pick([
        { s: 1, 'arr.v': 1 },
        { arr: 0, 'o.y': 0 },
        { 'o.x': 1, _id: 0 },
      ]),
    }),
    () => ({ kind: 'count', filter }),
    () => ({ kind: 'distinct', filter, key: random.pick(['s', 'tags', 'o.x', 'arr.k']) }),
    () => ({ kind: 'aggregate', filter: {}, pipeline: random.pick(pipelines)(random) }),
    () => ({ kind: 'update', ...update(random), many: random.chance(0.5) }),
    () => ({
      kind: 'update',
      filter: { _id: 1000 + random.below(50), s: 'seed' },
      update: upsertChange(random),
      upsert: true,
    }),
    () => ({ kind: 'findAndModify', ...update(random), sort: { n: random.pick([1, -1]), _id: 1 } }),
    () => ({ kind: 'delete', filter: { _id: random.below(70) } }),
  ];
  return random.pick(kinds)();
}
