import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { measureChange } from './measure-change.ts';
import { measureLoad } from './measure-load.ts';
import { measureReading } from './measure-reading.ts';
import { measureRealtime } from './measure-realtime.ts';

const run = promisify(execFile);
const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** `npm run bench`: a table for people, or one JSON document with `--json`. Name sections to run only those: plan, adopt, answers, load, change, read, realtime. */
const isNumber = (text: string): boolean => Number(text) > 0;
const sections = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const wants = (name: string): boolean => sections.every(isNumber) || sections.includes(name);
const asJson = process.argv.includes('--json');
/** Numbers of people on the command line take the place of the usual ones. */
const given = process.argv
  .slice(2)
  .map(Number)
  .filter((number) => number > 0);
const peopleOf = (name: string, usual: readonly number[]): readonly number[] =>
  given.length > 0 && wants(name) ? given : usual;
const titles = {
  plan: 'Planning: a first load into an empty directory, then again with nothing changed',
  adopt: 'First start with an account for everybody and no link yet: who may be whose',
  answers: 'Answers of the bot on the embedded store, over HTTP (ms): the middle, and the slowest',
  load: 'First load of 1,000 people with five memberships each into the sandbox',
  change: 'From a change in an HR file to Entra (sandbox), with the product running',
  read: 'Everybody read from HR (stand-in), page by page',
  realtime: 'From telling of one change to Entra (sandbox), while a first load of everybody is under way',
};
const results: Record<string, unknown[]> = {};

if (wants('plan')) {
  results.plan = [];
  for (const count of [1000, 3000, 10_000, 30_000, 100_000, 300_000]) {
    const { stdout } = await run(process.execPath, ['--import', 'tsx', here('./plan-once.ts'), String(count)]);
    results.plan.push(JSON.parse(stdout));
  }
}
if (wants('adopt')) {
  results.adopt = [];
  for (const count of [1000, 10_000, 100_000]) {
    const { stdout } = await run(process.execPath, ['--import', 'tsx', here('./match-once.ts'), String(count)]);
    results.adopt.push(JSON.parse(stdout));
  }
}
if (wants('answers')) {
  results.answers = [];
  for (const [people, events] of [
    [1000, 10_000],
    [100_000, 1_000_000],
  ]) {
    const file = here('./answers-once.ts');
    const { stdout } = await run(process.execPath, ['--import', 'tsx', file, String(people), String(events)]);
    results.answers.push(JSON.parse(stdout));
  }
}
if (wants('load')) results.load = [await measureLoad(1000)];
if (wants('change')) results.change = [await measureChange(5)];
if (wants('read')) {
  results.read = [];
  for (const count of peopleOf('read', [30_000, 300_000])) results.read.push(await measureReading(count));
}
if (wants('realtime')) {
  results.realtime = [];
  for (const count of peopleOf('realtime', [1000, 100_000]))
    results.realtime.push(...(await measureRealtime(count, 20)));
}

if (asJson) console.log(JSON.stringify(results, null, 2));
else {
  for (const [name, rows] of Object.entries(results)) {
    console.log(`\n${titles[name as keyof typeof titles] ?? name}`);
    console.table(rows);
  }
}
