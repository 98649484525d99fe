import type { Connection } from 'mongoose';
import { Schema } from 'mongoose';
import { aboutOf } from '../about-of.ts';
import type { Request, RequestStore } from '../request.ts';
import type { SettingStore } from '../stores.ts';
import { openCollection } from './open-collection.ts';

/** What is asked for in lists stands beside the request. */
interface StoredRequest {
  _id: string;
  number: number;
  version: number;
  state: Request['state'];
  dueAt: string | null;
  about: string;
  askedById: string;
  forPersonKey: string | null;
  /** Object ids of everybody whose answer is awaited. */
  approvers: string[];
  request: Omit<Request, 'id' | 'version'>;
}

/** What people asked for, numbered from 1. */
export async function createRequestStore(connection: Connection, settings: SettingStore): Promise<RequestStore> {
  const requests = await openCollection<StoredRequest>(connection, 'requests', {
    fields: {
      number: Number,
      version: Number,
      state: String,
      dueAt: String,
      about: String,
      askedById: String,
      forPersonKey: String,
      approvers: [String],
      request: Schema.Types.Mixed,
    },
    indexes: [
      { fields: { state: 1, number: -1 }, answers: 'the newest requests, in some states (list)' },
      { fields: { approvers: 1, number: -1 }, answers: 'whose answer is awaited (list)' },
      { fields: { askedById: 1, number: -1 }, answers: 'what somebody asked for (list)' },
      { fields: { forPersonKey: 1, number: -1 }, answers: 'what was asked for somebody (list)' },
      { fields: { about: 1, number: -1 }, answers: 'whether the same is asked already (list)' },
      { fields: { dueAt: 1 }, answers: 'what somebody has to look at again (due)' },
    ],
  });
  return {
    add: async (request) => {
      const number = await settings.next('request');
      const stored = toStored({ ...request, id: String(number), version: 1 }, number);
      await requests.insertOne(stored);
      return toRequest(stored);
    },
    find: async (requestId) => {
      const stored = await requests.findOne({ _id: requestId });
      return stored === null ? null : toRequest(stored);
    },
    replace: async (request) => {
      const { _id, ...changed } = toStored({ ...request, version: request.version + 1 }, Number(request.id));
      const stored = await requests.findOneAndUpdate(
        { _id, version: request.version },
        { $set: changed },
        { returnDocument: 'after' },
      );
      return stored === null ? null : toRequest(stored);
    },
    list: async ({ limit, states, approver, askedBy, about, forPersonKey }) => {
      const filter = {
        ...(states === undefined ? {} : { state: { $in: [...states] } }),
        ...(approver === undefined ? {} : { approvers: approver }),
        ...(askedBy === undefined ? {} : { askedById: askedBy }),
        ...(about === undefined ? {} : { about }),
        ...(forPersonKey === undefined ? {} : { forPersonKey }),
      };
      return (await requests.find(filter).sort({ number: -1 }).limit(limit).toArray()).map(toRequest);
    },
    due: async (at, limit) =>
      (
        await requests
          .find({ dueAt: { $lte: at } })
          .sort({ dueAt: 1 })
          .limit(limit)
          .toArray()
      ).map(toRequest),
  };
}

function toStored({ id, version, ...request }: Request, number: number): StoredRequest {
  const open = request.tracks.flatMap(({ stages }) => stages.filter(({ state }) => state === 'open'));
  const isOpen = request.state === 'open';
  return {
    _id: id,
    number,
    version,
    state: request.state,
    dueAt: request.dueAt,
    about: aboutOf(request.subject, request.forPersonKey),
    askedById: request.askedBy.id,
    forPersonKey: request.forPersonKey,
    approvers: isOpen ? [...new Set(open.flatMap((stage) => stage.approvers.map((one) => one.aadObjectId)))] : [],
    request,
  };
}

const toRequest = ({ _id, version, request }: StoredRequest): Request => ({ ...request, id: _id, version });
