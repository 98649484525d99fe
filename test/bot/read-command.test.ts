import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Command, readCommand } from '../../bot/read-command.ts';
import { worlds } from '../play-worlds.ts';

const samples = [
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
  ['why Sanne Finance', { kind: 'why', person: 'Sanne Finance', item: null }, 'en'],
  ['why does Sanne have SPE_E3', { kind: 'why', person: 'Sanne', item: 'SPE_E3' }, 'en'],
  ['Why does Jan de Vries have access to Finance?', { kind: 'why', person: 'Jan de Vries', item: 'Finance' }, 'en'],
  ['why is Jan in sg-finance', { kind: 'why', person: 'Jan', item: 'sg-finance' }, 'en'],
  ['what does Jan have', { kind: 'why', person: 'Jan', item: null }, 'en'],
  ['waarom heeft Jan toegang tot Finance?', { kind: 'why', person: 'Jan', item: 'Finance' }, 'nl'],
  ['waarom zit Jan in sg-finance', { kind: 'why', person: 'Jan', item: 'sg-finance' }, 'nl'],
  ['hoe komt Jan aan Visio', { kind: 'why', person: 'Jan', item: 'Visio' }, 'nl'],
  ['waarom Jan Finance', { kind: 'why', person: 'Jan Finance', item: null }, 'nl'],
  ['wat heeft Jan', { kind: 'why', person: 'Jan', item: null }, 'nl'],
  ['request', { kind: 'request', text: '' }, 'en'],
  ['Request Finance payments', { kind: 'request', text: 'Finance payments' }, 'en'],
  ['I need access to CRM', { kind: 'request', text: 'CRM' }, 'en'],
  ['aanvragen', { kind: 'request', text: '' }, 'nl'],
  ['aanvragen archief', { kind: 'request', text: 'archief' }, 'nl'],
  ['ik heb toegang tot Finance nodig', { kind: 'request', text: 'Finance' }, 'nl'],
  ['replace', { kind: 'replace', text: '' }, 'en'],
  ['replace Anna Jansen', { kind: 'replace', text: 'Anna Jansen' }, 'en'],
  ['vervang Anna', { kind: 'replace', text: 'Anna' }, 'nl'],
  ['wie vervangt Anna?', { kind: 'replace', text: 'Anna' }, 'nl'],
  ['my requests', { kind: 'my-requests' }, 'en'],
  ['mijn aanvragen', { kind: 'my-requests' }, 'nl'],
  ['to decide', { kind: 'to-decide' }, 'en'],
  ['te beslissen', { kind: 'to-decide' }, 'nl'],
  ['I have a question', { kind: 'unknown' }, null],
  ['what do I have', { kind: 'my-access', item: null }, 'en'],
  ['wat heb ik?', { kind: 'my-access', item: null }, 'nl'],
  ['why do I have Visio', { kind: 'my-access', item: 'Visio' }, 'en'],
  ['waarom heb ik toegang tot Finance', { kind: 'my-access', item: 'Finance' }, 'nl'],
  ['waiting', { kind: 'waiting' }, 'en'],
  ['who is waiting', { kind: 'waiting' }, 'en'],
  ['wie wacht er', { kind: 'waiting' }, 'nl'],
  ['errors', { kind: 'errors' }, 'en'],
  ['wat ging er mis', { kind: 'errors' }, 'nl'],
  ['forecast', { kind: 'forecast', days: 30 }, 'en'],
  ['forecast 90', { kind: 'forecast', days: 90 }, 'en'],
  ['vooruitblik 14 dagen', { kind: 'forecast', days: 14 }, 'nl'],
  ['pause', { kind: 'pause', reason: null }, 'en'],
  ['pause because HR is moving house', { kind: 'pause', reason: 'HR is moving house' }, 'en'],
  ['zet stop', { kind: 'pause', reason: null }, 'nl'],
  ['zet alles stil, want HR verhuist', { kind: 'pause', reason: 'HR verhuist' }, 'nl'],
  ['resume', { kind: 'resume' }, 'en'],
  ['hervat', { kind: 'resume' }, 'nl'],
  ['freeze leavers until Monday', { kind: 'freeze', day: 'Monday' }, 'en'],
  ['bevries vertrekkers tot maandag', { kind: 'freeze', day: 'maandag' }, 'nl'],
  ['bevries de vertrekkers tot over 3 dagen', { kind: 'freeze', day: 'over 3 dagen' }, 'nl'],
  ['unfreeze', { kind: 'unfreeze' }, 'en'],
  ['ontdooi vertrekkers', { kind: 'unfreeze' }, 'nl'],
  ['undo 42', { kind: 'undo', runId: '42' }, 'en'],
  ['draai run 42 terug', { kind: 'undo', runId: '42' }, 'nl'],
  ['drift', { kind: 'drift' }, null],
  ['afwijkingen', { kind: 'drift' }, 'nl'],
] satisfies [string, Command, string | null][];

/** A command with its texts in lower case: what people type is given back as they typed it. */
const folded = (command: Command): unknown => JSON.parse(JSON.stringify(command).toLowerCase());

describe('a message as a command', () => {
  for (const [text, command, language] of samples) {
    it(`“${text.slice(0, 40)}” is ${command.kind}`, () => {
      assert.deepEqual(readCommand(text), { command, language });
    });
  }

  it('does not mind case, spaces, marks, quotes, a mention or a please', () => {
    const understood = samples.filter(([, command]) => command.kind !== 'unknown' && command.kind !== 'help');
    const noise = fc.record({
      sample: fc.constantFrom(...understood),
      upper: fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }),
      before: fc.constantFrom('', '  ', '<at>Instroom</at> ', '@Instroom, ', 'Instroom: ', 'please ', '“', "'"),
      after: fc.constantFrom('', ' ', '?', '!', '...', ' ?!', '…', '”', "'", ' please', ', alsjeblieft', ' .'),
      gap: fc.constantFrom(' ', '  ', '\n', ' \t', '\u00a0'),
    });
    fc.assert(
      fc.property(noise, ({ sample: [text, command, language], upper, before, after, gap }) => {
        const cased = [...text.replace(/[?!.]+$/, '')]
          .map((letter, index) => (upper[index] ? letter.toUpperCase() : letter.toLowerCase()))
          .join('');
        const read = readCommand(`${before}${cased.replaceAll(' ', gap)}${after}`);
        assert.deepEqual(
          { command: folded(read.command), language: read.language },
          { command: folded(command), language },
        );
      }),
      worlds(2000),
    );
  });

  it('never fails, takes long or makes up a command, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 4000 }), (text) => {
        const { command } = readCommand(text);
        assert.ok(typeof command.kind === 'string');
      }),
    );
    const from = performance.now();
    for (const word of ['why ', 'waarom heeft ', 'why does a have ', ' ', '?', "'", '@a ', '<at>', 'please '])
      readCommand(word.repeat(20_000));
    assert.ok(performance.now() - from < 2000);
  });
});
