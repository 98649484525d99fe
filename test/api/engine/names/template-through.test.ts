import assert from 'node:assert/strict';
import { compileTemplate } from '../../../../api/engine/names/template.ts';
import { parsePolicy } from '../../../../api/policy/read-policy.ts';

describe('a template whose values go through something', () => {
  it('is read by a policy for the address where HR mends somebody, and refused where it cannot be filled', () => {
    const template = compileTemplate('https://hr.example/${callName}', { through: encodeURIComponent });
    assert.equal(template.fill({ callName: 'A/B' } as never), 'https://hr.example/A%2FB');
    const text =
      'version: 1\ndomain: a.nl\nsource: { id: hr, connector: csv, folder: ./hr }\njoiners: { fixUrl: "https://hr.example/${nobody}" }';
    assert.throws(() => parsePolicy(text, { name: 'instroom.yaml', folder: '/' }));
  });
});
