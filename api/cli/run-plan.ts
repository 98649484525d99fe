import { makePlan } from '../sync/make-plan.ts';
import { readWorld } from '../sync/read-world.ts';
import { type DeskOptions, openDesk } from './open-desk.ts';
import { printPlan } from './print-plan.ts';
import { readInstant } from './read-instant.ts';

/** `instroom plan`: reads HR and Entra, plans, prints. Writes nothing, neither to Entra nor to the store. */
export async function runPlan(options: DeskOptions & { now?: string }): Promise<number> {
  const now = readInstant(options.now) ?? new Date().toISOString();
  const desk = await openDesk(options);
  try {
    const plan = await makePlan(await readWorld(desk.sync, desk.policy, { now }), desk.policy, now);
    process.stdout.write(`${options.json ? JSON.stringify(plan, null, 2) : printPlan(plan)}\n`);
    return 0;
  } finally {
    await desk.close();
  }
}
