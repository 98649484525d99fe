import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Cron } from 'croner';
import { IANAZone } from 'luxon';
import { LineCounter, parseDocument, visit, type Document as YamlDocument } from 'yaml';
import { AccountAttribute } from '../../models/account.ts';
import { InstroomError } from '../../models/errors.ts';
import { LimitKind } from '../../models/limit.ts';
import { Policy } from '../../models/policy.ts';
import { CsvColumns } from '../../models/source.ts';
import type { CompiledPolicy } from '../engine/compiled-policy.ts';
import { compilePolicy } from './compile-policy.ts';
import { asWritten, lineOf, type PolicyProblem, problemsOf, withHint } from './policy-problem.ts';

/**
 * Reads `instroom.yaml`: parses, validates, fills in defaults, compiles rules and templates. Folders and files of sources become
 * absolute, relative to the policy's own folder.
 * @throws InstroomError `policy` that lists every problem with its line and what was expected
 */
export async function readPolicy(path: string): Promise<CompiledPolicy> {
  const text = await readText(path);
  return parsePolicy(text, { name: path, folder: dirname(resolve(path)) });
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new InstroomError('policy', `The policy ${resolve(path)} cannot be read.`, {
      advice: 'Name an existing file with --config or INSTROOM_CONFIG.',
      cause,
    });
  }
}

/** As `readPolicy`, from text. `file.name` is for messages, `file.folder` is what relative paths start from. */
export function parsePolicy(text: string, file: { name: string; folder: string }): CompiledPolicy {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const refuse = (problems: readonly PolicyProblem[]) =>
    refusal(
      file.name,
      problems.map((problem) => wordProblem(asWritten(problem, document), document, lines)),
    );
  if (document.errors.length > 0) {
    throw refusal(
      file.name,
      document.errors.map((error) => `line ${lines.linePos(error.pos[0]).line}: ${error.message}`),
    );
  }
  const dangling = findDangling(document, lines);
  if (dangling.length > 0) throw refusal(file.name, dangling);
  const parsed = Policy.safeParse(withPlurals(document.toJS()));
  if (!parsed.success)
    throw refuse(problemsOf(parsed.error).map((problem) => withHint(problem, knownKeys(problem.path))));
  const policy = absolutePaths(parsed.data, file.folder);
  const compiled = compilePolicy(policy, createHash('sha256').update(text).digest('hex').slice(0, 12));
  const problems = [...checkMeaning(policy), ...(compiled.kind === 'problems' ? compiled.problems : [])];
  if (problems.length > 0 || compiled.kind === 'problems') throw refuse(problems);
  return compiled.compiled;
}

/** An alias (`*name`) that names nothing is most often text that lacks its quotes, such as a cron pattern. */
function findDangling(document: YamlDocument, lines: LineCounter): string[] {
  const found: string[] = [];
  visit(document, {
    Alias(_key, alias) {
      if (alias.resolve(document) !== undefined) return;
      const { line } = lines.linePos(alias.range?.[0] ?? 0);
      found.push(`line ${line}: *${alias.source} names nothing; text that begins with an asterisk stands in quotes`);
    },
  });
  return found;
}

/** `source` and `domain` may be written for one of each. */
function withPlurals(read: unknown): unknown {
  if (typeof read !== 'object' || read === null || Array.isArray(read)) return read;
  const values: Record<string, unknown> = { ...read };
  for (const single of ['source', 'domain']) {
    const plural = `${single}s`;
    if (values[single] === undefined || values[plural] !== undefined) continue;
    values[plural] = [values[single]];
    delete values[single];
  }
  return values;
}

function absolutePaths(policy: Policy, folder: string): Policy {
  const sources = policy.sources.map((source) => ({
    ...source,
    ...(source.folder === undefined ? {} : { folder: resolve(folder, source.folder) }),
    ...(source.file === undefined ? {} : { file: resolve(folder, source.file) }),
  }));
  return { ...policy, sources };
}

/** What the shape alone cannot tell: zones, schedules, ids used twice. */
function checkMeaning(policy: Policy): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  if (!IANAZone.isValidZone(policy.timeZone)) {
    problems.push({
      path: ['timeZone'],
      text: `“${policy.timeZone}” is not a time zone; expected a name such as Europe/Amsterdam`,
    });
  }
  policy.schedule.forEach((pattern, index) => {
    if (!isCron(pattern))
      problems.push({ path: ['schedule', index], text: `“${pattern}” is not a cron pattern such as */15 * * * *` });
  });
  for (const list of ['sources', 'roles', 'groups'] as const) {
    const seen = new Set<string>();
    policy[list].forEach(({ id }, index) => {
      if (seen.has(id.toLowerCase())) problems.push({ path: [list, index, 'id'], text: `“${id}” is used twice` });
      seen.add(id.toLowerCase());
    });
  }
  return [...problems, ...checkAddresses(policy)];
}

/** What would make addresses that Entra does not take. */
function checkAddresses(policy: Policy): PolicyProblem[] {
  const label = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
  const domains = policy.domains.flatMap((domain, index) =>
    new RegExp(`^${label}(?:\\.${label})+$`, 'i').test(domain)
      ? []
      : [{ path: ['domains', index], text: `“${domain}” is not a domain; expected a name such as voorbeeld.nl` }],
  );
  const names = policy.names.userPrincipalName.flatMap((template, index) =>
    template.includes('@')
      ? [{ path: ['names', 'userPrincipalName', index], text: 'has an @; the domain comes from domains by itself' }]
      : [],
  );
  return [...domains, ...names];
}

function isCron(pattern: string): boolean {
  try {
    new Cron(pattern, { paused: true });
    return true;
  } catch {
    return false;
  }
}

function wordProblem(problem: PolicyProblem, document: YamlDocument, lines: LineCounter): string {
  const place = problem.path.map(String).join('.');
  return `line ${lineOf(document, lines, problem)}: ${place === '' || problem.key !== undefined ? '' : `${place} `}${problem.text}`;
}

function refusal(name: string, problems: readonly string[]): InstroomError {
  return new InstroomError(
    'policy',
    `${name} is not accepted:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    {
      advice: '\nNothing was done. Mend the file and try again.',
    },
  );
}

/** The keys that are accepted at a path, for hints. */
function knownKeys(path: readonly PropertyKey[]): readonly string[] {
  const [first, second] = path;
  if (first === undefined) return Object.keys(Policy.shape);
  if (first === 'attributes') return AccountAttribute.options;
  if (first === 'limits') return second === undefined ? LimitKind.options : ['share', 'count', 'floor'];
  if (path.includes('columns')) return Object.keys(CsvColumns.shape);
  if (first === 'sources')
    return ['id', 'connector', 'folder', 'file', 'columns', 'separator', 'encoding', 'dateFormat', 'decimal'];
  if (first === 'roles') return ['id', 'title', 'when', 'grant', 'groups', 'licences', 'apps'];
  if (first === 'groups') return ['id', 'membershipRule', 'mode'];
  if (first === 'lifecycle') return ['createDaysBeforeStart', 'removeAccessDaysAfterEnd', 'deleteDaysAfterEnd'];
  return ['it', 'hr', 'security', 'group', 'addresses', 'userPrincipalName'];
}
