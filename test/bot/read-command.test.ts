import assert from 'node:assert/strict';
import { type Command, readCommand } from '../../bot/read-command.ts';

describe('a message as a command', () => {
  for (const [text, command, language] of [
    ['status', { kind: 'status' }, null],
    ['  STATUS ?', { kind: 'status' }, null],
    ['Hoe staat het ervoor?', { kind: 'status' }, 'nl'],
    ['hoe staat het', { kind: 'status' }, 'nl'],
    ['runs', { kind: 'runs' }, null],
    ['laatste runs', { kind: 'runs' }, 'nl'],
    ['run 42', { kind: 'run', runId: '42' }, null],
    ['Run #0042', { kind: 'run', runId: '42' }, null],
    ['who Jansen', { kind: 'who', text: 'Jansen' }, 'en'],
    ['Who is  Anna van der Berg?', { kind: 'who', text: 'Anna van der Berg' }, 'en'],
    ['wie is Jan', { kind: 'who', text: 'Jan' }, 'nl'],
    ['who am I', { kind: 'who-am-i' }, 'en'],
    ['Wie ben ik?', { kind: 'who-am-i' }, 'nl'],
    ['help', { kind: 'help' }, null],
    ['hulp!', { kind: 'help' }, 'nl'],
    ['?', { kind: 'help' }, null],
    ["what's my status page?", { kind: 'unknown' }, null],
    ['run away', { kind: 'unknown' }, null],
    ['run 42; drop', { kind: 'unknown' }, null],
    [`who ${'x'.repeat(200)}`, { kind: 'unknown' }, null],
    ['', { kind: 'unknown' }, null],
  ] satisfies [string, Command, string | null][]) {
    it(`“${text.slice(0, 40)}” is ${command.kind}`, () => {
      assert.deepEqual(readCommand(text), { command, language });
    });
  }
});
