import type { Command, Pattern } from './command.ts';
import { says, textOf } from './command.ts';

/** How many days a forecast looks ahead when nobody says. */
const usualDays = 30;

/** About how things stand, and what the IT desk does. */
export const deskPatterns: readonly Pattern[] = [
  says(null, /^status$/i, { kind: 'status' }),
  says('nl', /^(?:stand|hoe staat het(?: ervoor)?)$/i, { kind: 'status' }),
  says('en', /^how do things stand$/i, { kind: 'status' }),

  says('en', /^(?:waiting|who(?: is)? wait(?:s|ing)|what(?: is)? wait(?:s|ing))$/i, { kind: 'waiting' }),
  says('nl', /^(?:wachtend|wachtenden|w(?:ie|at) wacht(?: er)?|w(?:ie|at) wachten er)$/i, { kind: 'waiting' }),

  says('en', /^(?:errors|failures|what (?:went|goes|is going) wrong|what (?:failed|fails))$/i, { kind: 'errors' }),
  says('nl', /^(?:fouten|storingen|wat (?:ging|gaat) er mis|wat (?:mislukt|mislukte)(?: er)?)$/i, { kind: 'errors' }),

  { language: 'en', words: /^forecast(?: (?:for )?(\d{1,4})(?: days?)?)?$/i, build: forecast },
  { language: 'en', words: /^what is coming(?: in (\d{1,4}) days?)?$/i, build: forecast },
  {
    language: 'nl',
    words: /^(?:vooruitblik|prognose|verwachting)(?: (?:voor )?(\d{1,4})(?: dag(?:en)?)?)?$/i,
    build: forecast,
  },
  { language: 'nl', words: /^wat komt er(?: aan)?(?: in (\d{1,4}) dag(?:en)?)?$/i, build: forecast },

  { language: 'en', words: /^pause(?: everything| instroom)?(?:[:,]? (?:because )?(\S.{0,499}))?$/i, build: pause },
  {
    language: 'nl',
    words: /^(?:pauzeer|pauze)(?: alles| instroom)?(?:[:,]? (?:want |omdat )?(\S.{0,499}))?$/i,
    build: pause,
  },
  {
    language: 'nl',
    words: /^zet (?:alles |instroom |het )?(?:stop|stil)(?:[:,]? (?:want |omdat )?(\S.{0,499}))?$/i,
    build: pause,
  },
  says('en', /^(?:resume|go on|carry on|unpause)$/i, { kind: 'resume' }),
  says('nl', /^(?:hervat|hervatten|ga (?:door|verder)|zet (?:alles |instroom |het )?(?:weer )?aan)$/i, {
    kind: 'resume',
  }),

  { language: 'en', words: /^freeze (?:the |all )?leavers until (\S.{0,39})$/i, build: freeze },
  { language: 'nl', words: /^bevries (?:de |alle )?vertrekkers tot (\S.{0,39})$/i, build: freeze },
  says('en', /^(?:unfreeze|thaw)(?: (?:the |all )?leavers)?$/i, { kind: 'unfreeze' }),
  says('nl', /^ontdooi(?: (?:de |alle )?vertrekkers)?$/i, { kind: 'unfreeze' }),

  says(null, /^drift$/i, { kind: 'drift' }),
  says('en', /^(?:changes by hand|manual changes)$/i, { kind: 'drift' }),
  says('nl', /^(?:handmatige wijzigingen|afwijkingen|wijzigingen met de hand)$/i, { kind: 'drift' }),

  says(null, /^(?:help|hallo|hi|\?)$/i, { kind: 'help' }),
  says('en', /^hello$/i, { kind: 'help' }),
  says('nl', /^(?:hulp|hoi)$/i, { kind: 'help' }),
];

function forecast(match: RegExpExecArray): Command {
  return { kind: 'forecast', days: Number(match[1] ?? usualDays) };
}

function pause(match: RegExpExecArray): Command {
  return { kind: 'pause', reason: textOf(match, 1) };
}

function freeze(match: RegExpExecArray): Command {
  return { kind: 'freeze', day: textOf(match, 1) ?? '' };
}
