import assert from 'node:assert/strict';
import { keepWhole } from '../../../models/store/keep-whole.ts';

/** A list on paper that several processes keep in memory; reading and writing take as long as the test says. */
function openPaper() {
  const paper: number[] = [];
  let version = 0;
  let reads = 0;
  const settings = {
    get: async () => (version === 0 ? null : version),
    set: async () => {},
    next: async () => ++version,
    forgetBefore: async () => 0,
  };
  return {
    paper,
    reads: () => reads,
    open: (hold: () => Promise<void> = async () => {}) =>
      keepWhole<readonly number[], number>({
        settings,
        key: 'version:numbers',
        read: async () => {
          reads += 1;
          const read = [...paper];
          await hold();
          return read;
        },
        follow: (numbers, changes) => [...numbers, ...changes],
      }),
  };
}

const gate = () => {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
};

describe('something large that is kept in memory', () => {
  it('is read once for all who ask, and follows what this process writes without being read again', async () => {
    const { paper, open, reads } = openPaper();
    const numbers = open();
    assert.deepEqual(await Promise.all([numbers.whole(), numbers.whole()]), [[], []]);
    for (const number of [1, 2]) await numbers.change(async () => void paper.push(number), number);
    const whole = await numbers.whole();
    assert.deepEqual(whole, [1, 2]);
    assert.equal(await numbers.whole(), whole, 'the very same while nothing changed');
    assert.equal(reads(), 1);
  });

  it('is read again when another process wrote', async () => {
    const { paper, open } = openPaper();
    const [mine, others] = [open(), open()];
    await mine.whole();
    await others.change(async () => void paper.push(1), 1);
    assert.deepEqual(await mine.whole(), [1]);
  });

  it('is what it was while this process writes, and what is written afterwards', async () => {
    const { paper, open } = openPaper();
    const numbers = open();
    await numbers.whole();
    const { opened, open: finish } = gate();
    const writing = numbers.change(async () => {
      paper.push(1);
      await opened;
    }, 1);
    assert.deepEqual(await numbers.whole(), []);
    finish();
    await writing;
    assert.deepEqual(await numbers.whole(), [1]);
  });

  it('follows what this process writes at once, in whatever order it is done', async () => {
    const { paper, open, reads } = openPaper();
    const numbers = open();
    await numbers.whole();
    const { opened, open: finish } = gate();
    const write = (number: number, until: Promise<void>) =>
      numbers.change(async () => {
        await until;
        paper.push(number);
      }, number);
    const slow = write(1, opened);
    await write(2, Promise.resolve());
    assert.deepEqual(await numbers.whole(), [2]);
    finish();
    await slow;
    assert.deepEqual(await numbers.whole(), [2, 1]);
    assert.equal(reads(), 1);
  });

  it('is read again when two processes wrote at once', async () => {
    const { paper, open } = openPaper();
    const [mine, others] = [open(), open()];
    await mine.whole();
    const { opened, open: finish } = gate();
    const writing = mine.change(async () => {
      await opened;
      paper.push(1);
    }, 1);
    await others.change(async () => void paper.push(2), 2);
    finish();
    await writing;
    assert.deepEqual([...(await mine.whole())].sort(), [1, 2]);
  });

  it('is read again when writing failed half-way', async () => {
    const { paper, open, reads } = openPaper();
    const numbers = open();
    await numbers.whole();
    const failing = numbers.change(async () => {
      paper.push(3);
      throw new Error('the disk is full');
    }, 4);
    await assert.rejects(failing, /full/);
    assert.deepEqual(await numbers.whole(), [3]);
    assert.equal(reads(), 2);
  });

  it('does not keep what was read while somebody wrote', async () => {
    const { paper, open } = openPaper();
    const { opened, open: goOn } = gate();
    let isHeld = true;
    const slow = open(() => (isHeld ? opened : Promise.resolve()));
    const reading = slow.whole();
    await new Promise((resolve) => setImmediate(resolve));
    await open().change(async () => void paper.push(1), 1);
    isHeld = false;
    goOn();
    assert.deepEqual(await reading, []);
    assert.deepEqual(await slow.whole(), [1]);
  });
});
