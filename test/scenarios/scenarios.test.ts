import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { type Played, playScenario } from './play-scenario.ts';
import { createPolicyReader } from './read-scenario.ts';
import type { Expectation, Scenario } from './scenario.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Files of what is wanted and not there yet end in `.wanted.yaml`; `SCENARIOS=all` plays them as well. */
const isPlayed = (file: string): boolean => !file.endsWith('.wanted.yaml') || process.env.SCENARIOS === 'all';

describe('scenarios', () => {
  const readPolicy = createPolicyReader();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml'))) {
    describe(file.replace('.yaml', ''), () => {
      for (const scenario of parse(readFileSync(`${folder}${file}`, 'utf8'), { merge: true }) as Scenario[]) {
        const play = isPlayed(file) ? it : it.skip;
        play(scenario.name, () => {
          const days = playScenario(scenario, readPolicy).map(
            ({ wanted, played }) => [spell(wanted, played), played] as const,
          );
          assert.deepEqual(
            days.map(([, played]) => played),
            days.map(([wanted]) => wanted),
          );
        });
      }
    });
  }

  it('have names of their own', () => {
    const names = readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .flatMap((file) => parse(readFileSync(`${folder}${file}`, 'utf8'), { merge: true }) as Scenario[])
      .map(({ name }) => name);
    assert.deepEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      [],
    );
  });
});

/** What was wanted with everything spelled out: no notes means none, no verdict means that the plan goes out by itself. */
function spell(wanted: Expectation, played: Played): Played {
  const instant = (at: string | null) => (at === null ? null : new Date(at).toISOString());
  const withUtc = (line: string) => line.replace(/ lost (.+)$/, (_all, at: string) => ` lost ${instant(at)}`);
  return {
    operations: wanted.operations,
    values: wanted.values ?? {},
    reasons: Object.fromEntries(Object.entries(wanted.reasons ?? {}).map(([line, list]) => [line, [...list].sort()])),
    notes: [...(wanted.notes ?? [])].sort(),
    says: wanted.says ?? {},
    verdict: wanted.verdict ?? 'auto',
    next: Object.fromEntries(Object.entries(wanted.next ?? {}).map(([key, at]) => [key, instant(at)])),
    holdings: wanted.holdings === undefined ? played.holdings : wanted.holdings.map(withUtc).sort(),
    same: wanted.same ?? played.same,
    doubts: [...(wanted.doubts ?? [])].sort(),
    addresses: wanted.addresses === undefined ? played.addresses : [...wanted.addresses].sort(),
  };
}
