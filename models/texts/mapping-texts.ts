import type { Language } from '../policy.ts';

/** How cells look, as the connector names it. */
type Shape =
  | 'empty'
  | 'date'
  | 'email'
  | 'truth'
  | 'initials'
  | 'prefix'
  | 'fraction'
  | 'percent'
  | 'number'
  | 'phone'
  | 'code'
  | 'text';

/** What is said of a file by `instroom map`. Names of columns are as in the file, names of fields as in the settings. */
export interface MappingTexts {
  head(file: string, ask: { rows: number; columns: number }): string;
  titles: { column: string; field: string; why: string };
  leftOut: string;
  whys: {
    name: string;
    unique: string;
    shape(shape: Shape, dateWriting: string | null): string;
    codes(count: number): string;
    keysOf(column: string): string;
    needless: string;
    unknown: string;
    otherColumn(field: string): string;
    unfit(field: string, shape: Shape): string;
    noKeys(field: string, others: string | null): string;
    unknownCodes(field: string, codes: readonly string[]): string;
    notOneName(field: string): string;
    sameName: string;
  };
  openTitle: string;
  points: {
    missing(field: string): string;
    noEnd: string;
    noName: string;
    severalRows(people: number, column: string): string;
    dayOrMonth(columns: readonly string[]): string;
    unreadableDates(columns: readonly string[]): string;
    kindCodes(column: string, codes: readonly string[]): string;
    nameUseDigits(column: string): string;
    wholeSurname(column: string): string;
    datedName(pattern: string): string;
  };
  rehearsal: {
    read(people: number, setAside: Readonly<Record<string, number>>): string;
    failed(text: string): string;
    notTried: string;
  };
  next: string;
}

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0);
const list = (words: readonly string[]): string => words.join(', ');

const enShapes: Readonly<Record<Shape, string>> = {
  empty: 'nothing so far',
  date: 'dates',
  email: 'e-mail addresses',
  truth: 'yes or no',
  initials: 'initials',
  prefix: 'prefixes of surnames',
  fraction: 'numbers up to 2',
  percent: 'percentages',
  number: 'numbers',
  phone: 'telephone numbers',
  code: 'codes',
  text: 'text',
};

const en: MappingTexts = {
  head: (file, { rows, columns }) => `${file}: ${rows} rows, ${columns} columns.`,
  titles: { column: 'Column', field: 'Taken for', why: 'Because' },
  leftOut: '(left out)',
  whys: {
    name: 'its name',
    unique: 'different in every row',
    shape: (shape, dateWriting) =>
      `it holds ${enShapes[shape]}${dateWriting === null ? '' : dateWriting === 'either' ? ' in which day and month cannot be told apart' : ` such as ${dateWriting}`}`,
    codes: (count) => `${count} values that repeat`,
    keysOf: (column) => `its values are those of ${column}`,
    needless: 'no account needs this: better leave it out of the export',
    unknown: 'its name says nothing that an account needs',
    otherColumn: (field) => `another column fits ${field} better`,
    unfit: (field, shape) => `by its name ${field}, but it holds ${enShapes[shape]}`,
    noKeys: (field, others) =>
      `by its name ${field}, but its values are not the keys of people in this file${others === null ? '' : `: they are those of ${others}, so with that as personKey managers are found`}`,
    unknownCodes: (field, codes) => `by its name ${field}, but what its values mean is not known: ${list(codes)}`,
    notOneName: (field) => `by its name ${field}, but one key has several of them`,
    sameName: 'another column has the same name: rename one of them',
  },
  openTitle: 'To decide or to mend:',
  points: {
    missing: (field) =>
      `No column was found for ${field}, which is required: add it under columns by hand, or to the export.`,
    noEnd:
      'No column says when people leave, nor who is active: somebody who left then only disappears from the file, which is a note and never an exit. Add an end date to the export.',
    noName: 'A surname, or a call name, given name or initials, is missing: people without wait and get no account.',
    severalRows: (people, column) =>
      `${people} people have several rows that no employment key tells apart; they are set aside. Add the number of the employment to the export${column === '' ? '' : `, or check that ${column} is the key of a person`}.`,
    dayOrMonth: (columns) =>
      `The dates of ${list(columns)} can be DD/MM/YYYY or MM/DD/YYYY: say which with dateFormat, or nothing is read.`,
    unreadableDates: (columns) =>
      `The dates of ${list(columns)} are MM-DD-YYYY, which cannot be read: export them as YYYY-MM-DD.`,
    kindCodes: (column, codes) =>
      `What these values of ${column} mean is not known: ${list(codes)}. Give each of them employee, contingent, external or intern under values; until then those people are set aside.`,
    nameUseDigits: (column) =>
      `${column} holds digits, which every system counts in its own way: check nameUse with HR.`,
    wholeSurname: (column) =>
      `${column} seems to hold whole surnames, prefix included. A column with the prefix apart sorts and capitalises better.`,
    datedName: (pattern) =>
      `The name has a date in it: with ${pattern} as the name, the newest file is taken each time.`,
  },
  rehearsal: {
    read: (people, setAside) =>
      `Read with these settings: ${people} people, ${sum(setAside)} set aside${sum(setAside) === 0 ? '' : ` (${list(Object.entries(setAside).map(([reason, count]) => `${reason}: ${count}`))}); instroom plan says who and why`}.`,
    failed: (text) => `Read with these settings, the file is refused: ${text}`,
    notTried: 'The file was not read with these settings, because something required is missing.',
  },
  next: 'For sources in instroom.yaml, with file as seen from its folder:',
};

