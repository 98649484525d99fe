import { explainError, InstroomError } from '../../../models/errors.ts';
import type { SourceFinding } from '../../../models/hr-connector.ts';
import { coreOf } from './cores.ts';
import { lookupCalls, personCalls, type YouforceDesk } from './desk.ts';
import { updateRight } from './judge-telling.ts';
import { callRule, type Purpose, purposeFor, tokenRule } from './purse.ts';
import { onTrip, type Trip } from './trip.ts';

/** Few tokens left of a month are said in time. */
const fewTokens = 3;

/** Tries the token and each list, what is in the words that have to be understood, and says what may still be asked. */
export async function checkYouforce(desk: YouforceDesk): Promise<SourceFinding[]> {
  const findings: SourceFinding[] = [];
  try {
    const { expiresAt } = await desk.client.tokens.get(0);
    findings.push({
      ok: true,
      text: `The token is accepted and holds until ${expiresAt.slice(0, 16).replace('T', ' ')} UTC.`,
    });
    const need = lookupCalls(desk) + personCalls(desk);
    await onTrip({ purpose: purposeFor(need, desk.source.callsPerDay), need }, desk, async (trip) => {
      for (const table of Object.keys(desk.tables) as (keyof YouforceDesk['tables'])[])
        findings.push(...(await checkTable(table, desk, trip)));
    });
  } catch (error) {
    findings.push(explain(error));
  }
  findings.push(...writeBackFindings(desk), ...(await budgetFindings(desk)));
  return findings;
}

function explain(error: unknown): SourceFinding {
  if (!(error instanceof InstroomError)) throw error;
  return { ok: false, text: explainError(error) };
}

async function checkTable(
  table: keyof YouforceDesk['tables'],
  desk: YouforceDesk,
  trip: Trip,
): Promise<SourceFinding[]> {
  const path = desk.tables[table];
  if (path === null) return [];
  try {
    for await (const rows of desk.client.pages(path, {}, trip)) {
      const found = {
        ok: rows.length > 0 || table === 'roleAssignments',
        text: `${path}: ${rows.length === 0 ? 'nothing' : 'may be read'}.`,
      };
      return [found, ...wordFindings(table, rows, desk)];
    }
    return [];
  } catch (error) {
    return [explain(error)];
  }
}

/** Words of the first page that the settings do not know. */
function wordFindings(
  table: keyof YouforceDesk['tables'],
  rows: readonly unknown[],
  { source }: YouforceDesk,
): SourceFinding[] {
  const values = (field: string) => new Set(rows.flatMap((row) => textOf(row, field)));
  if (table === 'persons') {
    const known = { ...coreOf(source).nameUses, ...source.nameUses };
    const unknown = [...values('nameAssembleOrder')].filter((code) => !(code.toUpperCase() in known));
    if (unknown.length === 0) return [];
    const core =
      unknown.every((code) => /^\d$/.test(code)) === (source.core === 'beaufort')
        ? ` Or is core (${source.core}) the other one?`
        : '';
    return [
      {
        ok: false,
        text: `nameAssembleOrder has ${unknown.join(', ')}, whose meaning is not known: say it under nameUses.${core}`,
      },
    ];
  }
  const role = source.managers?.role.toUpperCase();
  if (table !== 'roleAssignments' || role === undefined) return [];
  const roles = [...values('shortName')];
  if (roles.some((one) => one.toUpperCase() === role)) return [];
  const others = roles.length === 0 ? 'There are no roles' : `There are ${roles.slice(0, 10).join(', ')}`;
  return [
    {
      ok: false,
      text: `No role ${source.managers?.role} was seen among the first role assignments. ${others}: name it under managers.role, or set managers: null.`,
    },
  ];
}

function textOf(row: unknown, field: string): string[] {
  const value = typeof row === 'object' && row !== null ? (row as Record<string, unknown>)[field] : undefined;
  return typeof value === 'string' && value.trim() !== '' ? [value.trim()] : [];
}

/** Nothing is written to find out whether it may be. */
function writeBackFindings({ source }: YouforceDesk): SourceFinding[] {
  if (source.writeBack === null) return [];
  const business = source.core === 'business' ? ' The maker describes it for HR Core Beaufort alone.' : '';
  const isNamed = source.scope === undefined || source.scope.toLowerCase().includes('update_identity');
  return [
    {
      ok: true,
      text: `Sign-in names are told to ${source.writeBack.path}. That is tried at the first write only, and needs the right ${updateRight}.${business}`,
    },
    ...(isNamed ? [] : [{ ok: false, text: `scope does not name ${updateRight}, without which nothing can be told.` }]),
  ];
}

async function budgetFindings({ source, application }: YouforceDesk): Promise<SourceFinding[]> {
  const left = (purpose: Purpose) => application.levelOf(purpose, callRule(purpose, source.callsPerDay));
  const [whole, changes, single] = [await left('whole'), await left('changes'), await left('single')].map(Math.floor);
  const telling = source.writeBack === null ? '' : `, ${Math.floor(await left('telling'))} to tell sign-in names`;
  const tokens = Math.floor(await application.levelOf('tokens', tokenRule(source.tokensPerMonth)));
  return [
    { ok: true, text: `HR Core ${source.core === 'beaufort' ? 'Beaufort' : 'Business'}, tenant ${source.tenantId}.` },
    {
      ok: true,
      text: `Calls that may go now, for all sources with this client id: ${whole} for everybody, ${changes} for changes, ${single} for one person${telling}; ${source.callsPerDay} a day in all.`,
    },
    {
      ok: tokens >= fewTokens,
      text: `Tokens that may be asked for now: ${tokens}; ${source.tokensPerMonth} a month.${tokens >= fewTokens ? '' : ' Ask Visma to let the application ask for more, and set tokensPerMonth.'}`,
    },
  ];
}
