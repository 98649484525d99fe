// A thread does not take over the tsx its process was started with (`--import tsx` passes it by): it registers its own.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
