import { asDocument } from '../bson.ts';
import { createCommandError, refuse } from '../command-error.ts';
import { adminCommands } from './admin-commands.ts';
import type { Answer, Command, CommandContext } from './command.ts';
import { indexCommands } from './index-commands.ts';
import { readCommands } from './read-commands.ts';
import { writeCommands } from './write-commands.ts';

const commands = new Map(Object.entries({ ...adminCommands, ...indexCommands, ...readCommands, ...writeCommands }));

/** Options that would change what a command means: refused, where leaving them out silently would give wrong results. */
const refusedOptions = ['collation', 'tailable', 'awaitData', 'min', 'max', 'returnKey', 'showRecordId', 'explain'];

function checkOptions({ body }: Command): void {
  if (body.startTransaction === true || body.autocommit === false) {
    throw createCommandError(
      263,
      'Multi-document transactions are not served by the embedded store. Set MONGODB_URI to use a replica set instead.',
    );
  }
  const statements = [
    body,
    ...[body.updates, body.deletes].flatMap((list) => (Array.isArray(list) ? list.map(asDocument) : [])),
  ];
  for (const statement of statements) {
    const option = refusedOptions.find((name) => statement[name] !== undefined && statement[name] !== false);
    if (option !== undefined) throw refuse(`The option ${option}`);
  }
}

/** Runs one command of the wire protocol. Throws a command error for what is wrong with it or not served. */
export async function runCommand(context: CommandContext, command: Command): Promise<Answer> {
  const handler = commands.get(command.name);
  if (!handler) throw refuse(`The command ${command.name}`);
  checkOptions(command);
  return handler(context, command);
}
