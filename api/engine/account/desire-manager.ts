import type { Employment, Person } from '../../../models/person.ts';
import type { Note, Reason } from '../../../models/plan.ts';
import { namePerson } from '../names/compose-names.ts';
import type { World } from '../survey-world.ts';
import { type Dispositions, dispositionOf } from './decide-disposition.ts';
import { resolveManager } from './resolve-manager.ts';

/**
 * Who the manager of an account should be. `accountId` is null while that account is still to be made; `unitName` says of which unit the
 * manager is the head. `keep`: HR cannot say, so what is there stays.
 */
export type DesiredManager =
  | { kind: 'set'; personKey: string; accountId: string | null; unitName: string | null }
  | { kind: 'clear'; withoutAccount: string | null }
  | { kind: 'keep' };

const keep: DesiredManager = { kind: 'keep' };
const silent: readonly Note[] = [];
const toBeMade = { id: null };

/** The manager that HR gives, as far as that person has or gets an account. */
export function desireManager(
  person: Person,
  employment: Employment,
  around: { world: World; dispositions: Dispositions },
): { manager: DesiredManager; notes: readonly Note[] } {
  const { world } = around;
  const { texts } = world;
  const answer = resolveManager(person, employment, { units: world.units, known: world.isKnown });
  if (answer.kind === 'own-manager') return keepWith(texts.ownManager(namePerson(person)), person);
  if (answer.kind === 'unknown') {
    const { personKey, unitName } = answer;
    const who = namePerson(person);
    const text = unitName === null ? texts.unknownManager(who, personKey) : texts.unknownHead(who, unitName, personKey);
    return keepWith(text, person);
  }
  if (answer.kind === 'none') {
    return {
      manager: world.saysManagers(employment.statedBy?.sourceId ?? person.sourceId)
        ? { kind: 'clear', withoutAccount: null }
        : keep,
      notes: silent,
    };
  }
  const account = accountOf(answer.personKey, around);
  if (account === 'unclear')
    return keepWith(texts.unclearManager(namePerson(person), world.nameOf(answer.personKey)), person);
  if (account === null) return { manager: { kind: 'clear', withoutAccount: answer.personKey }, notes: silent };
  const { personKey, unitName } = answer;
  return { manager: { kind: 'set', personKey, unitName, accountId: account.id }, notes: silent };
}

const keepWith = (text: string, { personKey }: Person): { manager: DesiredManager; notes: readonly Note[] } => ({
  manager: keep,
  notes: [{ kind: 'unknown-manager', personKey, text }],
});

/**
 * The account of a manager: there, or made by this very plan (`id` null); null when there is or will be none; `unclear` when it cannot be
 * told which one it is.
 */
function accountOf(
  personKey: string,
  { world, dispositions }: { world: World; dispositions: Dispositions },
): { id: string | null } | 'unclear' | null {
  const dossier = world.dossierOf(personKey);
  if (dossier === undefined) {
    const match = world.matches.of(personKey);
    return match.kind === 'linked' ? match.account : 'unclear';
  }
  const { match, standing } = dossier;
  const disposition = dispositionOf(dossier, dispositions);
  if (disposition.kind === 'create') return toBeMade;
  if (disposition.kind === 'restore') return disposition.account;
  if (match.kind === 'linked') return disposition.kind === 'keep' && standing.deletionDue ? null : match.account;
  return match.kind === 'none' || match.kind === 'deleted' ? null : 'unclear';
}

/** Why somebody is the manager, or why there is none. */
export function managerReasons(manager: Exclude<DesiredManager, { kind: 'keep' }>, world: World): Reason[] {
  const { texts } = world;
  const hr = (text: string, source: string): Reason => ({ kind: 'hr', text, source });
  if (manager.kind === 'clear') {
    const absent = manager.withoutAccount;
    const text = absent === null ? texts.noManager : texts.managerHasNoAccount(world.nameOf(absent));
    return [hr(text, 'managerPersonKey')];
  }
  const reasons = [hr(texts.managerIs(world.nameOf(manager.personKey)), 'managerPersonKey')];
  if (manager.unitName !== null) reasons.push(hr(texts.headOf(manager.unitName), 'headPersonKey'));
  return reasons;
}
