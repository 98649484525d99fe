import type { Server } from 'node:http';
import type { Express } from 'express';
import { InstroomError } from '../models/errors.ts';
import type { Config } from './config.ts';

/** Serves the app. @throws InstroomError `configuration` when the port is taken */
export function listen(app: Express, config: Pick<Config, 'host' | 'port'>): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(config.port, config.host, (error?: Error) => {
      if (error === undefined) resolve(server);
      else {
        reject(
          new InstroomError('configuration', `Instroom cannot listen on ${config.host}:${config.port}.`, {
            advice: 'Another program may use that port: set PORT to a free one.',
            cause: error,
          }),
        );
      }
    });
  });
}

/** Ends what is being answered, then stops listening. */
export function close(server: Server): Promise<void> {
  server.closeIdleConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
