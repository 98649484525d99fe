import { explainError, InstroomError } from '../../../models/errors.ts';
import type { HrConnector, PeopleReading, SourceFinding } from '../../../models/hr-connector.ts';
import type { HrReading, SetAside } from '../../../models/person.ts';
import type { ScimUser, ScimUserStore } from '../../../models/scim.ts';
import type { ScimSource } from '../../../models/sources/scim-source.ts';
import { type SourceTexts, sourceTexts } from '../../../models/texts/source-texts.ts';
import { personKeyOf } from '../../inbound/scim/person-key-of.ts';
import type { ConnectorParts } from '../connector-parts.ts';
import { createFieldReader } from './schema.ts';
import { type PersonContext, placeOf, toPerson } from './to-person.ts';
import { toUnits } from './to-units.ts';

type Parts = Pick<ConnectorParts, 'language' | 'timeZone' | 'clock' | 'secrets'> & {
  scimUsers: Pick<ScimUserStore, 'list' | 'find' | 'findByKeys'>;
};

/** Reads the people whom an HR system pushed by SCIM, as they were last pushed. */
export function createScimConnector(source: ScimSource, parts: Parts): HrConnector {
  const read = async (): Promise<HrReading> => {
    const readAt = parts.clock.now().toISOString();
    const users = await listPushed(source.id, parts);
    return toReading(users, readAt, { source, parts });
  };
  return {
    sourceId: source.id,
    watchPaths: [],
    pollEveryMs: null,
    read,
    readPeople: (personKeys) => readSome(personKeys, source, parts),
    check: () => check(source, parts, read),
  };
}

/** These people alone, with whoever is named as their manager: managers are told by the ids that we gave out. */
async function readSome(personKeys: readonly string[], source: ScimSource, parts: Parts): Promise<PeopleReading> {
  const { scimUsers } = parts;
  const readAt = parts.clock.now().toISOString();
  const users = await fromStore(source.id, () => scimUsers.findByKeys(source.id, source.personKey, personKeys));
  const read = createFieldReader(source);
  const named = [...new Set(users.flatMap((user) => read(user, 'managerPersonKey') ?? []))];
  const found = await fromStore(source.id, () => Promise.all(named.map((id) => scimUsers.find(source.id, id))));
  const managers = found.filter((user) => user !== null);
  const { units: _, ...reading } = toReading(users, readAt, { source, parts, managers });
  return reading;
}

const listPushed = (sourceId: string, { scimUsers }: Parts): Promise<ScimUser[]> =>
  fromStore(sourceId, () => scimUsers.list(sourceId));

async function fromStore<Found>(sourceId: string, find: () => Promise<Found>): Promise<Found> {
  try {
    return await find();
  } catch (cause) {
    throw new InstroomError('hr-unreadable', `What ${sourceId} pushed cannot be read from the store.`, {
      retryable: true,
      advice: 'Check that the database answers.',
      cause,
    });
  }
}

function toReading(
  users: readonly ScimUser[],
  readAt: string,
  { source, parts, managers = users }: { source: ScimSource; parts: Parts; managers?: readonly ScimUser[] },
): HrReading {
  const texts = sourceTexts(parts.language);
  const keyOfId = new Map(managers.map((user) => [user.id, personKeyOf(user, source)]));
  const context: PersonContext = {
    source,
    read: createFieldReader(source),
    timeZone: parts.timeZone,
    texts,
    managerKeyOf: (value) => keyOfId.get(value) ?? value,
  };
  const reading: HrReading = {
    sourceId: source.id,
    readAt,
    changedAt: latestChange(users),
    people: [],
    units: [],
    setAside: [],
  };
  const used: ScimUser[] = [];
  for (const [personKey, records] of groupByKey(users, source)) {
    const [user] = records;
    if (user === undefined) continue;
    if (personKey === null || records.length > 1) {
      reading.setAside.push(...refuseRecords(personKey, records, { source, texts }));
      continue;
    }
    const { person, problems } = toPerson(user, personKey, context);
    const [first] = problems;
    used.push(user);
    if (first === undefined) reading.people.push(person);
    else {
      const text = texts.personSetAside(
        personKey,
        problems.map((problem) => problem.text),
      );
      reading.setAside.push({ personKey, reason: first.reason, text, where: placeOf(user) });
    }
  }
  reading.units = toUnits(used, context.read);
  return reading;
}

const latestChange = (users: readonly ScimUser[]): string | null =>
  users.reduce<string | null>((last, { changedAt }) => (last === null || changedAt > last ? changedAt : last), null);

/** Whoever was withdrawn and pushed again is there; of several withdrawals the last counts. */
function groupByKey(users: readonly ScimUser[], source: ScimSource): Map<string | null, ScimUser[]> {
  const groups = new Map<string | null, ScimUser[]>();
  for (const user of users) {
    const key = personKeyOf(user, source);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [user]);
    else group.push(user);
  }
  for (const [key, group] of groups) {
    const live = group.filter(({ withdrawnAt }) => withdrawnAt === null);
    const last = [...group].sort((a, b) => ((a.withdrawnAt ?? '') < (b.withdrawnAt ?? '') ? 1 : -1)).slice(0, 1);
    groups.set(key, live.length > 0 ? live : last);
  }
  return groups;
}

function refuseRecords(
  personKey: string | null,
  records: readonly ScimUser[],
  { source, texts }: { source: ScimSource; texts: SourceTexts },
): SetAside[] {
  if (personKey === null)
    return records.map((user) => {
      const where = placeOf(user);
      return { personKey, reason: 'no-key', text: texts.rowsSetAside([texts.noKey(source.personKey, where)]), where };
    });
  const places = records.map(placeOf);
  const text = texts.personSetAside(personKey, [texts.conflictingRows(places, [source.personKey])]);
  return [{ personKey, reason: 'conflicting-rows', text, where: places.join(', ') }];
}

/** Whether somebody could push, and what was pushed so far. */
async function check(source: ScimSource, { secrets }: Parts, read: () => Promise<HrReading>): Promise<SourceFinding[]> {
  try {
    const names = [...source.tokens, ...(source.webhook?.secrets ?? [])];
    const found = await Promise.all(
      names.map(async (name) => ({ name, isThere: (await secrets.find(name)) !== null })),
    );
    const missing = found.filter(({ isThere }) => !isThere).map(({ name }) => name);
    const { people, setAside } = await read();
    return [
      missing.length === 0
        ? { ok: true, text: `${names.length} secrets are there` }
        : {
            ok: false,
            text: `There is no secret ${missing.join(', ')}: put it into the environment, a file or the key vault`,
          },
      { ok: true, text: `${people.length} people, ${setAside.length} set aside` },
    ];
  } catch (error) {
    if (!(error instanceof InstroomError)) throw error;
    return [{ ok: false, text: explainError(error) }];
  }
}
