import { Grant } from '../../models/grant.ts';
import type { Person } from '../../models/person.ts';
import {
  addDays,
  changePerson,
  findSomebody,
  type HrEvent,
  type HrState,
  isHereOn,
  leaveOn,
  nextKey,
} from './hr-state.ts';
import { prefixes, surnames } from './made-up-people.ts';
import type { Dice } from './seeded-dice.ts';

const findColleague = (state: HrState, dice: Dice, fits: (person: Person) => boolean = () => true) =>
  findSomebody(state, dice, (person) => isHereOn(person, state.today) && fits(person));

export const marry: HrEvent = (state, dice) => {
  const person = findColleague(state, dice, ({ partnerName }) => partnerName === undefined);
  if (person === null) return;
  const prefix = dice.pick(prefixes);
  changePerson(state, person, {
    partnerName: dice.pick(surnames),
    ...(prefix === undefined ? {} : { partnerNamePrefix: prefix }),
    nameUse: dice.pick(['birth', 'partner', 'partner-birth', 'birth-partner'] as const),
  });
};

export const divorce: HrEvent = (state, dice) => {
  const person = findColleague(state, dice, ({ partnerName }) => partnerName !== undefined);
  if (person === null) return;
  const { partnerName: _name, partnerNamePrefix: _prefix, ...left } = person;
  state.people.set(person.personKey, { ...left, nameUse: 'birth' });
};

/** One leave at a time; an older one makes place. */
export const takeLeave: HrEvent = (state, dice) => {
  const person = findColleague(state, dice, (one) => leaveOn(one, state.today) === undefined);
  if (person === null) return;
  const startsOn = addDays(state.today, dice.int(-1, 9));
  const kind = dice.pick([undefined, 'parental', 'parental', 'detached', 'care']);
  const leave = {
    leaveKey: nextKey(state, 'L'),
    startsOn,
    ...(dice.chance(0.9) ? { endsOn: addDays(startsOn, dice.int(2, 25)) } : {}),
    ...(kind === undefined ? {} : { kind }),
  };
  changePerson(state, person, { leaves: [leave] });
};

const findAway = (state: HrState, dice: Dice) =>
  findColleague(state, dice, (person) => leaveOn(person, state.today) !== undefined);

export const moveLeave: HrEvent = (state, dice) => {
  const person = findAway(state, dice);
  if (person === null) return;
  const shift = dice.int(-4, 8);
  const leaves = person.leaves.map(({ startsOn, endsOn, ...leave }) => ({
    ...leave,
    startsOn: addDays(startsOn, shift),
    endsOn: addDays(endsOn ?? addDays(state.today, 10), shift + dice.int(0, 5)),
  }));
  changePerson(state, person, { leaves });
};

export const withdrawLeave: HrEvent = (state, dice) => {
  const person = findAway(state, dice);
  if (person !== null) changePerson(state, person, { leaves: [] });
};

const grantable = [
  { groups: ['sg-project-a'] },
  { groups: ['sg-project-b', 'sg-leads'] },
  { licences: ['VISIO'] },
  { apps: [{ app: 'CRM', role: 'Admin' }] },
  { groups: ['sg-sales'], apps: [{ app: 'CRM', role: 'User' }] },
];

/** Dated access, to the minute, for a number of days or without an end. */
export const makeException: HrEvent = (state, dice) => {
  const person = findColleague(state, dice);
  if (person === null) return;
  const startsAt = `${addDays(state.today, dice.int(-1, 4))}T${dice.pick(['05:30', '12:00', '22:59'])}:00.000Z`;
  const until = addDays(startsAt.slice(0, 10), dice.int(1, 20));
  const grant = {
    id: nextKey(state, 'G'),
    personKey: person.personKey,
    kind: 'exception',
    items: dice.pick(grantable),
    startsAt,
    endsAt: dice.chance(0.9) ? `${until}T${dice.pick(['06:30', '17:00'])}:00.000Z` : null,
    reason: 'a project',
  };
  state.grants.push(Grant.parse(grant));
};

/** Somebody stands in for a colleague who is or will be away, with a part of what that colleague may have. */
export const replace: HrEvent = (state, dice) => {
  const absent = findAway(state, dice);
  const leave = absent === null ? undefined : leaveOn(absent, state.today);
  const standIn = findColleague(state, dice, ({ personKey }) => personKey !== absent?.personKey);
  if (absent === null || leave?.leaveKey === undefined || standIn === null) return;
  const groups = ['sg-sales', 'sg-finance', 'sg-crm', 'sg-leads', 'sg-project-a'].filter(() => dice.chance(0.7));
  const grant = {
    id: nextKey(state, 'G'),
    personKey: standIn.personKey,
    kind: 'replacement',
    items: { groups, apps: [{ app: 'CRM', role: 'User' }] },
    follows: { personKey: absent.personKey, leaveKey: leave.leaveKey },
    startsAt: `${leave.startsOn}T00:00:00.000Z`,
    endsAt: leave.endsOn === undefined ? null : `${leave.endsOn}T23:00:00.000Z`,
    reason: 'stands in',
  };
  state.grants.push(Grant.parse(grant));
};

/** Somebody must out at once; HR says nothing of it. */
export const sendOut: HrEvent = (state, dice) => {
  const person = findColleague(state, dice, (one) => one.leaves.length === 0);
  if (person === null || state.urgentExits.some(({ personKey }) => personKey === person.personKey)) return;
  const fromAt = new Date(Date.parse(state.now) - dice.int(1, 600) * 60_000).toISOString();
  state.urgentExits.push({ personKey: person.personKey, fromAt, liftedAt: null, reason: 'urgent', by: 'security' });
};

export const liftExit: HrEvent = (state, dice) => {
  const standing = state.urgentExits.filter(({ liftedAt }) => liftedAt === null);
  if (standing.length === 0) return;
  const lifted = dice.pick(standing);
  state.urgentExits = state.urgentExits.map((one) => (one === lifted ? { ...one, liftedAt: state.now } : one));
};

/** Rows are missing from HR's list for a few days, as after a broken export. Heads stay, for their people's sake. */
export const goMissing: HrEvent = (state, dice) => {
  const person = findColleague(state, dice, (one) => one.leaves.length === 0 && !state.heads.has(one.personKey));
  if (person !== null) state.missing.set(person.personKey, addDays(state.today, dice.int(1, 4)));
};

export const changeHead: HrEvent = (state, dice) => {
  const person = findColleague(state, dice);
  const unit = dice.pick(state.units);
  if (person === null) return;
  state.heads.add(person.personKey);
  state.units = state.units.map((one) => (one === unit ? { ...one, headPersonKey: person.personKey } : one));
};

/** HR names the manager in the row, or leaves it to the unit again. */
export const nameManager: HrEvent = (state, dice) => {
  const person = findColleague(state, dice);
  const heads = [...state.heads].filter((key) => key !== person?.personKey);
  if (person === null) return;
  const managerPersonKey = dice.pick(heads);
  const employments = person.employments.map(({ managerPersonKey: before, ...row }) =>
    before === undefined ? { ...row, managerPersonKey } : row,
  );
  changePerson(state, person, { employments });
};
