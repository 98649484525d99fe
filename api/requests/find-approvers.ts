import type { ApproverKind } from '../../models/approvals.ts';
import type { Approver, Request, Stage } from '../../models/request.ts';
import type { Colleague, Colleagues } from '../colleagues/colleagues.ts';
import { isOwn } from './judge-answer.ts';

/** A stage with what tells whom to ask: `managerOf` is whose manager is meant, `owners` are addresses. */
export interface StageAsk {
  stage: Pick<Stage, 'by' | 'need' | 'answers' | 'escalatedAt'>;
  request: Pick<Request, 'askedBy' | 'askedByPersonKey' | 'forPersonKey'>;
  managerOf: string | null;
  owners: readonly string[];
}

/** So far up does anybody look for somebody who is there. */
const mostManagers = 8;

/**
 * Who is asked now. Who asks and who gains are left out; who is away, or gone, is replaced by their deputy, else by the nearest manager who
 * is there. If that leaves nobody: whoever is above those left out, else IT. Where more have to say yes than there are, IT fills up.
 * After an escalation those who stand in for the silent ones are asked as well.
 */
export async function findApprovers(ask: StageAsk, colleagues: Colleagues): Promise<Approver[]> {
  const desk = openDesk(ask, colleagues);
  for (const because of ask.stage.by) await askKind(because, ask, desk);
  if (desk.approvers().length === 0) await askAbove(desk);
  const need = ask.stage.need ?? 1;
  if (desk.approvers().length < need) await askIt(desk);
  if (ask.stage.escalatedAt !== null) await askBesideSilent(ask, desk);
  return desk.approvers();
}

interface Desk {
  colleagues: Colleagues;
  leftOut: { who: Colleague; because: ApproverKind }[];
  mayAnswer(who: Colleague): boolean;
  isThere(who: Colleague): Promise<boolean>;
  seat(who: Colleague, because: ApproverKind, absent: Approver['for']): void;
  approvers(): Approver[];
}

function openDesk({ request }: StageAsk, colleagues: Colleagues): Desk {
  const seats = new Map<string, Approver>();
  const mayAnswer = (who: Colleague) => !isOwn(request, who.aadObjectId, who.personKey);
  return {
    colleagues,
    leftOut: [],
    mayAnswer,
    isThere: async (who) => who.canAnswer && mayAnswer(who) && !(await colleagues.isAway(who)),
    seat: ({ aadObjectId, name }, because, absent) => {
      const known = seats.get(aadObjectId);
      if (known === undefined || (known.for !== null && absent === null))
        seats.set(aadObjectId, { aadObjectId, name, because, for: absent });
    },
    approvers: () => [...seats.values()],
  };
}

async function askKind(because: ApproverKind, ask: StageAsk, desk: Desk): Promise<void> {
  const candidates = await candidatesOf(because, ask, desk.colleagues);
  const away: Colleague[] = [];
  let isAsked = false;
  for (const who of candidates) {
    if (!desk.mayAnswer(who)) desk.leftOut.push({ who, because });
    else if (await desk.isThere(who)) {
      desk.seat(who, because, null);
      isAsked = true;
    } else away.push(who);
  }
  // Of the holders of a role those who are there are enough; an owner or a manager has a seat that somebody has to take.
  if (isAsked && because !== 'owner' && because !== 'manager') return;
  for (const who of away) {
    const standIn = await standInOf(who, desk);
    if (standIn !== null) desk.seat(standIn, because, { ...nameOf(who), why: 'away' });
  }
}

async function candidatesOf(because: ApproverKind, ask: StageAsk, colleagues: Colleagues): Promise<Colleague[]> {
  if (because === 'manager') {
    if (ask.managerOf === null) return [];
    const of = await colleagues.byPerson(ask.managerOf);
    const manager = await colleagues.managerOf({ personKey: ask.managerOf, managerId: of?.managerId ?? null });
    return manager === null ? [] : [manager];
  }
  if (because !== 'owner') return colleagues.holders(because);
  const owners = ask.owners.length === 0 ? [] : await colleagues.byAddresses(ask.owners);
  return owners.length === 0 ? colleagues.holders('it') : owners;
}

/** The deputy, else the nearest manager above who is there. */
async function standInOf(who: Colleague, desk: Desk): Promise<Colleague | null> {
  const deputy = await desk.colleagues.deputyOf(who);
  if (deputy !== null && (await desk.isThere(deputy))) return deputy;
  return nearestAbove(who, desk);
}

async function nearestAbove(who: Colleague, desk: Desk): Promise<Colleague | null> {
  let above: Colleague | null = who;
  for (let step = 0; step < mostManagers && above !== null; step += 1) {
    above = await desk.colleagues.managerOf(above);
    if (above !== null && (await desk.isThere(above))) return above;
  }
  return null;
}

async function askAbove(desk: Desk): Promise<void> {
  for (const { who, because } of desk.leftOut) {
    const above = await nearestAbove(who, desk);
    if (above !== null) desk.seat(above, because, { ...nameOf(who), why: 'excluded' });
  }
  if (desk.approvers().length === 0) await askIt(desk);
}

async function askIt(desk: Desk): Promise<void> {
  const [first] = desk.leftOut;
  const absent = first === undefined ? null : { ...nameOf(first.who), why: 'excluded' as const };
  for (const who of await desk.colleagues.holders('it')) if (await desk.isThere(who)) desk.seat(who, 'it', absent);
}

async function askBesideSilent({ stage }: StageAsk, desk: Desk): Promise<void> {
  const answered = new Set(stage.answers.map(({ by }) => by.id));
  for (const { aadObjectId, because } of desk.approvers()) {
    const who = answered.has(aadObjectId) ? null : await desk.colleagues.byAccount(aadObjectId);
    const standIn = who === null ? null : await standInOf(who, desk);
    if (who !== null && standIn !== null) desk.seat(standIn, because, { ...nameOf(who), why: 'silent' });
  }
}

const nameOf = ({ aadObjectId, name }: Colleague) => ({ aadObjectId, name });
