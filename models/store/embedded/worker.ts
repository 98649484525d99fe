import { rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { createCursors } from './cursors.ts';
import { openEngine } from './open-engine.ts';
import { serveConnection } from './serve-connection.ts';

/**
 * The worker's entry: opens the engine in a folder, serves it on a Unix socket, and ends when its parent says so.
 *
 * The front: serve-connection takes messages apart (wire-protocol) and gives each command to commands/run-command.
 * The engine, which knows nothing of the wire: find-documents reads through the index that choose-index picks and keeps
 * what match-document accepts; update-document makes the new document; write-document stores it with its index entries.
 * Below both: open-engine (catalog and keys) over open-lmdb (ordered bytes on the disk).
 */
const { folder, socketPath } = workerData as { folder: string; socketPath: string };
const engine = openEngine(folder);
const cursors = createCursors(Date.now);
const connections = new Set<Socket>();

const server = createServer((socket) => {
  connections.add(socket);
  socket.on('error', () => socket.destroy());
  socket.on('close', () => connections.delete(socket));
  void serveConnection({ engine, cursors }, socket);
});

const tidy = setInterval(() => cursors.closeIdle(Date.now()), 60_000);

parentPort?.once('message', () => {
  clearInterval(tidy);
  server.close();
  for (const socket of connections) socket.destroy();
  void engine.close().then(() => parentPort?.close());
});

rmSync(socketPath, { force: true }); // left behind by a killed process; the folder's lock is ours
server.listen(socketPath, () => parentPort?.postMessage('ready'));
