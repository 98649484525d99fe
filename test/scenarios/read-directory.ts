import type { PlanInput } from '../../api/engine/survey-world.ts';
import { type Account, AccountAttribute, type Application, type Group, type Sku } from '../../models/account.ts';
import type { Person, Unit } from '../../models/person.ts';
import { refuseUnknown } from './refuse-unknown.ts';
import type { Row, Situation } from './scenario.ts';
import { namedGroups, usualApps, usualSkus } from './usual-world.ts';

type WrittenGroup = Group & { memberIds: string[] };

/** What accounts are put into while they are read. */
interface Shelves {
  groups: readonly WrittenGroup[];
  skus: readonly Sku[];
  applications: readonly Application[];
  people: readonly Person[];
  units: readonly Unit[];
}

/** The role of an app that has no roles of its own. */
const plainAccess = '00000000-0000-0000-0000-000000000000';

export function readDirectory(
  situation: Partial<Situation>,
  hr: { people: readonly Person[]; units: readonly Unit[] },
): PlanInput['directory'] {
  const groups = (situation.groups ?? namedGroups(situation)).map(readGroup);
  const skus = (situation.skus ?? usualSkus).map(readSku);
  const applications = (situation.apps ?? usualApps).map(readApplication);
  const shelves: Shelves = { groups, skus, applications, ...hr };
  return {
    accounts: (situation.accounts ?? []).map((row) => readAccount(row, shelves)),
    deletedAccounts: (situation.deleted ?? []).map((row) => readAccount({ deleted: true, ...row }, shelves)),
    groups,
    applications,
    skus,
  };
}

function readGroup(row: Row): WrittenGroup {
  refuseUnknown(row, ['name', 'id', 'barrier', 'rule', 'processing'], 'group');
  const rule = row.rule === undefined ? null : String(row.rule);
  return {
    id: String(row.id ?? `id-${row.name}`),
    displayName: String(row.name),
    mailNickname: null,
    membershipRule: rule,
    ruleProcessing: rule === null ? null : row.processing === 'paused' ? 'paused' : 'on',
    barrier: (row.barrier as Group['barrier']) ?? (rule === null ? null : 'dynamic'),
    memberIds: [],
  };
}

function readSku(row: Row): Sku {
  refuseUnknown(row, ['name', 'free'], 'licence');
  const free = Number(row.free ?? 100);
  return { skuId: `sku-${row.name}`, skuPartNumber: String(row.name), seats: Math.max(free, 0) + 100, free };
}

/** `{ name, roles, job }`: without `roles` an app that only knows access. */
function readApplication(row: Row): Application {
  refuseUnknown(row, ['name', 'roles', 'job'], 'app');
  const roles = ((row.roles as string[] | undefined) ?? []).map((displayName) => ({
    id: `role-${displayName}`,
    value: null,
    displayName,
  }));
  const id = `app-${row.name}`;
  const syncJob = row.job === true ? { id: `job-${row.name}`, ruleId: `rule-${row.name}` } : null;
  return { id, appId: `appid-${row.name}`, displayName: String(row.name), roles, assignments: [], syncJob };
}

const words = ['id', 'address', 'of', 'inStep', 'enabled', 'manager', 'mail', 'aliases', 'synced', 'guest', 'deleted'];
const known = [...words, 'deletedAt', 'stampTaken', 'groups', 'licences', 'apps', ...AccountAttribute.options];

/**
 * An account: `address`, whose mark it carries (`of`), and what else matters. `inStep`: its attributes are what HR says of the person whose
 * number stands there, in the employment they are listed first with (or in the one of that number, from 1).
 */
