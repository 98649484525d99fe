import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { AuditEvent } from '../../models/audit.ts';
import { explainError, InstroomError } from '../../models/errors.ts';
import {
  AcceptedPolicy,
  acceptedPolicySetting,
  ProposedPolicy,
  proposedPolicySetting,
} from '../../models/policy-version.ts';
import type { Clock } from '../../models/ports.ts';
import type { Actor } from '../../models/run.ts';
import type { AuditLog, SettingStore } from '../../models/stores.ts';
import type { CompiledPolicy, PolicyFile } from '../engine/compiled-policy.ts';
import { policyVersionOf } from './examine-policy.ts';
import { createPolicyLoader } from './load-policy.ts';
import { parsePolicy } from './read-policy.ts';

/** Which policy counts: the file, or where a changed one waits for a yes, the one that was accepted. */
export interface PolicyKeeper {
  /** The policy in force. @throws InstroomError `policy` when the file cannot be used and nothing accepted stands in for it */
  load(): Promise<CompiledPolicy>;
  /** As `load`, and puts no file in force: for whoever works beside a server, perhaps with another file. */
  peek(): Promise<CompiledPolicy>;
  compareFile(): Promise<PolicyFile>;
  proposal(): Promise<ProposedPolicy | null>;
  noteProposal(proposed: ProposedPolicy | null): Promise<void>;
  /** Puts the proposed policy of this version in force; false when another one is proposed by now. Doing it twice is doing it once. */
  accept(version: string, by: Actor): Promise<boolean>;
}

interface KeeperParts {
  path: string;
  settings: Pick<SettingStore, 'get' | 'set'>;
  audit: Pick<AuditLog, 'append'>;
  clock: Clock;
}

const instroom: Actor = { kind: 'system', id: 'instroom', name: 'Instroom' };

/**
 * Keeps the text of the policy in force in the store. Whether a change waits for a yes is what the one in force says, so that a change
 * cannot let itself in. Without that the file counts at once, and is kept as the one in force.
 */
export function createPolicyKeeper({ path, settings, audit, clock }: KeeperParts): PolicyKeeper {
  const loadFile = createPolicyLoader(path);
  const compiled = new Map<string, CompiledPolicy>();

  const accepted = async () => AcceptedPolicy.safeParse(await settings.get(acceptedPolicySetting)).data ?? null;
  const proposal = async () => ProposedPolicy.safeParse(await settings.get(proposedPolicySetting)).data ?? null;

  const compile = ({ version, text }: AcceptedPolicy): CompiledPolicy => {
    const known = compiled.get(version);
    if (known !== undefined) return known;
    const policy = readAccepted(text, path);
    compiled.clear();
    compiled.set(version, policy);
    return policy;
  };

  const putInForce = async (policy: CompiledPolicy, text: string, by: Actor): Promise<void> => {
    const { required } = policy.policy.approvals.policyChange;
    const acceptedAt = clock.now().toISOString();
    await audit.append([policyEvent(policy.version, { at: acceptedAt, by })]);
    await settings.set(acceptedPolicySetting, { version: policy.version, text, required, acceptedAt });
  };

  const readText = () => readFile(path, 'utf8').catch(() => '');

  const whatCounts = (kept: AcceptedPolicy | null) => (kept?.required === true ? compile(kept) : loadFile());

  return {
    peek: async () => whatCounts(await accepted()),
    load: async () => {
      const kept = await accepted();
      const file = await whatCounts(kept);
      if (file.version === kept?.version) return file;
      const text = await readText();
      // Changed in between: the next call sees it.
      if (policyVersionOf(text) === file.version) await putInForce(file, text, instroom);
      return file;
    },
    compareFile: async () => {
      const kept = await accepted();
      if (kept === null || !kept.required) return { kind: 'same' };
      const text = await readText();
      const version = policyVersionOf(text);
      if (version === kept.version) return { kind: 'same' };
      const inForce = compile(kept);
      try {
        const proposed = await loadFile();
        return proposed.version === version ? { kind: 'changed', inForce, proposed, text } : { kind: 'same' };
      } catch (error) {
        if (!(error instanceof InstroomError)) throw error;
        return { kind: 'broken', inForce, version, text, problem: explainError(error) };
      }
    },
    proposal,
    noteProposal: (proposed) => settings.set(proposedPolicySetting, proposed),
    accept: async (version, by) => {
      if ((await accepted())?.version === version) return true;
      const proposed = await proposal();
      if (proposed?.version !== version) return false;
      await putInForce(parsePolicy(proposed.text, { name: path, folder: dirname(resolve(path)) }), proposed.text, by);
      await settings.set(proposedPolicySetting, null);
      return true;
    },
  };
}

/** What was accepted is good until another version of Instroom asks more of a policy. */
function readAccepted(text: string, path: string): CompiledPolicy {
  try {
    return parsePolicy(text, { name: `${path} as accepted`, folder: dirname(resolve(path)) });
  } catch (error) {
    if (!(error instanceof InstroomError)) throw error;
    throw new InstroomError(error.code, error.message, {
      advice:
        'Go back to the version of Instroom that it was accepted in, have a policy accepted that both can read, and upgrade then.',
    });
  }
}

function policyEvent(version: string, { at, by }: { at: string; by: Actor }): AuditEvent {
  return {
    id: `policy:${version}:${at}`,
    at,
    kind: 'policy-loaded',
    actor: by,
    runId: null,
    personKey: null,
    operationId: null,
    text: `Version ${version} of the policy is in force.`,
  };
}
