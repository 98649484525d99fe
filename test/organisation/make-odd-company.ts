import type { HrOrganisation } from '../../api/sandbox/hr/hr-stand-in.ts';
import type { Employment, Leave, Person, PersonKind, Unit } from '../../models/person.ts';

/** Names as people have them: with prefixes, apostrophes, hyphens, letters that Dutch lacks, one letter, very many. */
const callNames = [
  'Sanne',
  'Daan',
  'Noëlle',
  'Yıldız',
  'Şeyma',
  "D'Angelo",
  'Jan-Willem',
  'Ø',
  'Łukasz',
  'Zoë',
  'José',
  'Bo',
];
const birthNames = [
  'Vries',
  'Jansen',
  'Berg',
  'Öztürk',
  "O'Neill",
  'Ben-Haddad',
  'Müller',
  'Ng',
  'Hof',
  'García López',
  'Wolfeschlegelsteinhausenbergerdorff',
  'Smit',
  'IJzerman',
];
const prefixes = ['de', 'van der', "van 't", undefined, undefined, 'el', undefined, 'van den'];
const nameUses = ['birth', 'birth', 'partner', 'partner-birth', 'birth-partner'] as const;
const kinds: readonly PersonKind[] = ['employee', 'employee', 'employee', 'intern', 'contingent', 'external'];

export const today = '2026-11-27';
const unitCount = 60;
const nth = <Item>(items: readonly Item[], number: number): Item => items[number % items.length] as Item;

/**
 * A company with all the oddities that HR systems have at once: people who are hired later, have left, came back, work in two places or for
 * two employers, went from intern to employee; names with partners; leaves with and without an end; units with and without a head. The same
 * number always gives the same company.
 */
export function makeOddCompany(count: number, sourceId = 'hr'): HrOrganisation {
  const people = Array.from({ length: count }, (_, number) => makeOddPerson(number, count, sourceId));
  return { people, units: makeOddUnits(count) };
}

function makeOddUnits(count: number): Unit[] {
  return Array.from({ length: unitCount }, (_, number) => ({
    unitKey: `U${number}`,
    name: number % 7 === 0 ? `Zorg & Welzijn, "team ${number}"` : `Unit ${number}`,
    ...(number === 0 ? {} : { parentKey: `U${Math.floor((number - 1) / 4)}` }),
    ...(number % 6 === 5 || number >= count ? {} : { headPersonKey: keyOf(number) }),
  }));
}

const keyOf = (number: number): string => String(200_000 + number);

function makeOddPerson(number: number, count: number, sourceId: string): Person {
  const prefix = nth(prefixes, number);
  const use = nth(nameUses, number);
  const hasPartner = use !== 'birth' || number % 11 === 0;
  const partnerPrefix = hasPartner ? nth(prefixes, number + 3) : undefined;
  const callName = nth(callNames, number);
  return {
    personKey: keyOf(number),
    sourceId,
    callName,
    ...(number % 3 === 0 ? {} : { givenName: `${callName} Maria` }),
    initials: `${callName.slice(0, 1)}.`,
    ...(prefix === undefined ? {} : { birthNamePrefix: prefix }),
    birthName: nth(birthNames, Math.floor(number / 7)),
    ...(partnerPrefix === undefined ? {} : { partnerNamePrefix: partnerPrefix }),
    ...(hasPartner ? { partnerName: nth(birthNames, number + 5) } : {}),
    nameUse: use,
    ...(number % 4 === 0 ? { mobilePhone: `+316${10_000_000 + number}` } : {}),
    ...(number % 5 === 0 ? { workPhone: `+3120${1_000_000 + number}` } : {}),
    ...(number % 2 === 0 ? { workEmail: `p${number}@voorbeeld.example` } : {}),
    employments: makeEmployments(number, count),
    leaves: makeLeaves(number),
  };
}

/** Which life somebody has, by number: most have worked since years. */
function makeEmployments(number: number, count: number): Employment[] {
  const kind = nth(kinds, number);
  const plain = makeEmployment(number, 1, { kind, startsOn: `20${10 + (number % 16)}-0${1 + (number % 9)}-01` }, count);
  const more = (index: number, about: Partial<Employment>) => makeEmployment(number, index, { kind, ...about }, count);
  switch (number % 20) {
    case 13: // left last month
      return [{ ...plain, endsOn: '2026-10-31' }];
    case 14: // leaves today
      return [{ ...plain, endsOn: today }];
    case 15: // starts soon
      return [more(1, { startsOn: '2026-12-07' })];
    case 16: // starts on a leap day later
      return [more(1, { startsOn: '2028-02-29', endsOn: '2028-12-31' })];
    case 17: // came back after a gap
      return [{ ...plain, startsOn: '2016-01-01', endsOn: '2019-06-30' }, more(2, { startsOn: '2026-02-01' })];
    case 18: // two places at once, one for another employer
      return [
        { ...plain, fte: 0.5, isPrimary: true },
        more(2, {
          startsOn: '2025-03-01',
          fte: 0.4,
          isPrimary: false,
          unitKey: `U${(number + 9) % unitCount}`,
          employerKey: 'W2',
          employerName: 'Stichting Twee',
        }),
      ];
    case 19: // intern who becomes employee
      return [
        more(1, { kind: 'intern', startsOn: '2026-01-01', endsOn: '2026-11-30' }),
        more(2, { kind: 'employee', startsOn: '2026-12-01' }),
      ];
    default:
      return [plain];
  }
}

function makeEmployment(
  number: number,
  index: number,
  about: Pick<Employment, 'kind'> & Partial<Employment>,
  count: number,
): Employment {
  return {
    employmentKey: `${keyOf(number)}-${index}`,
    employeeNumber: String(500_000 + number * 3 + index - 1),
    employerKey: 'W1',
    employerName: 'Stichting Voorbeeld',
    fte: nth([1, 0.8, 0.67, 0.5], number),
    unitKey: `U${number % unitCount}`,
    functionKey: `F${number % 23}`,
    functionTitle: number % 23 === 3 ? 'Arts & onderzoeker <nacht>' : `Functie ${number % 23}`,
    costCentre: `K${number % 9}`,
    ...(number % 4 === 0
      ? { location: nth(['Deventer', "'s-Hertogenbosch"], number / 4), country: nth(['NL', 'BE'], number / 4) }
      : {}),
    ...(number % 8 === 1 ? { managerPersonKey: keyOf((number + 7) % count) } : {}),
    ...about,
  };
}

function makeLeaves(number: number): Leave[] {
  if (number % 25 !== 4) return [];
  const leaveKey = `L${number}`;
  return number % 50 === 4
    ? [{ leaveKey, startsOn: '2026-12-01', endsOn: '2027-03-20', kind: 'L1' }]
    : [{ leaveKey, startsOn: '2026-11-01', kind: 'L2' }];
}
