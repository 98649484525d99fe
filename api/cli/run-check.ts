import { explainError, InstroomError } from '../../models/errors.ts';
import { planTexts } from '../../models/texts/plan-texts.ts';
import { systemClock } from '../clock.ts';
import { createConnectors } from '../create-sync-parts.ts';
import { managedGroupNames } from '../engine/compiled-policy.ts';
import { resolveGroups } from '../engine/resolve-groups.ts';
import { readPolicy } from '../policy/read-policy.ts';
import { type DeskOptions, openDesk, readCommandConfig } from './open-desk.ts';

interface Finding {
  what: string;
  ok: boolean;
  text: string;
}

/**
 * `instroom check`: configuration, policy, every source, the directory and the groups the policy names, each tried once.
 * @returns 0 when everything is in order, 2 when something has to be mended
 */
export async function runCheck(options: DeskOptions): Promise<number> {
  const findings: Finding[] = [];
  const attempt = async <Value>(
    what: string,
    work: () => Promise<{ value: Value; text: string }>,
  ): Promise<Value | null> => {
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
  const policy =
    config &&
    (await attempt('policy', async () => {
      const value = await readPolicy(config.policyPath);
      return { value, text: `${config.policyPath}, version ${value.version}, ${value.roles.length} roles` };
    }));
  for (const connector of policy ? createConnectors(policy, systemClock) : []) {
    await attempt(`source ${connector.sourceId}`, async () => {
      const reading = await connector.read();
      return { value: reading, text: `${reading.people.length} people, ${reading.setAside.length} set aside` };
    });
  }
  if (policy) await attempt('directory', () => checkDirectory(options));
  const ok = findings.every((finding) => finding.ok);
  const print = () =>
    findings.map((finding) => `${finding.ok ? 'ok  ' : 'MEND'}  ${finding.what}: ${finding.text}`).join('\n');
  process.stdout.write(`${options.json ? JSON.stringify({ ok, findings }, null, 2) : print()}\n`);
  return ok ? 0 : 2;
}

async function checkDirectory(options: DeskOptions): Promise<{ value: null; text: string }> {
  const desk = await openDesk(options);
  try {
    const { directory } = desk.workplace;
    const names = managedGroupNames(desk.policy);
    const { mirror } = await directory.read({ groups: names, applications: [], previous: null });
    const { notes } = resolveGroups(names, mirror.groups, planTexts(desk.policy.policy.language));
    if (notes.length > 0) throw new InstroomError('directory-refused', notes.map((note) => note.text).join(' '));
    return {
      value: null,
      text: `${directory.identify().name}, ${mirror.accounts.length} accounts, ${mirror.groups.length} groups`,
    };
  } finally {
    await desk.close();
  }
}
