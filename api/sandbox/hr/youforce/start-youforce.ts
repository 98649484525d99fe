import type { HrStandIn } from '../hr-stand-in.ts';
import { startStandInServer } from '../start-stand-in-server.ts';
import { createYouforce, type Youforce, type YouforceOptions } from './create-youforce.ts';

export interface YouforceStandIn extends HrStandIn, Omit<Youforce, 'answer' | 'load'> {
  tokenUrl: string;
  load: Youforce['load'];
}

/** Youforce on this machine, behind one address for tokens and lists. */
export async function startYouforce(options: YouforceOptions & { port?: number }): Promise<YouforceStandIn> {
  const { answer, ...youforce } = createYouforce(options);
  const server = await startStandInServer({
    now: options.now ?? (() => new Date()),
    answer,
    ...(options.port === undefined ? {} : { port: options.port }),
  });
  return { ...server, ...youforce, baseUrl: `${server.baseUrl}/iam/v1.0`, tokenUrl: `${server.baseUrl}/connect/token` };
}
