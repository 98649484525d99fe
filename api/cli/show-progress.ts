import { Presets, SingleBar } from 'cli-progress';
import type { Progress } from '../../models/ports.ts';

/** A bar on stderr while something long is under way, when somebody sits at the terminal; nothing otherwise. */
export function showProgress(wanted: boolean): { progress: Progress; stop(): void } {
  if (!wanted || !process.stderr.isTTY) return { progress: () => {}, stop: () => {} };
  let bar: SingleBar | null = null;
  let name = '';
  const stop = () => {
    bar?.stop();
    bar = null;
  };
  return {
    progress: (step) => {
      if (bar === null || step.name !== name) {
        stop();
        name = step.name;
        bar = new SingleBar(
          { stream: process.stderr, format: '{name} {bar} {value}/{total}', clearOnComplete: true },
          Presets.shades_classic,
        );
        bar.start(step.total ?? step.done, step.done, { name });
      }
      if (step.total !== null) bar.setTotal(step.total);
      bar.update(step.done);
    },
    stop,
  };
}
