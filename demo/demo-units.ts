/** A function in a unit, and how many people have it. */
export interface Post {
  title: string;
  count: number;
}

/** A unit of Stichting Zonnewende. The first post is the head's. */
export interface DemoUnit {
  unitKey: string;
  name: string;
  parentKey: string | null;
  location: string;
  posts: readonly Post[];
}

const foundation = { employerKey: 'W1', employerName: 'Stichting Zonnewende' };
const homeCare = { employerKey: 'W2', employerName: 'Zonnewende Thuiszorg B.V.' };

const unit = (
  unitKey: string,
  name: string,
  place: [parentKey: string | null, location: string],
  posts: Record<string, number>,
): DemoUnit => ({
  unitKey,
  name,
  parentKey: place[0],
  location: place[1],
  posts: Object.entries(posts).map(([title, count]) => ({ title, count })),
});

/** Eighteen units with 250 posts. */
export const demoUnits: readonly DemoUnit[] = [
  unit('ZW', 'Stichting Zonnewende', [null, 'Deventer'], { Bestuurder: 1, Bestuurssecretaris: 1 }),
  unit('BDV', 'Bedrijfsvoering', ['ZW', 'Deventer'], { 'Directeur bedrijfsvoering': 1 }),
  unit('FIN', 'Financiën en Control', ['BDV', 'Deventer'], {
    'Hoofd financiën': 1,
    Controller: 2,
    'Financieel medewerker': 5,
    Salarisadministrateur: 2,
  }),
  unit('HRM', 'HR en Opleiding', ['BDV', 'Deventer'], {
    'Hoofd HR': 1,
    'HR-medewerker': 3,
    'HR-adviseur': 4,
    Opleidingsadviseur: 2,
  }),
  unit('ICT', 'ICT', ['BDV', 'Deventer'], {
    'Hoofd ICT': 1,
    Servicedeskmedewerker: 3,
    'Security officer': 1,
    Systeembeheerder: 3,
    Applicatiebeheerder: 2,
  }),
  unit('FAC', 'Facilitair', ['BDV', 'Deventer'], {
    'Hoofd facilitair': 1,
    'Facilitair medewerker': 8,
    Kok: 4,
    Inkoper: 1,
  }),
  unit('KEV', 'Kwaliteit en Veiligheid', ['ZW', 'Deventer'], { 'Hoofd kwaliteit': 1, Kwaliteitsadviseur: 3 }),
  unit('COM', 'Communicatie', ['ZW', 'Deventer'], { 'Hoofd communicatie': 1, Communicatieadviseur: 2 }),
  unit('ZRG', 'Zorg', ['ZW', 'Deventer'], { 'Directeur zorg': 1 }),
  unit('WEN', 'De Wending', ['ZRG', 'Zutphen'], { Locatiemanager: 1, Receptionist: 3 }),
  unit('WES', 'De Wending Somatiek', ['WEN', 'Zutphen'], {
    Teamleider: 1,
    Verpleegkundige: 12,
    'Verzorgende IG': 18,
    Helpende: 5,
  }),
  unit('WEP', 'De Wending Psychogeriatrie', ['WEN', 'Zutphen'], {
    Teamleider: 1,
    Verpleegkundige: 9,
    'Verzorgende IG': 20,
    Helpende: 6,
  }),
  unit('ZHF', "'t Zonnehof", ['ZRG', 'Apeldoorn'], {
    Locatiemanager: 1,
    Verpleegkundige: 8,
    'Verzorgende IG': 16,
    Helpende: 5,
    Activiteitenbegeleider: 2,
  }),
  unit('THZ', 'Thuiszorg', ['ZRG', 'Deventer'], { 'Manager thuiszorg': 1, Planner: 3 }),
  unit('THN', 'Thuiszorg Noord', ['THZ', 'Olst'], {
    Teamleider: 1,
    Wijkverpleegkundige: 8,
    'Verzorgende IG': 14,
    'Huishoudelijke hulp': 4,
  }),
  unit('THU', 'Thuiszorg Zuid', ['THZ', 'Brummen'], {
    Teamleider: 1,
    Wijkverpleegkundige: 8,
    'Verzorgende IG': 13,
    'Huishoudelijke hulp': 3,
  }),
  unit('BEH', 'Behandeldienst', ['ZRG', 'Zutphen'], {
    'Hoofd behandeldienst': 1,
    'Specialist ouderengeneeskunde': 4,
    Fysiotherapeut: 5,
    Ergotherapeut: 3,
    Psycholoog: 3,
    Logopedist: 1,
  }),
  unit('FLX', 'Flexpool', ['ZRG', 'Deventer'], { Teamleider: 1, 'Flexmedewerker zorg': 13 }),
];

/** What an employment says of the work itself. Home care has its own company; everybody else works for the foundation. */
export function workIn(unitKey: string, functionTitle: string) {
  const location = demoUnits.find((known) => known.unitKey === unitKey)?.location;
  if (location === undefined) throw new Error(`there is no unit ${unitKey}`);
  return {
    ...(unitKey.startsWith('TH') ? homeCare : foundation),
    unitKey,
    functionKey: functionTitle
      .toUpperCase()
      .replace(/[^A-Z]/g, '')
      .slice(0, 6),
    functionTitle,
    costCentre: `K${unitKey}`,
    location,
  };
}
