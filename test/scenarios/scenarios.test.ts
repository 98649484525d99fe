import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { playScenario, type Scenario } from './read-scenario.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));

describe('scenarios', () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml'))) {
    describe(file.replace('.yaml', ''), () => {
      for (const scenario of parse(readFileSync(`${folder}${file}`, 'utf8')) as Scenario[]) {
        it(scenario.name, () => {
          const played = playScenario(scenario);
          const wanted = {
            operations: scenario.operations,
            values: scenario.values ?? {},
            notes: [...(scenario.notes ?? [])].sort(),
            verdict: scenario.verdict ?? 'auto',
          };
          assert.deepEqual(played, wanted);
        });
      }
    });
  }
});
