import type { ScimAnswer, ScimAsk, ScimDesk, ScimService } from '../../../models/scim.ts';
import { isSameSecret, passesWithSecret } from '../../secrets/compare-secrets.ts';
import { readJson } from '../read-json.ts';
import { applyPatch } from './apply-patch.ts';
import { addUser, answerUser, changeUser } from './change-users.ts';
import { describeService } from './describe-service.ts';
import { getUser, listUsers } from './find-users.ts';
import { readAttributes } from './read-attributes.ts';
import { answerError, invalidSyntax, ScimError } from './scim-error.ts';
import { type ScimParts, type SourceParts, tellOfChange } from './scim-parts.ts';
import { chooseAttributes } from './show-user.ts';
import { bulkStatus, uploadBulk } from './upload-bulk.ts';

/** SCIM 2.0 for the sources that push their people. */
export function createScimService(parts: ScimParts): ScimService {
  return {
    admit: async (sourceId, authorization) => {
      const token = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
      const source = (await parts.sources()).find(({ id }) => id === sourceId);
      if (token === undefined || source?.connector !== 'scim') return null;
      const passes = await passesWithSecret(source.tokens, parts.secrets, (secret) => isSameSecret(secret, token));
      if (passes === null) parts.logger.error({ sourceId }, 'the tokens of a source are not there');
      return passes === true ? createDesk({ ...parts, source }) : null;
    },
    onlySource: async () => {
      const [only, another] = (await parts.sources()).filter(({ connector }) => connector === 'scim');
      return only === undefined || another !== undefined ? null : only.id;
    },
  };
}

function createDesk(parts: SourceParts): ScimDesk {
  const patch = (id: string, ask: ScimAsk, change: Parameters<typeof changeUser>[1]['change']) =>
    changeAndTell(id, ask, { change, parts });
  return {
    create: answering(async (ask: ScimAsk) => {
      chooseAttributes(ask.query);
      const user = await addUser(readAttributes(bodyOf(ask)), parts);
      await tellOfChange([user], parts);
      return answerUser(user, ask, 201);
    }),
    replace: answering(async (id: string, ask: ScimAsk) => {
      const attributes = readAttributes(bodyOf(ask));
      return patch(id, ask, () => attributes);
    }),
    patch: answering(async (id: string, ask: ScimAsk) => {
      const body = bodyOf(ask);
      return patch(id, ask, (attributes) => applyPatch(attributes, body));
    }),
    withdraw: answering(async (id: string, ask: ScimAsk) => {
      const { user } = await changeUser(id, { ifMatch: ask.ifMatch, change: () => 'withdrawn' }, parts);
      await tellOfChange([user], parts);
      return { status: 204, body: null };
    }),
    get: answering((id: string, ask: ScimAsk) => getUser(id, ask, parts)),
    list: answering((ask: ScimAsk) => listUsers(ask, parts)),
    bulk: answering(async (ask: ScimAsk) => uploadBulk(ask, bodyOf(ask), parts)),
    bulkStatus: answering((requestId: string) => bulkStatus(requestId, parts)),
    describe: answering(async (kind: string, name: string | null, ask: ScimAsk) => describeService(kind, name, ask)),
  };
}

async function changeAndTell(
  id: string,
  ask: ScimAsk,
  { change, parts }: { change: Parameters<typeof changeUser>[1]['change']; parts: SourceParts },
): Promise<ScimAnswer> {
  chooseAttributes(ask.query);
  const { user, isChanged } = await changeUser(id, { ifMatch: ask.ifMatch, change }, parts);
  if (isChanged) await tellOfChange([user], parts);
  return answerUser(user, ask);
}

/** A refusal is an answer like any other. */
function answering<Given extends unknown[]>(
  work: (...given: Given) => Promise<ScimAnswer>,
): (...given: Given) => Promise<ScimAnswer> {
  return async (...given) => {
    try {
      return await work(...given);
    } catch (error) {
      if (error instanceof ScimError) return answerError(error);
      throw error;
    }
  };
}

function bodyOf({ body }: ScimAsk): unknown {
  const reading = readJson(body);
  if (reading.kind === 'broken') throw invalidSyntax(reading.text);
  return reading.value;
}
