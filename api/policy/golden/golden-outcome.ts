import type { Operation, OperationKind, Reason } from '../../../models/plan.ts';
import type { GoldenTexts } from '../../../models/texts/golden-texts.ts';
import type { CompiledPolicy } from '../../engine/compiled-policy.ts';
import type { PlanDraft } from '../../engine/plan-people.ts';
import { wordApp } from '../given-items.ts';

/** Things of one kind that somebody gets, by name, each with what gave it. */
export type Got = ReadonlyMap<string, string>;

/** What a plan makes of somebody in an empty directory. */
export interface GoldenOutcome {
  account: { address: string; enabled: boolean; attributes: Readonly<Record<string, unknown>>; because: string } | null;
  groups: Got;
  licences: Got;
  apps: Got;
  manager: { personKey: string; because: string } | null;
  /** Kinds of notes, with their texts. */
  notes: readonly { kind: string; text: string }[];
}

/** Reads the outcome from the operations of the plan. A licence that a group carries comes with the group. */
export function readOutcome(
  draft: Pick<PlanDraft, 'operations' | 'notes'>,
  about: { personKey: string; policy: CompiledPolicy; texts: GoldenTexts },
): GoldenOutcome {
  const { personKey, policy, texts } = about;
  const operations = draft.operations.filter((operation) => operation.personKey === personKey);
  const of = (kind: OperationKind) => operations.filter((operation) => operation.kind === kind);
  const named = (kind: OperationKind, nameOf: (target: Operation['target']) => string): [string, string][] =>
    of(kind).map(({ target, reasons }) => [nameOf(target), wordReasons(reasons)]);
  const [created] = of('create-account');
  const [manager] = of('set-manager');
  const groups = new Map(named('add-member', (target) => target.groupName ?? ''));
  const carried = policy.policy.licences.flatMap(({ sku, group }): [string, string][] =>
    group !== undefined && hasName(groups, group) ? [[sku, texts.throughGroup(group)]] : [],
  );
  return {
    account:
      created === undefined
        ? null
        : {
            address: created.target.userPrincipalName,
            enabled: created.after?.accountEnabled === true,
            attributes: created.after ?? {},
            because: wordReasons(created.reasons),
          },
    groups,
    licences: new Map([...named('assign-licence', (target) => target.skuName ?? ''), ...carried]),
    apps: new Map(
      named('assign-app-role', ({ appName = '', appRoleName = '' }) => wordApp({ app: appName, role: appRoleName })),
    ),
    manager:
      manager === undefined
        ? null
        : { personKey: String(manager.after?.managerPersonKey), because: wordReasons(manager.reasons) },
    notes: draft.notes.filter((note) => note.personKey === personKey),
  };
}

const hasName = (names: Got, name: string): boolean =>
  [...names.keys()].some((known) => known.toLowerCase() === name.toLowerCase());

const wordReasons = (reasons: readonly Reason[]): string => reasons.map((reason) => reason.text).join('; ');
