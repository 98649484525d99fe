import assert from 'node:assert/strict';
import { useStage } from './open-stage.ts';

/** What is asked, what its card says, and the name of its picture. */
type Question = readonly [command: string, says: string | RegExp, picture: string];

const asItDesk: readonly Question[] = [
  ['status', 'All is well', 'status'],
  ['runs', 'The last runs', 'runs'],
  ['run 1', 'What happened', 'run'],
  ['who P1061', 'Employment', 'who'],
  ['who Jansen', /Several people fit “Jansen”/, 'who-several'],
  ['why P1061', /What Sanne Jansen.* has, and why/, 'why-all'],
  ['why P1061 sg-medication', /has it/, 'why-one'],
  ['why P1061 Finance', /does not have it|neither has nor should have/, 'why-not'],
  ['waiting', /things wait for somebody/, 'waiting'],
  ['errors', 'Nothing that was tried in the last week still fails', 'errors-none'],
  ['forecast', 'What the next 30 days bring', 'forecast'],
  ['drift', 'Nothing that Instroom manages was changed by hand', 'drift-none'],
  ['undo 1', 'Take back run 1?', 'undo-first-run'],
  ['what do I have', /What Ruben ter Horst.* has, and why/, 'it-my-access'],
  ['my requests', 'You have not asked for anything', 'my-requests-none'],
  ['to decide', 'Nothing waits for your decision', 'to-decide-none'],
  ['help', 'What you can ask', 'help'],
  ['stand', 'Hoe het ervoor staat', 'nl-status'],
  ['laatste runs', 'De laatste runs', 'nl-runs'],
  ['wie is P1061', 'Dienstverband', 'nl-who'],
  ['waarom heeft P1061 toegang tot sg-medication', 'heeft het', 'nl-why'],
  ['wie wacht er', /wachten op iemand/, 'nl-waiting'],
  ['fouten', /Niets|niets/, 'nl-errors'],
  ['vooruitblik 14 dagen', /14 dagen/, 'nl-forecast'],
  ['afwijkingen', /met de hand/, 'nl-drift'],
  ['hulp', 'Wat je kunt vragen', 'nl-help'],
];

const asEmployee: readonly Question[] = [
  ['what do I have', /What Sanne Jansen.* has, and why/, 'employee-my-access'],
  ['why do I have sg-medication', /has it/, 'employee-why'],
  ['who am I', 'Employment', 'employee-who-am-i'],
  ['my requests', 'You have not asked for anything', 'employee-my-requests'],
  ['request', 'Ask for access', 'employee-catalogue'],
  ['help', 'What you can ask', 'employee-help'],
  ['wat heb ik', /Sanne Jansen/, 'nl-employee-my-access'],
];

describe('what one can ask in the Agents Playground', function () {
  this.timeout(240_000);
  const on = useStage({ itDesk: 'itDesk', employee: 'employee' }, { isStory: false });

  for (const [part, questions] of [
    ['itDesk', asItDesk],
    ['employee', asEmployee],
  ] as const)
    for (const [command, says, picture] of questions)
      it(`answers “${command}” of ${part}`, async () => {
        const chat = on().chats[part];
        await chat.picture(await chat.ask(command, says), `ask-${picture}`);
      });

  it('tells an employee nothing about others', async () => {
    const { employee } = on().chats;
    await employee.say('status');
    await employee.hears(/Only the IT desk can ask this/);
    await employee.say('who Jansen');
    await employee.hears(/Only the IT desk and HR can ask about others/);
    assert.equal(await employee.page.getByText('How things stand').count(), 0);
  });

  it('wrote nothing by being asked', async () => {
    const { product } = on();
    assert.deepEqual(
      (await product.runs()).map(({ id }) => id),
      ['1'],
    );
  });
});
