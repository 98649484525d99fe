import { z } from 'zod';

/** A cell: types differ from column to column and from customer to customer, so numbers and truths count as text. */
const cell = z
  .union([z.string(), z.number(), z.boolean()])
  .nullish()
  .transform((value) => {
    const text = value == null ? '' : String(value).trim();
    return text === '' ? undefined : text;
  });

/** One person. Field names are those that our GetConnectors give their columns. */
export const PersonRow = z.object({
  Persoonsnummer: cell,
  Medewerker: cell,
  Roepnaam: cell,
  Voornaam: cell,
  Voorletters: cell,
  Voorvoegsel: cell,
  Geboortenaam: cell,
  Voorvoegsel_partner: cell,
  Geboortenaam_partner: cell,
  Naamgebruik_code: cell,
  Mobielnr_werk: cell,
  Telefoonnr_werk: cell,
  Email_werk: cell,
  Email_portal: cell,
});
export type PersonRow = z.infer<typeof PersonRow>;

/** One line of unit and function of an employment. A line ends with its contract, whatever it says itself. */
export const EmploymentRow = z.object({
  Persoonsnummer: cell,
  Medewerker: cell,
  Dienstverband: cell,
  ExternalID: cell,
  Soort_medewerker_code: cell,
  Werkgever_code: cell,
  Werkgever_omschrijving: cell,
  Begindatum_contract: cell,
  Einddatum_contract: cell,
  Begindatum_functie: cell,
  Einddatum_functie: cell,
  Hoofddienstverband: cell,
  FTE: cell,
  Organisatorische_eenheid_code: cell,
  Functie_code: cell,
  Functie_omschrijving: cell,
  Kostenplaats_code: cell,
  Locatie: cell,
  Land: cell,
  Medewerkernummer_leidinggevende: cell,
  Persoonsnummer_leidinggevende: cell,
});
export type EmploymentRow = z.infer<typeof EmploymentRow>;

export const UnitRow = z.object({
  ExternalId: cell,
  DisplayName: cell,
  ParentExternalId: cell,
  ManagerExternalId: cell,
});
export type UnitRow = z.infer<typeof UnitRow>;

export const LeaveRow = z.object({
  Persoonsnummer: cell,
  Medewerker: cell,
  Volgnummer: cell,
  Begindatum: cell,
  Einddatum: cell,
  Soort_code: cell,
});
export type LeaveRow = z.infer<typeof LeaveRow>;

/** The date of the last change of a row: of every table that its connector joins, because a change in one leaves the others as they are. */
export const changeField = 'Gewijzigd_op';

/** Columns without which silence would be taken for an answer; the rest may be left out of a connector. */
export const mandatoryFields = {
  persons: ['Persoonsnummer', 'Medewerker', 'Geboortenaam'],
  employments: [
    'Persoonsnummer',
    'Medewerker',
    'Dienstverband',
    'ExternalID',
    'Begindatum_contract',
    'Einddatum_contract',
    'Begindatum_functie',
    'Einddatum_functie',
    'Organisatorische_eenheid_code',
  ],
  units: ['ExternalId', 'DisplayName'],
  leaves: ['Persoonsnummer', 'Medewerker', 'Begindatum', 'Einddatum'],
} as const;

/** What every answer of a GetConnector is. */
export const RowsAnswer = z.object({
  rows: z.array(z.record(z.string(), z.unknown())),
  /** Which part of the table it is, where it says so. */
  skip: z.number().nullish().catch(undefined),
  take: z.number().nullish().catch(undefined),
});

/** `errorNumber` is not specific; the reference leads the customer's administrator to the log of Profit. */
export const ErrorAnswer = z.object({
  externalMessage: z.string().nullish().catch(undefined),
  message: z.string().nullish().catch(undefined),
  profitLogReference: z.string().nullish().catch(undefined),
  retry_after: z.coerce.number().positive().nullish().catch(undefined),
});

export const MetaInfo = z.object({
  getConnectors: z.array(z.object({ id: z.string() })),
  updateConnectors: z.array(z.object({ id: z.string() })).default([]),
  info: z.object({ tokenExpiry: z.string().nullish() }).optional(),
});

export const ConnectorInfo = z.object({ fields: z.array(z.object({ id: z.string() })) });
