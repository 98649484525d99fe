import type { Account, AccountAttribute } from '../../../models/account.ts';
import type { Entitlements } from '../../../models/entitlements.ts';
import type { Operation, OperationTarget } from '../../../models/plan.ts';
import { defaultAttributes, type Policy } from '../../../models/policy.ts';
import type { Remark } from '../../../models/remark.ts';
import type { DriftTexts } from '../../../models/texts/drift-texts.ts';
import { textOf } from '../names/text-of.ts';
import { changedAttributes } from './keep-drift.ts';

/** The policy that stands, and the account that was changed by hand. */
export interface RuleParts {
  policy: Policy;
  account: Account;
  texts: DriftTexts;
}

/** What to put in `instroom.yaml`, or why no rule can say it. */
export type DriftRule = { kind: 'snippet'; yaml: string } | { kind: 'none'; why: Remark };

/**
 * What would make a change by hand the rule, as a piece of `instroom.yaml` to begin from: it speaks of the one person who was changed,
 * and says so, since only people know whom else it should be about.
 * - something given by hand: a role
 * - something taken by hand: the roles and groups of the policy that give it, without this person
 * - attributes: their templates, with another value for this person
 */
export function ruleForDrift(operation: Operation, parts: RuleParts): DriftRule {
  const { texts } = parts;
  switch (operation.kind) {
    case 'remove-member':
    case 'remove-licence':
    case 'remove-app-role':
      return { kind: 'snippet', yaml: newRole(operation, parts) };
    case 'add-member':
    case 'assign-licence':
    case 'assign-app-role': {
      const yaml = narrowed(operation, parts);
      if (yaml === null) return { kind: 'none', why: { kind: 'not-in-policy', what: nameOfTarget(operation.target) } };
      return { kind: 'snippet', yaml };
    }
    case 'update-account': {
      const attributes = changedAttributes(operation);
      if (attributes.length === 0) return { kind: 'none', why: { kind: 'no-rule', operation: operation.kind } };
      const lines = attributes.map((name) => `  ${name}: ${quote(personalTemplate(operation, name, parts))}`);
      return { kind: 'snippet', yaml: [`# ${texts.changeRule}`, 'attributes:', ...lines, ''].join('\n') };
    }
    default:
      return { kind: 'none', why: { kind: 'no-rule', operation: operation.kind } };
  }
}

/** A JSON text is a YAML text too: https://yaml.org/spec/1.2.2/#12-overview */
const quote = (text: string): string => JSON.stringify(text);

const nameOfTarget = ({ groupName, skuName, appName, appRoleName }: OperationTarget): string =>
  groupName ?? skuName ?? `${appName}: ${appRoleName}`;

/** A condition that holds for one account only. In Entra's rules a quote inside a text is written with a backtick before it. */
function onlyThis({ attributes, userPrincipalName }: Account): string {
  const { employeeId } = attributes;
  const escaped = (value: string) => value.replaceAll('"', '`"');
  return employeeId
    ? `user.employeeId -eq "${escaped(employeeId)}"`
    : `user.userPrincipalName -eq "${escaped(userPrincipalName)}"`;
}

function newRole({ kind, personKey, target }: Operation, { account, texts }: RuleParts): string {
  const [groupName, skuName] = [textOf(target.groupName), textOf(target.skuName)];
  const [appName, appRoleName] = [textOf(target.appName), textOf(target.appRoleName)];
  const grants: Readonly<Record<string, string>> = {
    'remove-member': `groups: [${quote(groupName)}]`,
    'remove-licence': `licences: [${quote(skuName)}]`,
    'remove-app-role': `apps: [{ app: ${quote(appName)}, role: ${quote(appRoleName)} }]`,
  };
  const what = nameOfTarget(target);
  return [
    `# ${texts.addRole}`,
    'roles:',
    `  - id: ${quote(`${what} ${personKey}`)}`,
    `    title: ${quote(texts.keptTitle(account.userPrincipalName, what))}`,
    `    when: ${quote(onlyThis(account))}`,
    `    grant: { ${grants[kind]} }`,
    '',
  ].join('\n');
}

/** The roles and groups that give something, with a condition that leaves this person out; null when none does. */
function narrowed(operation: Operation, { policy, account, texts }: RuleParts): string | null {
  const but = (rule: string) => quote(`(${rule}) -and -not (${onlyThis(account)})`);
  const roles = policy.roles.filter((role) => gives(role.grant, operation.target));
  const groups = policy.groups.filter((group) => isGroup(group.id, operation.target));
  if (roles.length === 0 && groups.length === 0) return null;
  return [
    `# ${texts.changeRule}`,
    ...(roles.length === 0 ? [] : ['roles:']),
    ...roles.flatMap((role) => [`  - id: ${quote(role.id)}`, `    when: ${but(role.when)}`]),
    ...(groups.length === 0 ? [] : ['groups:']),
    ...groups.flatMap((group) => [`  - id: ${quote(group.id)}`, `    membershipRule: ${but(group.membershipRule)}`]),
    '',
  ].join('\n');
}

const isOneOf = (name: string, names: readonly (string | undefined)[]): boolean =>
  names.some((other) => other?.toLowerCase() === name.toLowerCase());

const isGroup = (name: string, { groupId, groupName }: OperationTarget): boolean => isOneOf(name, [groupId, groupName]);

function gives(grant: Entitlements, target: OperationTarget): boolean {
  const { skuId, skuName, appId, appName, appRoleName } = target;
  return (
    grant.groups.some((name) => isGroup(name, target)) ||
    grant.licences.some((name) => isOneOf(name, [skuId, skuName])) ||
    grant.apps.some(({ app, role }) => isOneOf(app, [appId, appName]) && isOneOf(role, [appRoleName]))
  );
}

/** The template of an attribute with the value that was written by hand for one person. */
function personalTemplate(operation: Operation, name: AccountAttribute, { policy }: RuleParts): string {
  const text = (value: string) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  const written = String(operation.before?.[name] ?? '');
  const usual = textOf(policy.attributes[name] ?? defaultAttributes[name]);
  const only = /^\$\{([^{}]+)\}$/.exec(usual)?.[1];
  const otherwise =
    only ??
    `concat(${usual
      .split(/(\$\{[^{}]*\})/)
      .flatMap((part) => partOf(part, text))
      .join(', ')})`;
  return `\${if(equals(personKey, ${text(textOf(operation.personKey))}), ${text(written)}, ${otherwise})}`;
}

function partOf(part: string, text: (value: string) => string): string[] {
  if (part === '') return [];
  const inner = /^\$\{(.*)\}$/.exec(part)?.[1];
  return [inner ?? text(part)];
}
