import type { IdentityTexts } from './identity-texts.ts';

const said = (left: string, right: string): string => `${left} en ${right}`;

export const identityTextsNl: IdentityTexts = {
  sameKey: (personKey, sources) =>
    `${personKey}: ${sources.join(' en ')} hebben deze persoon allebei. Betekenen sleutels daar hetzelfde, zet dan identity.sameBy: [personKey] in het beleid; nummeren de bronnen hun mensen toevallig gelijk, geef er dan een een voorvoegsel onder identity.prefixes.`,
  setAsideAsWhole: (text, sourceId) => `${text} Deze persoon wacht in het geheel tot ${sourceId} is hersteld.`,
  namedNoMore: (who, record, other) =>
    `${record} staat niet meer in zijn bron, en ${who} nog wel in een andere. Dat is geen vertrek: wat de bron het laatst zei, telt nog. Is het voorbij, zeg dat dan in de bron, of haal het van deze persoon af: instroom identity --two ${record}=${other}.`,
  doubt: (left, right, because, waits) =>
    `${left} en ${right} zijn mogelijk één persoon: ${because} ${waits === null ? 'Beiden blijven zoals ze zijn' : `${waits} krijgt geen account`} tot iemand beslist.`,
  howToSay: (left, right) => `instroom identity --same ${left}=${right}, of --two ${left}=${right}.`,
  reasons: {
    rivals: 'een afgesproken sleutel is gelijk, en meer dan één regel van een bron heeft die.',
    'keys-disagree': 'de ene afgesproken sleutel is gelijk en een andere niet.',
    'two-accounts': 'een afgesproken sleutel is gelijk, en beiden hebben een account.',
    parted: 'een derde is gelijk aan allebei, en van deze twee is gezegd dat het er twee zijn.',
    'looks-alike': 'ze hebben één naam en meer gemeen, en geen afgesproken sleutel zegt het.',
  },
  likeness: {
    personKey: 'sleutel',
    employeeNumber: 'personeelsnummer',
    workEmail: 'werkadres',
    phone: 'telefoon',
    name: 'naam',
  },
  isSame: (facts) => `gelijk: ${facts}`,
  differs: (facts) => `anders: ${facts}`,
  hindrances: {
    'two-accounts': 'beiden hebben een account; verwijder eerst in Entra het account dat niet meer wordt gebruikt',
    'one-source': 'één bron zou deze persoon twee keer hebben; herstel dat daar',
    parted: 'van een van hen is gezegd dat het iemand anders is dan de ander; neem dat eerst terug',
  },
  saidSame: (left, right) => `${said(left, right)} zijn één persoon.`,
  saidTwo: (left, right) => `${said(left, right)} zijn twee mensen.`,
  forgotten: (left, right) => `Wat van ${said(left, right)} is gezegd, is teruggenomen.`,
  unknownRecord: (text, nearest) =>
    `Geen bron heeft ${text}${nearest === null ? '' : `; bedoelde je ${nearest}`}. Noem een regel als BRON/SLEUTEL.`,
  oneSource: (left, right) => `${said(left, right)} zijn van één bron, en die moet zelf zeggen wie wie is.`,
  saidTwice: (left, right) => `Van ${said(left, right)} wordt tweeërlei gezegd.`,
  neverSaid: (left, right) => `Van ${said(left, right)} heeft niemand iets gezegd.`,
  twoOfASource: (left, right, sourceId) =>
    `${said(left, right)} kunnen niet één persoon zijn: ${sourceId} zou die persoon twee keer hebben.`,
  partedBefore: (left, right) =>
    `Van ${said(left, right)} is gezegd dat het twee mensen zijn, dus wat gelijk is aan allebei kan dat niet zijn. Neem dat eerst terug.`,
  twoAccounts: (left, right, keys) =>
    `${said(left, right)} hebben elk een account (${keys.join(', ')}). Verwijder in Entra het account dat niet meer wordt gebruikt, en zeg het dan opnieuw.`,
};
