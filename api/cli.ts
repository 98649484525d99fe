import { Command, CommanderError } from 'commander';
import { explainError, InstroomError } from '../models/errors.ts';

/** 0 done, 1 failed, 2 bad input or configuration, 3 needs approval or blocked. */
const exitCodes = { badInput: 2, failed: 1 };

function createProgram(finish: (code: number) => void): Command {
  const program = new Command('instroom')
    .description('Keeps Microsoft Entra ID in step with the HR system.')
    .exitOverride();
  const withCommon = (command: Command): Command =>
    command
      .option('--config <file>', 'the policy (default: INSTROOM_CONFIG, else the demo)')
      .option('--json', 'print one JSON document and nothing else');

  program
    .command('start')
    .description('start the API, the bot and the worker (as npm start)')
    .action(async () => {
      await import('./main.ts');
    });
  withCommon(program.command('plan').description('show what would be done; writes nothing'))
    .option('--now <instant>', 'plan for this moment, e.g. 2026-12-01T00:00:00Z')
    .action(async (options) => finish(await (await import('./cli/run-plan.ts')).runPlan(options)));
  withCommon(program.command('apply').description('plan, assess against the limits, and apply'))
    .option('--now <instant>', 'apply for this moment; sandbox and loopback only')
    .option('--yes', 'counts as the approval of a plan that needs one')
    .option('--override <reason>', 'release a blocked plan, for this reason')
    .option('--only <kinds>', 'let only these kinds of operations go, e.g. disable-account,remove-member')
    .option('--except <kinds>', 'hold these kinds back')
    .option('--person <keys...>', 'let only what concerns these people go, by person key')
    .action(async (options) => finish(await (await import('./cli/run-apply.ts')).runApply(options)));
  withCommon(program.command('urgent-exit <person>').description('shut somebody out at once, whatever HR says'))
    .requiredOption('--reason <text>', 'why; it is kept')
    .option('--lift', 'take an urgent exit back')
    .action(async (person, options) =>
      finish(await (await import('./cli/run-urgent-exit.ts')).runUrgentExit(person, options)),
    );
  withCommon(program.command('rename [person]').description('addresses that wait because a name changed'))
    .option('--accept', 'the person has said yes: the next run renames the account')
    .action(async (person, options) => finish(await (await import('./cli/run-rename.ts')).runRename(person, options)));
  withCommon(program.command('explain <person> [item]').description('what somebody has and should have, and why'))
    .option('--on <date>', 'on this day, e.g. 2026-12-24')
    .option('--now <instant>', 'at this moment')
    .action(async (person, item, options) =>
      finish(await (await import('./cli/run-explain.ts')).runExplain({ person, item }, options)),
    );
  withCommon(program.command('forecast').description('what the coming days bring by themselves'))
    .option('--days <number>', 'how many days ahead', '90')
    .option('--now <instant>', 'from this moment')
    .action(async (options) => finish(await (await import('./cli/run-forecast.ts')).runForecast(options)));
  withCommon(program.command('compare').description('who would gain and lose what by another policy'))
    .requiredOption('--policy <file>', 'the policy to compare with the one in force')
    .option('--now <instant>', 'at this moment')
    .action(async (options) => finish(await (await import('./cli/run-compare.ts')).runCompare(options)));
  withCommon(
    program.command('undo <what>').description('take back a run, what was done to a person, or a policy version'),
  )
    .option('--since <instant>', 'for a person: all that was done since then, not only the last of it')
    .option('--yes', 'carry it out; without it the undo is only shown')
    .action(async (what, options) => finish(await (await import('./cli/run-undo.ts')).runUndo(what, options)));
  withCommon(
    program
      .command('drift [choice] [operation]')
      .description('what was changed in Entra by hand: list it, or choose keep, rule or undo'),
  )
    .option('--days <number>', 'for keep: how long')
    .option('--reason <text>', 'for keep: why; it is kept')
    .action(async (choice, operation, options) =>
      finish(await (await import('./cli/run-drift.ts')).runDrift({ choice, operation }, options)),
    );
  withCommon(program.command('check').description('try the configuration, the policy, the sources and the directory'))
    .option('--source <id>', 'try this source only')
    .action(async (options) => finish(await (await import('./cli/run-check.ts')).runCheck(options)));
  withCommon(
    program
      .command('afas')
      .description('what only sources of AFAS Profit need')
      .command('check')
      .description('try the token and when it ends, and each GetConnector with its fields'),
  )
    .option('--source <id>', 'which source, when several read AFAS')
    .action(async (options) =>
      finish(await (await import('./cli/run-check.ts')).runCheck({ ...options, connector: 'afas' })),
    );
  withCommon(
    program
      .command('nmbrs')
      .description('what only sources of Visma Nmbrs need')
      .command('connect')
      .description('have somebody consent to reading Nmbrs, and say which companies may be read'),
  )
    .option('--source <id>', 'which source, when several read Nmbrs')
    .option('--code [address]', 'without a browser here: paste the address that it ends at, or give it')
    .action(async (options) => finish(await (await import('./cli/run-nmbrs-connect.ts')).runNmbrsConnect(options)));
  withCommon(program.command('test').description('play the golden people beside the policy')).action(async (options) =>
    finish(await (await import('./cli/run-test.ts')).runTest(options)),
  );
  program
    .command('init [folder]')
    .description('write a first policy with examples; never writes over anything')
    .option('--language <language>', 'of the comments: en or nl', 'en')
    .option('--json', 'print one JSON document and nothing else')
    .action(async (folder, options) =>
      finish(await (await import('./cli/run-init.ts')).runInit(folder ?? '.', options)),
    );
  program
    .command('map <file>')
    .description('propose which column of a CSV file or Excel workbook holds what')
    .option('--sheet <name>', 'the sheet of a workbook; without it the first visible one with data')
    .option('--language <language>', 'of the explanation: en or nl', 'en')
    .option('--json', 'print one JSON document and nothing else')
    .action(async (file, options) => finish(await (await import('./cli/run-map.ts')).runMap(file, options)));
  program
    .command('schema [of]')
    .description('print the JSON Schema of the policy, or of golden people, for editors')
    .action(async (of) => finish((await import('./cli/run-schema.ts')).runSchema(of ?? 'policy')));
  withCommon(program.command('adopt').description('which accounts may be whose; accept or reject that'))
    .option('--accept <person[=account]>', 'link this person to the account; may be repeated', collect, [])
    .option('--accept-all <confidence>', 'link everything that is certain, or also what is likely')
    .option('--attributes <names>', 'only these attributes become ours, e.g. department,jobTitle')
    .option('--reject <person=account>', 'never propose this again; may be repeated', collect, [])
    .action(async (options) => finish(await (await import('./cli/run-adopt.ts')).runAdopt(options)));
  withCommon(
    program.command('identity').description('which records of several sources may be one person; say which it is'),
  )
    .option('--same <source/key=source/key>', 'these two are one person; may be repeated', collect, [])
    .option('--two <source/key=source/key>', 'these two are two people; may be repeated', collect, [])
    .option('--forget <source/key=source/key>', 'take back what was said of these two; may be repeated', collect, [])
    .action(async (options) => finish(await (await import('./cli/run-identity.ts')).runIdentity(options)));
  program
    .command('rule <rule>')
    .description('whether a membership rule holds for a user, and what decides that')
    .requiredOption('--user <file>', 'a user of Microsoft Graph as JSON, or a list of users')
    .option('--now <instant>', 'the moment that system.now means, e.g. 2026-12-01T00:00:00Z')
    .option('--json', 'print one JSON document and nothing else')
    .action(async (rule, options) => finish(await (await import('./cli/run-rule.ts')).runRule(rule, options)));
  return program;
}

const collect = (value: string, previous: readonly string[]): string[] => [...previous, value];

async function main(): Promise<void> {
  try {
    await createProgram((code) => {
      process.exitCode = code;
    }).parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : exitCodes.badInput;
    else reportError(error);
  }
}

/** One clear message on stderr, and with `--json` the one document on stdout as well. */
function reportError(error: unknown): void {
  const known = error instanceof InstroomError;
  const text = known ? explainError(error) : String(error);
  if (process.argv.includes('--json')) {
    process.stdout.write(`${JSON.stringify({ error: { code: known ? error.code : 'internal', text } })}\n`);
  }
  process.stderr.write(`${known || !(error instanceof Error) ? text : (error.stack ?? text)}\n`);
  process.exitCode = known && isBadInput(error) ? exitCodes.badInput : exitCodes.failed;
}

/** What the person at the terminal can mend: the command line, the policy, the HR files. */
function isBadInput(error: InstroomError): boolean {
  return ['configuration', 'policy', 'hr-unreadable', 'hr-busy', 'directory-refused', 'not-found'].includes(error.code);
}

await main();
