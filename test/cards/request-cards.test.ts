import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { requestCards } from './request-cards.ts';

const golden = fileURLToPath(new URL('./golden', import.meta.url));

describe('cards about requests', () => {
  for (const language of ['en', 'nl'] as const) {
    for (const [name, draw] of Object.entries(requestCards)) {
      it(`${name} in ${language} is as it was agreed`, () => {
        const card = draw({ language, timeZone: 'Europe/Amsterdam', isSandbox: true });
        const text = `${JSON.stringify(card, null, 2)}\n`;
        const path = `${golden}/${name}.${language}.json`;
        if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, text);
        assert.equal(text, readFileSync(path, 'utf8'), 'look at it with npm run cards, then UPDATE_GOLDEN=1');
      });
    }
  }
});
