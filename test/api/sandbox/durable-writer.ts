import { startSandbox } from '../../../api/sandbox/start-sandbox.ts';
import { seed } from './sandbox-world.ts';

// Run in a process of its own, so that it can be killed in the middle of its work.
const sandbox = await startSandbox({ folder: process.argv[2] ?? '', seed });
process.send?.(sandbox.baseUrl);
