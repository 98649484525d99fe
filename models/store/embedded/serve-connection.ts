import { once } from 'node:events';
import type { Socket } from 'node:net';
import { describeError } from './command-error.ts';
import type { Answer, CommandContext } from './commands/command.ts';
import { runCommand } from './commands/run-command.ts';
import { encodeAnswer, headerBytes, type Request, readMessageLength, readRequest } from './wire-protocol.ts';

async function answerRequest(context: CommandContext, { body }: Request): Promise<Answer> {
  const name = Object.keys(body)[0] ?? '';
  try {
    return await runCommand(context, { name, database: String(body.$db), body });
  } catch (error) {
    return describeError(error);
  }
}

/** Cuts a stream of bytes into messages. Throws 10334 for one that is too long. */
function createSplitter(): (chunk: Buffer) => Buffer[] {
  let chunks: Buffer[] = [];
  let missing = headerBytes;
  return (chunk) => {
    chunks.push(chunk);
    missing -= chunk.length;
    const messages: Buffer[] = [];
    while (missing <= 0) {
      const bytes = Buffer.concat(chunks);
      const length = readMessageLength(bytes);
      const isWhole = bytes.length >= length;
      if (isWhole) messages.push(bytes.subarray(0, length));
      const rest = isWhole ? bytes.subarray(length) : bytes;
      chunks = [rest];
      missing = (isWhole ? headerBytes : length) - rest.length;
    }
    return messages;
  };
}

/** A message that is too long is answered before its connection ends; other nonsense is not. */
async function refuseMessage(socket: Socket, error: unknown): Promise<never> {
  const answer = encodeAnswer({ id: 0, legacy: false }, describeError(error));
  if ((error as { code?: unknown }).code === 10334) await new Promise((resolve) => socket.write(answer, resolve));
  throw error;
}

async function answerAll(context: CommandContext, socket: Socket): Promise<void> {
  const split = createSplitter();
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    let messages: Buffer[] = [];
    try {
      messages = split(chunk);
    } catch (error) {
      await refuseMessage(socket, error);
    }
    for (const message of messages) {
      const request = readRequest(message);
      const answer = await answerRequest(context, request);
      if (request.wantsAnswer && !socket.write(encodeAnswer(request, answer))) await once(socket, 'drain');
    }
  }
}

/** Serves one connection until it ends. Bytes that make no sense end this connection and no other. */
export async function serveConnection(context: CommandContext, socket: Socket): Promise<void> {
  await answerAll(context, socket).catch(() => undefined);
  socket.destroy();
}
