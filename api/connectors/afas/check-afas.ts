import type { z } from 'zod';
import { explainError, InstroomError } from '../../../models/errors.ts';
import type { SourceEnding, SourceFinding } from '../../../models/hr-connector.ts';
import type { AfasDesk } from './read-people.ts';
import { ConnectorInfo, changeField, MetaInfo, mandatoryFields } from './schema.ts';

/** An administrator wants to hear of it in time. */
const warnDays = 30;
const dayMs = 86_400_000;

/** Tries the token, when it ends, and that every GetConnector is there with the fields that are needed. */
export async function checkAfas(desk: AfasDesk): Promise<SourceFinding[]> {
  try {
    const meta = await desk.client.get('metainfo', MetaInfo);
    const findings = [tokenFinding(meta.info?.tokenExpiry ?? null, desk)];
    const known = new Set(meta.getConnectors.map(({ id }) => id));
    for (const [role, name] of Object.entries(desk.source.connectors))
      if (name !== null)
        findings.push(await checkConnector({ role: role as keyof typeof mandatoryFields, name, known }, desk));
    if (desk.source.writeBack !== null) findings.push(checkUpdating(desk.source.writeBack.connector, meta));
    return findings;
  } catch (error) {
    if (!(error instanceof InstroomError)) throw error;
    return [{ ok: false, text: explainError(error) }];
  }
}

function checkUpdating(name: string, { updateConnectors }: z.infer<typeof MetaInfo>): SourceFinding {
  if (updateConnectors.some(({ id }) => id === name)) return { ok: true, text: `${name} takes what is written back.` };
  return {
    ok: false,
    text: `The app connector has no UpdateConnector ${name}. Add it in Profit, or set writeBack to null.`,
  };
}

/** The token, when it ends before long. */
export async function findAfasEndings(desk: AfasDesk): Promise<SourceEnding[]> {
  const end = endOf((await desk.client.get('metainfo', MetaInfo)).info?.tokenExpiry ?? null, desk);
  return end === null || end.days > warnDays ? [] : [{ what: 'afas-token', endsOn: end.on }];
}

function endOf(expiry: string | null, { parts }: AfasDesk): { on: string; days: number } | null {
  const days = expiry === null ? Number.NaN : Math.floor((Date.parse(expiry) - parts.clock.now().getTime()) / dayMs);
  return expiry === null || Number.isNaN(days) ? null : { on: expiry.slice(0, 10), days };
}

function tokenFinding(expiry: string | null, desk: AfasDesk): SourceFinding {
  const end = endOf(expiry, desk);
  if (end === null) return { ok: true, text: 'The token is accepted.' };
  const text = `The token ends on ${end.on}, in ${end.days} days.`;
  return end.days > warnDays
    ? { ok: true, text }
    : { ok: false, text: `${text} Make a new one in Profit and put it into the secret.` };
}

async function checkConnector(
  { role, name, known }: { role: keyof typeof mandatoryFields; name: string; known: ReadonlySet<string> },
  { source, client }: AfasDesk,
): Promise<SourceFinding> {
  if (!known.has(name))
    return {
      ok: false,
      text: `The app connector has no GetConnector ${name}. Import it in Profit, or name yours under connectors.${role}.`,
    };
  const { fields } = await client.get(`metainfo/get/${name}`, ConnectorInfo);
  const there = new Set(fields.map(({ id }) => id));
  const changed = source.changes && role !== 'units' ? [changeField] : [];
  const told = source.writeBack === null ? [] : ['Email_werk', ...(source.writeBack.signIn ? ['Email_portal'] : [])];
  const missing = [...mandatoryFields[role], ...changed, ...(role === 'persons' ? told : [])].filter(
    (field) => !there.has(field),
  );
  if (missing.length === 0) return { ok: true, text: `${name}: ${there.size} fields.` };
  return {
    ok: false,
    text: `${name} has no field ${missing.join(', ')}. Add it to the GetConnector, under that name.`,
  };
}
