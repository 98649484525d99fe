import type { DirectoryMirror } from '../../models/account.ts';
import { explainError, InstroomError } from '../../models/errors.ts';
import { emptyLedger } from '../../models/ledger.ts';
import type { Source } from '../../models/source.ts';
import { goldenTexts } from '../../models/texts/golden-texts.ts';
import type { CompiledPolicy } from '../engine/compiled-policy.ts';
import { type PlanInput, surveyWorld } from '../engine/survey-world.ts';
import { examineFolder, type FolderExamination } from '../policy/examine-folder.ts';
import { wordDifference } from '../policy/golden/word-difference.ts';
import { namesToRead } from '../sync/names-to-read.ts';
import { type Desk, type DeskOptions, openDesk, readCommandConfig } from './open-desk.ts';
import { type CheckFinding, printFindings } from './print-findings.ts';

interface Wanted {
  source?: string;
  connector?: Source['connector'];
}

/**
 * `instroom check`: configuration, policy, golden people, every source, the directory and what the policy names in it, each tried once.
 * @param options.source - only this source, beside what it rests on
 * @param options.connector - only the sources of this system, in the same way
 * @returns 0 when everything is in order, 2 when something has to be mended
 */
export async function runCheck(options: DeskOptions & Wanted): Promise<number> {
  const findings: CheckFinding[] = [];
  const attempt = async <Value>(what: string, work: () => Promise<{ value: Value; text: string }>) => {
    try {
      const { value, text } = await work();
      findings.push({ what, ok: true, text });
      return value;
    } catch (error) {
      if (!(error instanceof InstroomError)) throw error;
      findings.push({ what, ok: false, text: explainError(error) });
      return null;
    }
  };
  const config = await attempt('configuration', async () => ({ value: readCommandConfig(options), text: 'in order' }));
  const policy = config && (await checkPolicy(config.policyPath, findings));
  const where = config?.mongoUri === null ? config.dataDir : 'MongoDB';
  const desk =
    policy && (await attempt('store', async () => ({ value: await openDesk(options, policy), text: where })));
  if (policy && desk) {
    try {
      findings.push(...(await checkSources(desk, options)));
      if (options.source === undefined && options.connector === undefined)
        await attempt('directory', () => checkDirectory(desk, policy));
    } finally {
      await desk.close();
    }
  }
  const ok = findings.every((finding) => finding.ok);
  process.stdout.write(`${options.json ? JSON.stringify({ ok, findings }, null, 2) : printFindings(findings)}\n`);
  return ok ? 0 : 2;
}

/** The policy when it can be used, whether its golden people break or not: the rest can be looked at all the same. */
async function checkPolicy(path: string, findings: CheckFinding[]): Promise<CompiledPolicy | null> {
  try {
    const examined = await examineFolder(path);
    findings.push(...policyFindings(path, examined), ...goldenFindings(examined));
    return examined.compiled;
  } catch (error) {
    if (!(error instanceof InstroomError)) throw error;
    findings.push({ what: 'policy', ok: false, text: explainError(error) });
    return null;
  }
}

function policyFindings(path: string, { compiled, findings }: FolderExamination): CheckFinding[] {
  const broken = findings.map(
    ({ file, line, text }): CheckFinding => ({
      what: file === path ? 'policy' : 'golden people',
      ok: false,
      text: file === path ? text : `${file}: ${text}`,
      line,
    }),
  );
  return compiled === null ? broken : [{ what: 'policy', ok: true, text: sumUp(path, compiled) }, ...broken];
}

function sumUp(path: string, { version, policy }: CompiledPolicy): string {
  const { roles, groups, licences, apps, separation } = policy;
  const counts = Object.entries({ role: roles, group: groups, licence: licences, app: apps, separation });
  const said = counts.filter(([, list]) => list.length > 0);
  return [`${path}, version ${version}`, ...said.map(([name, list]) => count(list.length, name))].join(', ');
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

function goldenFindings({ compiled, results }: FolderExamination): CheckFinding[] {
  if (compiled === null || results.length === 0) return [];
  const texts = goldenTexts(compiled.policy.language);
  const broken = results.filter((result) => !result.ok);
  const right = { what: 'golden people', ok: true, text: `${results.length} as expected` };
  if (broken.length === 0) return [right];
  return broken.map(({ file, line, name, differences }) => {
    const lines = differences.map((difference) => wordDifference(difference, texts));
    return { what: 'golden people', ok: false, text: [`${file}: ${name}`, ...lines].join('\n'), line };
  });
}

/** A world without people: what the policy names is looked up in the directory all the same. */
const nobody: Omit<PlanInput, 'policy' | 'directory'> = {
  now: '2000-01-01T00:00:00Z',
  people: [],
  units: [],
  setAside: [],
  grants: [],
  urgentExits: [],
  links: new Map(),
  ownership: new Map(),
  ledger: emptyLedger,
};

async function checkDirectory(
  { workplace: { directory } }: Desk,
  policy: CompiledPolicy,
): Promise<{ value: null; text: string }> {
  const { mirror } = await directory.read({ ...namesToRead([policy], []), previous: null });
  const { groups, items } = surveyWorld({ ...nobody, policy, directory: mirror });
  const notes = [...groups.notes, ...items.notes].map((note) => note.text);
  const missing = [...notes, ...unknownProtected(policy, directory.identify(), mirror)];
  if (missing.length > 0) throw new InstroomError('directory-refused', missing.join('\n'));
  return {
    value: null,
    text: `${directory.identify().name}, ${mirror.accounts.length} accounts, ${mirror.groups.length} groups`,
  };
}

/** Every source, or those that are wanted, in its own words. */
async function checkSources({ sync, policy }: Desk, { source, connector: system }: Wanted): Promise<CheckFinding[]> {
  const { sources } = policy.policy;
  const isWanted = ({ id, connector }: Source) =>
    (source === undefined || id === source) && (system === undefined || connector === system);
  const wanted = new Set(sources.filter(isWanted).map(({ id }) => id));
  const connectors = sync.connectorsOf(policy).filter(({ sourceId }) => wanted.has(sourceId));
  if (connectors.length === 0) {
    const known = sources.map(({ id, connector }) => `${id} (${connector})`).join(', ');
    const what = [source, system === undefined ? undefined : `of ${system}`].filter(Boolean).join(' ');
    return [{ what: 'source', ok: false, text: `The policy has no source ${what}. It has ${known}.` }];
  }
  const found = await Promise.all(
    connectors.map(async (connector) => ({ connector, findings: await connector.check() })),
  );
  return found.flatMap(({ connector, findings }) =>
    findings.map((finding) => ({ what: `source ${connector.sourceId}`, ...finding })),
  );
}

/** A protected account that is misspelt is not protected. The sandbox has none of a customer's accounts. */
function unknownProtected(
  { policy }: CompiledPolicy,
  { isSandbox }: { isSandbox: boolean },
  { accounts }: Pick<DirectoryMirror, 'accounts'>,
): string[] {
  if (isSandbox) return [];
  const known = new Set(
    accounts.flatMap(({ id, userPrincipalName }) => [id.toLowerCase(), userPrincipalName.toLowerCase()]),
  );
  return policy.protect
    .filter((name) => !known.has(name.toLowerCase()))
    .map(
      (name) => `The protected account ${name} is not in the directory; correct its name or take it out of protect.`,
    );
}
