import assert from 'node:assert/strict';
import { Expression } from 'adaptive-expressions';
import type { TemplateFacts } from '../../../../api/engine/names/person-facts.ts';
import { compileTemplate } from '../../../../api/engine/names/template.ts';
import { TemplateError } from '../../../../api/engine/names/template-error.ts';
import { templateFunctions } from '../../../../api/engine/names/template-functions.ts';

const sanne: TemplateFacts = {
  callName: 'Sanne',
  surname: 'de Vries',
  fte: 0.8,
  workEmail: ' a\t\u00a0b\u2003c ',
  location: ' ',
  functionTitle: 'INGENIEUR Iı',
  employeeNumber: '42',
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
  ['${length(callName)}', '5'],
  ['${exists(costCentre)}', 'false'],
  ['${exists(unit.parentKey)}', 'false'],
  // White space of all kinds becomes one space.
  ['${workEmail}', 'a b c'],
  ['  ${callName}  ', 'Sanne'],
  ['${location} ${location}', null],
  // Letters.
  ['${lower(callName)} ${upper(callName)}', 'sanne SANNE'],
  ['${toLower(functionTitle)}', 'ingenieur iı'],
  ['${lower(costCentre)}', null],
  ['${capital(surname)}', 'De Vries'],
  ["${capital('ijzerman')}", 'IJzerman'],
  ['${capital("\'t Hooft")}', "'t Hooft"],
  ['${capital(costCentre)}', null],
  ["${trim('  x ')}", 'x'],
  ["${transliterate('Łukasz Müller-Żółć')}", 'Lukasz Muller-Zolc'],
  ["${transliterate('Müller Öz Groß', 'de')}", 'Mueller Oez Gross'],
  ["${transliterate('Bjørn Åse', 'da')}", 'Bjoern Aase'],
  ["${initials('Jan Peter')}", 'J.P.'],
  ["${initials('Anne-Marie', 'IJsbrand')}", 'A.M.IJ.'],
  ["${initials('j.p.')}", 'J.P.'],
  ['${initials(costCentre)}', null],
  ["${initials(split('Jan,Peter', ','))}", 'J.P.'],
  ['${substring(callName, 0, 99)}', 'Sanne'],
  ['${substring(callName, 1, 3)}', 'ann'],
  ['${substring(callName, 2)}', 'nne'],
  ['${substring(callName, -2)}', 'ne'],
  ['${substring(callName, 0, -1)}', null],
  ['${firstWord(surname)}/${lastWord(surname)}', 'de/Vries'],
  ['${firstWord(costCentre)}', null],
  ['${lastWord(costCentre)}', null],
  ["${sortName('de', 'Vries')}", 'Vries, de'],
  ["${sortName(birthNamePrefix, 'Smit')}", 'Smit'],
  ["${sortName('de', birthName)}", null],
  ["${padLeft(employeeNumber, 6)} ${padLeft(employeeNumber, 4, 'x')}", '000042 xx42'],
  ['${padLeft(costCentre, 6)}', null],
  ["${replace(surname, ' ', '')}", 'deVries'],
  // What is missing.
  ["${orElse(costCentre, unit.parentKey, 'none')}", 'none'],
  ["${coalesce(lower(costCentre), 'none')}", 'none'],
  ["${costCentre ?? 'none'}", 'none'],
  ['${orElse(costCentre, fte)}', '0.8'],
  ["${if(startsWith(unit.name, 'Sal'), 'yes', 'no')}", 'yes'],
  ["${if(contains(surname, 'ries') && !endsWith(surname, 'x'), 'yes', 'no')}", 'yes'],
  ["${if(costCentre, 'yes', 'no')}", 'no'],
  ["${concat(callName, costCentre, '!')}", 'Sanne!'],
  // Dates.
  ['${year(startDate)} ${month(startDate)} ${day(startDate)} ${dayOfMonth(startDate)}', '2026 12 1 1'],
  ["${padLeft(day(startDate), 2)}-${formatDate(startDate, 'dd-MM-yyyy')}", '01-01-12-2026'],
  ["${formatDate(startDate, 'MMMM')}", 'December'],
  ['${addDays(startDate, 31)}', '2027-01-01'],
  ['${year(endDate)}', null],
  ['${year(callName)}', null],
  ['${addDays(endDate, 1)}', null],
  ["${formatDate(endDate, 'yyyy')}", null],
  // An expression that cannot be worked out for somebody gives nothing.
  ['${div(fte, length(costCentre))}', null],
];