function readAccount(row: Row, shelves: Shelves): Account {
  refuseUnknown(row, known, `account ${row.address ?? row.of}`);
  const isOurs = row.of !== undefined && row.of !== null;
  const usual = row.inStep === undefined ? {} : inStepWith(String(row.of), Number(row.inStep), shelves);
  const address = String(row.address ?? usualAddress(String(row.of), shelves));
  const [nickname = ''] = address.split('@');
  const id = String(row.id ?? `acc-${nickname}`);
  const attributes = Object.fromEntries(Object.entries(row).filter(([name]) => isAttribute(name)));
  putAway(id, row, shelves);
  const deleted = row.deleted === true ? String(row.deletedAt ?? '2026-11-01T00:00:00Z') : null;
  return {
    id,
    userPrincipalName: address,
    mail: row.mail === undefined || row.mail === null ? null : String(row.mail),
    mailNickname: nickname,
    proxyAddresses: ((row.aliases as string[] | undefined) ?? []).map((alias) => `smtp:${alias}`),
    otherMails: [],
    licences: ((row.licences as string[] | undefined) ?? []).map((text) => readHeldLicence(text, shelves)),
    accountEnabled: (row.enabled ?? true) === true,
    attributes: { ...usual, ...attributes },
    stampedPersonKey: isOurs ? String(row.of) : null,
    stampTaken: row.stampTaken === true,
    managerId: row.manager === undefined || row.manager === null ? null : String(row.manager),
    isSynced: row.synced === true,
    isGuest: row.guest === true,
    deletedAt: deleted,
  };
}

const isAttribute = (name: string): boolean => AccountAttribute.safeParse(name).success;

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9-]/g, '');

function usualAddress(key: string, { people }: Shelves): string {
  const person = people.find(({ personKey }) => personKey === key);
  const surname = `${person?.birthNamePrefix ?? ''}${person?.birthName ?? ''}`;
  return `${plain(person?.callName ?? '')}.${plain(surname)}@voorbeeld.nl`;
}

/** What the default templates give, in plain words. */
function inStepWith(key: string, number: number, { people, units }: Shelves): Account['attributes'] {
  const person = people.find(({ personKey }) => personKey === key);
  const job = person?.employments[number - 1];
  if (person === undefined || job === undefined) throw new Error(`inStep: nobody is called ${key}`);
  const surname = [person.birthNamePrefix, person.birthName].filter((part) => part !== undefined).join(' ');
  const all = {
    displayName: `${person.callName} ${surname}`,
    givenName: person.callName,
    surname,
    department: units.find(({ unitKey }) => unitKey === job.unitKey)?.name,
    jobTitle: job.functionTitle,
    companyName: job.employerName,
    employeeType: job.kind,
    employeeId: job.employeeNumber,
    country: job.country,
    usageLocation: job.country,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** `SPE_E3`, `SPE_E3 by sg-e3`, or `SPE_E3 both sg-e3` for a licence that comes directly and by a group. */
function readHeldLicence(text: string, { skus }: Shelves): Account['licences'][number] {
  const [name = '', way, group] = text.split(' ');
  const skuId = skus.find(({ skuPartNumber }) => skuPartNumber === name)?.skuId;
  if (skuId === undefined) throw new Error(`there is no licence ${name} among the skus`);
  return { skuId, direct: way !== 'by', groupIds: group === undefined ? [] : [`id-${group}`] };
}

/** Memberships and app roles stand with the group and the app, not with the account. */
function putAway(id: string, row: Row, { groups, applications }: Shelves): void {
  for (const name of (row.groups as string[] | undefined) ?? []) {
    const group = groups.find(({ displayName }) => displayName === name);
    if (group === undefined) throw new Error(`there is no group ${name}`);
    group.memberIds.push(id);
  }
  for (const text of (row.apps as string[] | undefined) ?? []) {
    const [name, roleName] = text.split('/');
    const application = applications.find(({ displayName }) => displayName === name);
    if (application === undefined) throw new Error(`there is no app ${name}`);
    const role = application.roles.find(({ displayName }) => displayName === roleName);
    const appRoleId = role?.id ?? plainAccess;
    application.assignments.push({ id: `${id} ${appRoleId}`, principalId: id, appRoleId });
  }
}
