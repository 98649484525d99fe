import assert from 'node:assert/strict';
import { showPlace } from '../../../api/cli/run-rule.ts';
import { RuleError } from '../../../api/engine/membership-rule/read-tokens.ts';

const show = (text: string, at: number, advice: string | null = null): string[] =>
  showPlace(text, new RuleError('it is wrong', at, advice)).split('\n');

describe('a rule that is refused', () => {
  it('is shown with a caret under the place, and with advice', () => {
    assert.deepEqual(show('user.x -eq 1', 5), [
      'The rule is refused at character 6: it is wrong.',
      '',
      '  user.x -eq 1',
      '       ^',
    ]);
    assert.deepEqual(show('', 0).slice(2), ['  ', '  ^']);
    assert.deepEqual(show('a', 1, 'Do this.').slice(3), ['   ^', '', 'Do this.']);
  });

  it('is cut to the line and to what fits on a screen', () => {
    assert.deepEqual(show('user.a -eq "x"\n-and\tuser.b', 20).slice(2), ['  -and user.b', '       ^']);
    const [, , line = '', caret = ''] = show(`${'a'.repeat(200)}!${'b'.repeat(200)}`, 200);
    assert.equal(line[caret.indexOf('^')], '!');
    assert.ok(line.length < 106 && line.startsWith('  …') && line.endsWith('…'));
  });
});