const refusals: readonly [template: string, message: RegExp][] = [
  ['${callname}', /\$\{callname\} is not known of a person; did you mean \$\{callName\}/],
  ['${toUpper(surnam)}', /\$\{surnam\} is not known of a person; did you mean \$\{surname\}/],
  ['${department}', /\$\{department\} is not known of a person/],
  ['${qqqq}', /^\$\{qqqq\} is not known of a person$/],
  ['${unit.nam}', /did you mean \$\{unit\.name\}/],
  ['${unit}', /\$\{unit\} is not known of a person; did you mean \$\{unit\.name\}/],
  ['${toUpper(unit)}', /did you mean \$\{unit\.name\}/],
  ['${callName', /without a closing \}/],
  ['${}', /is not an expression/],
  ['${callName +}', /is not an expression/],
  ['${loer(callName)}', /loer\(\) is not a function that a template can use; did you mean lower\(\)/],
  ['${xpath(callName)}', /xpath\(\) is not a function/],
  ["${concat('a', initialen(callName))}", /did you mean initials\(\)/],
  ['${`${qqqq(callName)}`}', /qqqq\(\) is not a function that a template can use$/],
  ['${toUpper()}', /toUpper\(\) takes 1 value, not 0/],
  ['${sortName(callName)}', /sortName\(\) takes 2 values, not 1/],
  ['${substring(callName)}', /substring\(\) takes 2 to 3 values, not 1/],
  ['${orElse(callName)}', /orElse\(\) takes at least 2 values, not 1/],
  ['${replace(callName)}', /is not an expression: replace/],
  ["${transliterate(callName, 'fr')}", /knows the languages de and da/],
  ['${transliterate(callName, country)}', /knows the languages de and da/],
  // What never gives text.
  ["${split(surname, ' ')}", /never gives text; join/],
  ['${createArray(callName)}', /never gives text; join/],
  ['${null}', /never gives text/],
  ["${substring('abc', 9)}", /never gives text/],
  ['${div(1, 0)}', /never gives text/],
  ["${json('{}')}", /json\(\) is not a function/],
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

  it('fills with true and false as words', () => {
    assert.equal(compileTemplate('${true}').fill(sanne), 'true');
  });

  it('fills whole, or not at all', () => {
    assert.equal(compileTemplate('${callName}.${surname}').fillWhole(sanne), 'Sanne.de Vries');
    assert.equal(compileTemplate('${callName}.${costCentre}').fillWhole(sanne), null);
    assert.equal(compileTemplate('${unit.parentKey}').fillWhole(sanne), null);
    assert.equal(compileTemplate('fixed').fillWhole(sanne), 'fixed');
    assert.equal(compileTemplate('').fillWhole(sanne), null);
    assert.equal(compileTemplate('${unit.name}').fillWhole({}), null);
  });

  it('leaves the functions of the library as they are for others', () => {
    compileTemplate('${lower(callName)}');
    assert.equal(Expression.functions.get('lower'), undefined);
    assert.notEqual(Expression.parse("substring('abc', 0, 99)").tryEvaluate({}).error, undefined);
  });

  it('has every function that it says it has', () => {
    for (const name of templateFunctions) {
      const refusal = (() => {
        try {
          return String(compileTemplate(`\${${name}()}`));
        } catch (error) {
          return String(error);
        }
      })();
      assert.doesNotMatch(refusal, /is not a function/, name);
    }
  });

  it('says what it has of its own', () => {
    assert.equal(compileTemplate('ext-${callName}-x').literal, 'ext--x');
    assert.equal(compileTemplate('Voorbeeld').literal, 'Voorbeeld');
  });

  it('knows whether it counts', () => {
    assert.equal(compileTemplate('${callName}${n}').usesNumber, true);
    assert.equal(compileTemplate('${concat(callName, string(n))}').usesNumber, true);
    assert.equal(compileTemplate('${callName}').usesNumber, false);
    assert.equal(compileTemplate("${if(kind == 'n', surname, callName)}").usesNumber, false);
    assert.equal(compileTemplate("n ${concat('}', callName)} n}").usesNumber, false);
  });
});
