import type { Operation, OperationKind } from '../../../models/plan.ts';

/** An operation with nothing but what a test says about it; its id is made of kind, person and what it is about. */
export function makeOperation(
  kind: OperationKind,
  personKey: string | null,
  more: Partial<Omit<Operation, 'target'>> & { target?: Partial<Operation['target']> } = {},
): Operation {
  const { target, ...rest } = more;
  const about = target?.groupId ?? target?.skuId ?? target?.appId ?? '';
  return {
    id: [kind, personKey, about].join('|'),
    kind,
    personKey,
    before: null,
    after: null,
    sentence: `${kind} ${personKey}.`,
    reasons: [],
    ...rest,
    target: { accountId: `a-${personKey}`, userPrincipalName: `${personKey}@voorbeeld.nl`, ...target },
  };
}
