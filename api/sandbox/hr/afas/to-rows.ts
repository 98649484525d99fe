import type { Employment, NameUse, Person } from '../../../../models/person.ts';
import type { HrOrganisation } from '../hr-stand-in.ts';

export type AfasRow = Record<string, string | number | boolean | null>;

/** The tables of a company as GetConnectors give them. */
export interface AfasTables {
  persons: AfasRow[];
  employments: AfasRow[];
  units: AfasRow[];
  leaves: AfasRow[];
}

const nameUses: Readonly<Record<NameUse, string>> = {
  birth: '0',
  'partner-birth': '1',
  partner: '2',
  'birth-partner': '3',
  // Profit has no such code; it delivers what it has.
  'as-given': '0',
};

/** Codes of a made-up code table; every customer has their own. */
export const kindCodes = { employee: 'P', contingent: 'U', external: 'X', intern: 'S', other: 'O' } as const;

/** Calendar days are delivered as instants with a false Z. */
const day = (on: string | undefined): string | null => (on === undefined ? null : `${on}T00:00:00Z`);

/** A company in the columns of the GetConnectors. The employee number is that of the employment, or the person key. */
export function toRows({ people, units }: HrOrganisation): AfasTables {
  const employeeOf = new Map(people.map((person) => [person.personKey, employeeNumber(person)]));
  return {
    persons: people.map((person) => personRow(person, employeeOf)),
    employments: people.flatMap((person) =>
      person.employments.map((employment) => employmentRow(person, employment, employeeOf)),
    ),
    units: units.map(({ unitKey, name, parentKey, headPersonKey }) => ({
      ExternalId: unitKey,
      DisplayName: name,
      ParentExternalId: parentKey ?? null,
      ManagerExternalId: headPersonKey === undefined ? null : (employeeOf.get(headPersonKey) ?? headPersonKey),
    })),
    leaves: people.flatMap((person) =>
      person.leaves.map((leave, index) => ({
        Persoonsnummer: person.personKey,
        Medewerker: employeeOf.get(person.personKey) ?? null,
        Volgnummer: index + 1,
        Begindatum: day(leave.startsOn),
        Einddatum: day(leave.endsOn),
        Soort_code: leave.kind ?? null,
      })),
    ),
  };
}

const employeeNumber = ({ personKey, employments }: Person): string => employments[0]?.employeeNumber ?? personKey;

function personRow(person: Person, employeeOf: ReadonlyMap<string, string>): AfasRow {
  return {
    Persoonsnummer: person.personKey,
    Medewerker: employeeOf.get(person.personKey) ?? null,
    Roepnaam: person.callName ?? null,
    Voornaam: person.givenName ?? null,
    Voorletters: person.initials ?? null,
    Voorvoegsel: person.birthNamePrefix ?? null,
    Geboortenaam: person.birthName ?? null,
    Voorvoegsel_partner: person.partnerNamePrefix ?? null,
    Geboortenaam_partner: person.partnerName ?? null,
    Naamgebruik_code: nameUses[person.nameUse],
    Mobielnr_werk: person.mobilePhone ?? null,
    Telefoonnr_werk: person.workPhone ?? null,
    Email_werk: person.workEmail ?? null,
    Email_portal: null,
  };
}

function employmentRow(person: Person, employment: Employment, employeeOf: ReadonlyMap<string, string>): AfasRow {
  const { managerPersonKey: manager, employeeNumber: own } = employment;
  return {
    Persoonsnummer: person.personKey,
    Medewerker: own ?? employeeOf.get(person.personKey) ?? null,
    Dienstverband: person.employments.indexOf(employment) + 1,
    ExternalID: employment.employmentKey,
    Soort_medewerker_code: kindCodes[employment.kind],
    Werkgever_code: employment.employerKey ?? null,
    Werkgever_omschrijving: employment.employerName ?? null,
    Begindatum_contract: day(employment.startsOn),
    Einddatum_contract: day(employment.endsOn),
    Begindatum_functie: day(employment.startsOn),
    // A line of a function is often left open-ended; the contract ends it.
    Einddatum_functie: null,
    Hoofddienstverband: employment.isPrimary ?? null,
    FTE: employment.fte ?? null,
    Organisatorische_eenheid_code: employment.unitKey ?? null,
    Functie_code: employment.functionKey ?? null,
    Functie_omschrijving: employment.functionTitle ?? null,
    Kostenplaats_code: employment.costCentre ?? null,
    Locatie: employment.location ?? null,
    Land: employment.country ?? null,
    Medewerkernummer_leidinggevende: manager === undefined ? null : (employeeOf.get(manager) ?? manager),
    Persoonsnummer_leidinggevende: manager ?? null,
  };
}
