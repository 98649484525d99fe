import type { Connection } from 'mongoose';
import { InstroomError } from '../errors.ts';
import type { AddressReservation } from '../ledger.ts';
import { openCollection } from './open-collection.ts';
import { batchSize, inBatches, isDuplicateKey, writeInBatches } from './write-in-batches.ts';

/** `_id` is directory and address: the key itself keeps an address from being somebody else's too, and finds those of a directory. */
type StoredReservation = AddressReservation & { _id: string };

/** Addresses that were given out or are promised, each to one person of a directory for ever. */
export interface ReservationCollection {
  load(directory: string): Promise<AddressReservation[]>;
  /** Throws InstroomError `conflict` when one of these addresses is somebody else's; then none is written. */
  save(directory: string, reservations: readonly AddressReservation[]): Promise<void>;
}

export async function openReservations(connection: Connection): Promise<ReservationCollection> {
  const collection = await openCollection<StoredReservation>(connection, 'address-reservations', {
    fields: {
      address: String,
      personKey: String,
      nameKey: String,
      state: String,
      reservedAt: String,
      renameOn: String,
    },
    indexes: [],
  });
  const idOf = (directory: string, address: string): string => `${directory}|${address.toLowerCase()}`;

  const checkFree = async (directory: string, reservations: readonly AddressReservation[]): Promise<void> => {
    const wanted = new Map<string, string>();
    for (const { address, personKey } of reservations) {
      const id = idOf(directory, address);
      if ((wanted.get(id) ?? personKey) !== personKey) throw taken(address);
      wanted.set(id, personKey);
    }
    for (const ids of inBatches([...wanted.keys()])) {
      for await (const { _id, personKey, address } of collection.find({ _id: { $in: ids } }).batchSize(batchSize))
        if (wanted.get(_id) !== personKey) throw taken(address);
    }
  };

  return {
    load: async (directory) => {
      const found: AddressReservation[] = [];
      // The character after the bar: everything that begins with the directory and a bar.
      const ofDirectory = { _id: { $gte: `${directory}|`, $lt: `${directory}}` } };
      for await (const { _id, ...reservation } of collection.find(ofDirectory).batchSize(batchSize))
        found.push(reservation);
      return found;
    },
    save: async (directory, reservations) => {
      await checkFree(directory, reservations);
      // Somebody else's reservation does not fit the filter; the insert that follows then meets the key that is there.
      const operations = reservations.map((reservation) => ({
        updateOne: {
          filter: { _id: idOf(directory, reservation.address), personKey: reservation.personKey },
          update: { $set: reservation },
          upsert: true,
        },
      }));
      try {
        await writeInBatches(collection, operations);
      } catch (error) {
        throw isDuplicateKey(error) ? taken('One of the addresses', error) : error;
      }
    },
  };
}

function taken(address: string, cause?: unknown): InstroomError {
  return new InstroomError('conflict', `${address} is reserved for somebody else already.`, {
    retryable: true,
    advice: 'Plan again: the next plan knows of it and takes another address.',
    ...(cause === undefined ? {} : { cause }),
  });
}
