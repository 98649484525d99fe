import { asDocument, asNumber, BSON, type Document, encodeDocument, isDocument } from './bson.ts';
import { createCommandError, refuse } from './command-error.ts';
import { compileSortKey, parseKeyFields } from './encode-key.ts';
import { findDocuments, type Query } from './find-documents.ts';
import { compileFilter } from './match-document.ts';
import { type Engine, entryKey } from './open-engine.ts';

interface Stage {
  name: string;
  operand: unknown;
}

const byMingo = new Set(['$group', '$project', '$unwind']);

const needsDocument = new Set(['$match', '$sort', '$group', '$project']);

function readStage(stage: unknown): Stage {
  const [[name, operand] = ['', undefined], ...others] = Object.entries(asDocument(stage));
  if (name === '' || others.length > 0) throw createCommandError(2, 'A pipeline stage must name exactly one operator');
  if (needsDocument.has(name) && !isDocument(operand)) throw createCommandError(14, `${name} needs a document`);
  return { name, operand };
}

/** Takes from the pipeline's beginning what a query with an index can do. */
function splitQuery(stages: Stage[]): { query: Query; rest: Stage[] } {
  const query: Query = { filter: {}, sort: [], skip: 0, limit: 0 };
  const order = ['$match', '$sort', '$skip', '$limit'];
  let reached = 0;
  let taken = 0;
  for (const { name, operand } of stages) {
    const step = order.indexOf(name, reached);
    if (step < 0 || (step === 3 && asNumber(operand, 0) < 1)) break;
    if (name === '$match') query.filter = asDocument(operand);
    if (name === '$sort') query.sort = parseKeyFields(asDocument(operand));
    if (name === '$skip') query.skip = asNumber(operand, 0);
    if (name === '$limit') query.limit = asNumber(operand, 0);
    reached = step + 1;
    taken += 1;
  }
  return { query, rest: stages.slice(taken) };
}

/** The fields a `$group` reads, so that only those are kept in memory; undefined where it might read all of them. */
function fieldsRead(stage: Stage | undefined): Set<string> | undefined {
  if (stage?.name !== '$group') return undefined;
  const fields = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value === 'string' && value.startsWith('$')) fields.add(value.slice(1).split('.')[0] ?? '');
    else if (Array.isArray(value)) value.forEach(collect);
    else if (isDocument(value)) Object.values(value).forEach(collect);
  };
  collect(stage.operand);
  return [...fields].some((field) => field.startsWith('$')) ? undefined : fields;
}

async function loadDocuments(
  engine: Engine,
  namespace: string,
  wanted: { query: Query; fields: Set<string> | undefined },
): Promise<Document[]> {
  const documents: Document[] = [];
  for await (const { bytes } of findDocuments(engine, namespace, wanted.query)) {
    const document = BSON.deserialize(bytes);
    const { fields } = wanted;
    documents.push(
      fields ? Object.fromEntries(Object.entries(document).filter(([name]) => fields.has(name))) : document,
    );
  }
  return documents;
}

async function runStage(documents: Document[], { name, operand }: Stage): Promise<Document[]> {
  if (name === '$match') return documents.filter(compileFilter(asDocument(operand)));
  if (name === '$skip') return documents.slice(asNumber(operand, 0));
  if (name === '$limit') {
    if (asNumber(operand, 0) < 1) throw createCommandError(2, 'the limit must be positive');
    return documents.slice(0, asNumber(operand, 0));
  }
  if (name === '$count') return documents.length > 0 ? [{ [String(operand)]: documents.length }] : [];
  if (name === '$sort') {
    const sortKey = compileSortKey(parseKeyFields(asDocument(operand)));
    const keyed = documents.map((document) => ({ document, key: sortKey(document) }));
    return keyed.sort((a, b) => Buffer.compare(a.key, b.key)).map(({ document }) => document);
  }
  if (!byMingo.has(name)) throw refuse(`The aggregation stage ${name}`);
  const { Aggregator } = await import('mingo'); // on first use: the worker starts faster without it
  try {
    return new Aggregator([BSON.deserialize(encodeDocument({ [name]: operand }))]).run(documents);
  } catch (cause) {
    throw createCommandError(2, `${name}: ${(cause as Error).message}`);
  }
}

function isCount(stages: Stage[]): boolean {
  const [stage] = stages;
  const { _id, n, ...others } = asDocument(stage?.operand);
  const constant = _id === null || Number(_id) === 1;
  return (
    stages.length === 1 &&
    stage?.name === '$group' &&
    constant &&
    Number(asDocument(n).$sum) === 1 &&
    Object.keys(others).length === 0
  );
}

/** The number of documents a query finds. */
export async function countDocuments(engine: Engine, namespace: string, query: Query): Promise<number> {
  const [primary] = engine.findCollection(namespace)?.indexes ?? [];
  if (primary && Object.keys(query.filter).length === 0 && query.skip === 0 && query.limit === 0) {
    return engine.count({ start: entryKey(primary.storage), end: entryKey(primary.storage + 1) });
  }
  let count = 0;
  for await (const _found of findDocuments(engine, namespace, query)) count += 1;
  return count;
}

/**
 * The results of a pipeline of $match, $sort, $skip, $limit, $count, $group, $project and $unwind; other stages are
 * refused. What it begins with runs as a query, so that it uses an index and, alone, streams.
 */
export async function* aggregateDocuments(
  engine: Engine,
  namespace: string,
  pipeline: unknown[],
): AsyncGenerator<Buffer> {
  const { query, rest } = splitQuery(pipeline.map(readStage));
  if (rest.length === 0) {
    for await (const { bytes } of findDocuments(engine, namespace, query)) yield bytes;
    return;
  }
  if (isCount(rest)) {
    const n = await countDocuments(engine, namespace, query);
    if (n > 0) yield encodeDocument({ _id: asDocument(rest[0]?.operand)._id, n });
    return;
  }
  let documents = await loadDocuments(engine, namespace, { query, fields: fieldsRead(rest[0]) });
  for (const stage of rest) documents = await runStage(documents, stage);
  for (const document of documents) yield encodeDocument(document);
}
