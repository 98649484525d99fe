import assert from 'node:assert/strict';
import { compileTemplate, TemplateError, type TemplateFacts } from '../../../api/engine/template.ts';

const sanne: TemplateFacts = {
  callName: 'Sanne',
  surname: 'de Vries',
  fte: 0.8,
  kind: 'employee',
  costCentre: undefined,
  unit: { key: 'sales', name: 'Sales', parentKey: undefined },
  startDate: '2026-12-01',
};

const fillings: readonly [template: string, filled: string | null][] = [
  ['${callName} ${surname}', 'Sanne de Vries'],
  ['${ callName }', 'Sanne'],
  ['${unit.name}', 'Sales'],
  ['${unit.parentKey}', null],
  ['${costCentre}', null],
  ['${fte}', '0.8'],
  ['${startDate}', '2026-12-01'],
  ['Voorbeeld B.V.', 'Voorbeeld B.V.'],
  ['', null],
  // What a missing part leaves behind is taken out.
  ['${callName} ${initials} ${surname}', 'Sanne de Vries'],
  ['${initials} ${surname}', 'de Vries'],
  // Adaptive expressions.
  ['${toUpper(unit.name)}', 'SALES'],
  ["${if(kind == 'employee', 'Staff', 'Guest')}", 'Staff'],
  ["${concat(callName, '}{', unit.name)}", 'Sanne}{Sales'],
  ['${concat(callName, "\\"")}', 'Sanne"'],
  ["${unit['name']}", 'Sales'],
  ['${substring(callName, 0, 99)}', null],
  ['${length(callName)}', '5'],
  ['${exists(costCentre)}', 'false'],
  // Only text, numbers and yes or no make a value.
  ["${split(surname, ' ')}", null],
  ["${json('{}')}", null],
];

const refusals: readonly [template: string, message: RegExp][] = [
  ['${callname}', /\$\{callname\} is not known of a person; did you mean \$\{callName\}/],
  ['${toUpper(surnam)}', /\$\{surnam\} is not known of a person; did you mean \$\{surname\}/],
  ['${department}', /\$\{department\} is not known of a person/],
  ['${unit.nam}', /did you mean \$\{unit\.name\}/],
  ['${unit}', /\$\{unit\} is not known of a person; did you mean \$\{unit\.name\}/],
  ['${toUpper(unit)}', /did you mean \$\{unit\.name\}/],
  ['${callName', /without a closing \}/],
  ['${}', /is not an expression/],
  ['${callName +}', /is not an expression/],
  ['${upper(callName)}', /is not an expression: upper/],
  ['${toUpper()}', /is not an expression/],
  // A value that is different each time would be written each time.
  ['${utcNow()}', /utcNow/],
  ['${concat(callName, string(rand(1, 9)))}', /rand/],
  ['${newGuid()}', /newGuid/],
  ["${getPastTime(1, 'Day')}", /getPastTime/],
  ["${getFutureTime(1, 'Day')}", /getFutureTime/],
];

describe('templates', () => {
  for (const [template, filled] of fillings) {
    it(`fills ${JSON.stringify(template)}`, () => assert.equal(compileTemplate(template).fill(sanne), filled));
  }

  for (const [template, message] of refusals) {
    it(`refuses ${JSON.stringify(template)}`, () => {
      assert.throws(
        () => compileTemplate(template),
        (error) => error instanceof TemplateError && message.test(error.message),
        String(message),
      );
    });
  }

  it('knows whether it counts', () => {
    assert.equal(compileTemplate('${callName}${n}').usesNumber, true);
    assert.equal(compileTemplate('${concat(callName, string(n))}').usesNumber, true);
    assert.equal(compileTemplate('${callName}').usesNumber, false);
    assert.equal(compileTemplate("${if(kind == 'n', surname, callName)}").usesNumber, false);
    assert.equal(compileTemplate("n ${concat('}', callName)} n}").usesNumber, false);
  });
});
