import assert from 'node:assert/strict';
import { openToldBook } from '../../../../api/connectors/youforce/told-book.ts';
import type { SourceMemory } from '../../../../models/hr-connector.ts';
import { createMemorySourceMemory } from '../../../fakes/create-memory-source-memory.ts';

const told = (signIn: string) => ({ signIn, againAt: null, tries: 0 });

describe('the book of what Youforce was told', () => {
  let memory: SourceMemory;
  let recalls: number;
  beforeEach(() => {
    const kept = createMemorySourceMemory();
    recalls = 0;
    memory = {
      ...kept,
      recall: (name) => {
        recalls++;
        return kept.recall(name);
      },
    };
  });

  it('is read by a few hundred recalls after a start, whoever wrote it, and then by one', async () => {
    const writer = openToldBook(memory, 'here');
    for (let number = 0; number < 1000; number++) await writer.write(`P${number}`, told(`p${number}@x.example`));
    const book = openToldBook(memory, 'here');
    for (const most of [257, 1, 1]) {
      recalls = 0;
      assert.equal((await book.read()).size, 1000);
      assert.ok(recalls <= most, String(recalls));
    }
  });

  it('has what another process wrote since, by few recalls', async () => {
    const [one, other] = [openToldBook(memory, 'here'), openToldBook(memory, 'here')];
    await one.write('P1', told('a@x.example'));
    assert.equal((await other.read()).get('P1')?.signIn, 'a@x.example');
    await other.write('P1', told('b@x.example'));
    await other.write('a.b$c', told('c@x.example'));
    recalls = 0;
    assert.deepEqual([...(await one.read()).values()].map(({ signIn }) => signIn).sort(), [
      'b@x.example',
      'c@x.example',
    ]);
    assert.ok(recalls <= 3, String(recalls));
  });

  it('knows nothing of what was told elsewhere, nor of what nobody can read', async () => {
    await openToldBook(memory, 'here').write('P1', told('a@x.example'));
    assert.equal((await openToldBook(memory, 'there').read()).size, 0);
    const broken = { ...memory, recall: async () => [1, 'P1', null] };
    assert.equal((await openToldBook(broken, 'here').read()).size, 0);
  });
});
