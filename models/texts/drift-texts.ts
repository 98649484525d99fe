import type { Language } from '../policy.ts';

/** What is said about changes that somebody made in Entra by hand. Instants are ISO 8601 in UTC. */
export interface DriftTexts {
  /** The reason of an operation; who and when as far as Entra's audit log says. */
  changedByHand(by: string | null, at: string | null): string;
  note(operation: { id: string; sentence: string }): string;
  /** The same, where it waits for a choice. */
  waits(operation: { id: string; sentence: string }): string;
  /** The title of a role that makes a change by hand the rule. */
  keptTitle(who: string, what: string): string;
  /** The comment above a snippet for `instroom.yaml`. */
  addRole: string;
  changeRule: string;
  noFindings: string;
  choices(operationId: string): string;
}

const minute = (at: string): string => `${at.slice(0, 16).replace('T', ' ')} UTC`;

const en: DriftTexts = {
  changedByHand: (by, at) =>
    `changed by hand in Entra${by === null ? '' : ` by ${by}`}${at === null ? '' : ` on ${minute(at)}`}; neither HR nor the policy asked for it`,
  note: ({ id, sentence }) =>
    `Changed by hand in Entra, and put back: ${sentence} To keep it, see instroom drift keep ${id} or instroom drift rule ${id}.`,
  waits: ({ id, sentence }) =>
    `Changed by hand in Entra, and left so until somebody chooses. Putting it back would be: ${sentence} Choose with instroom drift keep ${id}, rule ${id} or undo ${id}.`,
  keptTitle: (who, what) => `${what} for ${who}, first given by hand`,
  addRole: 'Add this under roles; better still, widen the condition to everybody who should have it.',
  changeRule:
    'Replace the entry of the same name by this one; better still, find the condition that tells this person apart.',
  noFindings: 'Nothing in Entra was changed by hand.',
  choices: (id) =>
    `keep: instroom drift keep ${id} --days 14 --reason "…" · rule: instroom drift rule ${id} · put back: instroom drift undo ${id}`,
};

const nl: DriftTexts = {
  changedByHand: (by, at) =>
    `met de hand gewijzigd in Entra${by === null ? '' : ` door ${by}`}${at === null ? '' : ` op ${minute(at)}`}; HR noch het beleid vroeg erom`,
  note: ({ id, sentence }) =>
    `Met de hand gewijzigd in Entra, en teruggezet: ${sentence} Om het te houden: instroom drift keep ${id} of instroom drift rule ${id}.`,
  waits: ({ id, sentence }) =>
    `Met de hand gewijzigd in Entra, en zo gelaten tot iemand kiest. Terugzetten zou zijn: ${sentence} Kies met instroom drift keep ${id}, rule ${id} of undo ${id}.`,
  keptTitle: (who, what) => `${what} voor ${who}, eerst met de hand gegeven`,
  addRole: 'Voeg dit toe onder roles; beter nog: verruim de voorwaarde tot iedereen die het hoort te hebben.',
  changeRule:
    'Vervang de regel met dezelfde naam door deze; beter nog: zoek de voorwaarde die deze persoon onderscheidt.',
  noFindings: 'In Entra is niets met de hand gewijzigd.',
  choices: (id) =>
    `houden: instroom drift keep ${id} --days 14 --reason "…" · regel: instroom drift rule ${id} · terugzetten: instroom drift undo ${id}`,
};

const catalogue: Readonly<Record<Language, DriftTexts>> = { en, nl };

export function driftTexts(language: Language): DriftTexts {
  return catalogue[language];
}
