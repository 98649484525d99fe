import { InstroomError } from '../../models/errors.ts';
import { OperationKind } from '../../models/plan.ts';
import type { Release } from '../../models/run.ts';
import { nearestWord } from '../../models/texts/nearest-word.ts';

/** What the command line says about the part of a plan that goes. */
export interface ReleaseOptions {
  only?: string;
  except?: string;
  person?: string[];
}

/**
 * The part of a plan that somebody lets go: `only` these kinds and these people, `except` these kinds.
 * @returns null when the whole plan goes
 * @throws InstroomError `configuration` for a word that is not a kind of operation
 */
export function readRelease(options: ReleaseOptions): Release | null {
  const only = readKinds('--only', options.only);
  const except = readKinds('--except', options.except);
  const people = options.person ?? [];
  if (only === null && except === null && people.length === 0) return null;
  return {
    ...(only === null && people.length === 0
      ? {}
      : { only: { ...(only && { kinds: only }), ...(people.length > 0 && { people }) } }),
    ...(except && { except: { kinds: except } }),
  };
}

function readKinds(option: string, text: string | undefined): OperationKind[] | null {
  if (text === undefined) return null;
  return text.split(',').map((word) => {
    const kind = OperationKind.safeParse(word.trim());
    if (kind.success) return kind.data;
    const near = nearestWord(word, OperationKind.options);
    throw new InstroomError('configuration', `${option} ${word} is not a kind of operation.`, {
      advice: near === null ? `Kinds are ${OperationKind.options.join(', ')}.` : `Did you mean ${near}?`,
    });
  });
}