const nlShapes: Readonly<Record<Shape, string>> = {
  empty: 'nog niets',
  date: 'datums',
  email: 'e-mailadressen',
  truth: 'ja of nee',
  initials: 'voorletters',
  prefix: 'voorvoegsels van achternamen',
  fraction: 'getallen tot 2',
  percent: 'percentages',
  number: 'getallen',
  phone: 'telefoonnummers',
  code: 'codes',
  text: 'tekst',
};

const nl: MappingTexts = {
  head: (file, { rows, columns }) => `${file}: ${rows} rijen, ${columns} kolommen.`,
  titles: { column: 'Kolom', field: 'Opgevat als', why: 'Want' },
  leftOut: '(weggelaten)',
  whys: {
    name: 'de naam',
    unique: 'in elke rij anders',
    shape: (shape, dateWriting) =>
      `er staan ${nlShapes[shape]} in${dateWriting === null ? '' : dateWriting === 'either' ? ' waarvan dag en maand niet uit elkaar te houden zijn' : ` zoals ${dateWriting}`}`,
    codes: (count) => `${count} waarden die terugkomen`,
    keysOf: (column) => `de waarden zijn die van ${column}`,
    needless: 'geen account heeft dit nodig: laat het liever uit de export',
    unknown: 'de naam zegt niets dat een account nodig heeft',
    otherColumn: (field) => `een andere kolom past beter bij ${field}`,
    unfit: (field, shape) => `naar de naam ${field}, maar er staan ${nlShapes[shape]} in`,
    noKeys: (field, others) =>
      `naar de naam ${field}, maar de waarden zijn geen sleutels van mensen in dit bestand${others === null ? '' : `: het zijn die van ${others}, dus met die als personKey worden leidinggevenden gevonden`}`,
    unknownCodes: (field, codes) => `naar de naam ${field}, maar onbekend is wat de waarden betekenen: ${list(codes)}`,
    notOneName: (field) => `naar de naam ${field}, maar één sleutel heeft er meer dan een`,
    sameName: 'een andere kolom heet net zo: hernoem er een',
  },
  openTitle: 'Te beslissen of te herstellen:',
  points: {
    missing: (field) =>
      `Voor ${field} is geen kolom gevonden, en die is verplicht: zet hem zelf onder columns, of in de export.`,
    noEnd:
      'Geen kolom zegt wanneer iemand vertrekt of wie actief is: wie vertrok verdwijnt dan alleen uit het bestand, en dat is een melding en nooit een uitdiensttreding. Zet een einddatum in de export.',
    noName:
      'Een achternaam, of een roepnaam, voornaam of voorletters, ontbreekt: wie die niet heeft wacht en krijgt geen account.',
    severalRows: (people, column) =>
      `${people} mensen hebben meer rijen die geen dienstverbandnummer uit elkaar houdt; zij worden apart gezet. Zet het nummer van het dienstverband in de export${column === '' ? '' : `, of ga na of ${column} de sleutel van een persoon is`}.`,
    dayOrMonth: (columns) =>
      `De datums van ${list(columns)} kunnen DD/MM/YYYY of MM/DD/YYYY zijn: zeg welke met dateFormat, anders wordt niets gelezen.`,
    unreadableDates: (columns) =>
      `De datums van ${list(columns)} zijn MM-DD-YYYY, en dat is niet te lezen: exporteer ze als YYYY-MM-DD.`,
    kindCodes: (column, codes) =>
      `Onbekend is wat deze waarden van ${column} betekenen: ${list(codes)}. Geef elk onder values employee, contingent, external of intern; tot dan worden die mensen apart gezet.`,
    nameUseDigits: (column) => `In ${column} staan cijfers, die elk systeem anders telt: ga nameUse na met HR.`,
    wholeSurname: (column) =>
      `In ${column} lijken hele achternamen te staan, met voorvoegsel. Een eigen kolom voor het voorvoegsel sorteert en schrijft beter.`,
    datedName: (pattern) =>
      `In de naam staat een datum: met ${pattern} als naam wordt telkens het nieuwste bestand genomen.`,
  },
  rehearsal: {
    read: (people, setAside) =>
      `Gelezen met deze instellingen: ${people} mensen, ${sum(setAside)} apart gezet${sum(setAside) === 0 ? '' : ` (${list(Object.entries(setAside).map(([reason, count]) => `${reason}: ${count}`))}); instroom plan zegt wie en waarom`}.`,
    failed: (text) => `Met deze instellingen wordt het bestand geweigerd: ${text}`,
    notTried: 'Het bestand is niet met deze instellingen gelezen, omdat iets verplichts ontbreekt.',
  },
  next: 'Voor sources in instroom.yaml, met file gezien vanuit de map ervan:',
};

const catalogue: Readonly<Record<Language, MappingTexts>> = { en, nl };

export function mappingTexts(language: Language): MappingTexts {
  return catalogue[language];
}
