import type { NameUse, PersonKind } from '../../../../models/person.ts';

/** A cell for comparison: small letters and digits, single spaces. */
export const plainValue = (value: string): string =>
  value
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

type Words<Meaning extends string> = ReadonlyMap<string, Meaning>;

function wordsOf<Meaning extends string>(lists: Readonly<Record<Meaning, string>>): Words<Meaning> {
  const entries = Object.entries<string>(lists).flatMap(([meaning, list]) =>
    list.split(',').map((word): [string, Meaning] => [word.trim(), meaning as Meaning]),
  );
  return new Map(entries);
}

type Kind = Exclude<PersonKind, 'other'>;

/** Kinds of people as HR systems write them. `intern` is missing: in Dutch it is the opposite of external, in English a trainee. */
export const kindWords: Words<Kind> = wordsOf<Kind>({
  employee:
    'employee, medewerker, werknemer, personeel, personeelslid, in loondienst, loondienst, vast, vaste medewerker, vast dienstverband, vast contract, onbepaalde tijd, bepaalde tijd, tijdelijk, tijdelijk contract, tijdelijk dienstverband, contract bepaalde tijd, contract onbepaalde tijd, regular, regular employee, permanent, permanent employee, fixed term, full time, fulltime, part time, parttime, temporary, oproepkracht, nul uren, nulurencontract, bbl, leerling bbl, dga',
  contingent:
    'contingent, contingent worker, contractor, uitzendkracht, uitzend, uitzendbureau, inhuur, ingehuurd, gedetacheerd, detachering, payroll, payroller, zzp, zzper, zzp er, freelance, freelancer, agency, agency worker, temp, interim, interimmer, flex, flexwerker, flexkracht, self employed, consultant',
  external:
    'external, extern, externe, externe medewerker, vrijwilliger, volunteer, gast, guest, partner, leverancier, vendor, supplier, toezichthouder, commissaris',
  intern:
    'stagiair, stagiaire, stage, stage overeenkomst, stageovereenkomst, trainee, internship, afstudeerder, bol, student, werkstudent',
});

/** Which surname somebody goes by; the codes of one letter are those of Dutch registers and of Beaufort. */
export const nameUseWords: Words<NameUse> = wordsOf<NameUse>({
  birth: 'birth, geboortenaam, eigen naam, eigennaam, eigen, e, birth name, own name, meisjesnaam, eigen geslachtsnaam',
  partner: 'partner, partnernaam, naam partner, p, partner name, geslachtsnaam partner',
  'partner-birth':
    'partner birth, partnernaam geboortenaam, partner eigen, partnernaam eigen naam, naam partner geboortenaam, naam partner eigen naam, partner geboortenaam, partner name birth name, v, b, partner voor eigen',
  'birth-partner':
    'birth partner, geboortenaam partnernaam, eigen partner, eigen naam partnernaam, geboortenaam naam partner, eigen naam naam partner, geboortenaam partner, birth name partner name, n, c, d, partner na eigen',
  'as-given': 'as given',
});

/** AFAS writes name use as a digit: the code table Use-Name of its KnPerson. Other systems count otherwise, so it goes by all digits. */
export const afasNameUse: Words<NameUse> = new Map([
  ['0', 'birth'],
  ['1', 'partner-birth'],
  ['2', 'partner'],
  ['3', 'birth-partner'],
]);

/** Whether the source counts somebody as active. */
export const activeWords: Words<'yes' | 'no'> = wordsOf({
  yes: 'active, actief, in dienst, indienst, ja, j, yes, y, true, waar, 1, a, employed, current, on leave, met verlof, verlof, active on leave',
  no: 'inactive, inactief, niet actief, uit dienst, uitdienst, nee, n, no, false, onwaar, 0, i, t, terminated, left, ended, former, ex, beeindigd, vertrokken, retired, resigned, dismissed, geblokkeerd',
});

/** Two letters for the countries that HR systems here spell out. */
export const countryWords: Words<string> = wordsOf({
  NL: 'nederland, netherlands, the netherlands, nld, holland',
  BE: 'belgie, belgium, bel',
  DE: 'duitsland, germany, deutschland, deu',
  FR: 'frankrijk, france, fra',
  LU: 'luxemburg, luxembourg, lux',
  GB: 'uk, united kingdom, verenigd koninkrijk, great britain, groot brittannie, engeland, england, gbr',
  IE: 'ierland, ireland, irl',
  ES: 'spanje, spain, esp',
  PT: 'portugal, prt',
  IT: 'italie, italy, ita',
  PL: 'polen, poland, pol',
  DK: 'denemarken, denmark, dnk',
  SE: 'zweden, sweden, swe',
  NO: 'noorwegen, norway, nor',
  CH: 'zwitserland, switzerland, che',
  AT: 'oostenrijk, austria, aut',
  US: 'usa, united states, united states of america, verenigde staten',
  NZ: 'nieuw zeeland, new zealand, nzl',
  CW: 'curacao, cuw',
});

/** Prefixes of surnames in the Netherlands and around. */
export const namePrefixes = new Set(
  'van,de,der,den,het,t,ten,ter,te,op,in,aan,bij,uit,vd,v d,van de,van der,van den,van t,van het,in t,in de,in den,in het,op de,op den,op t,op het,aan de,aan den,aan het,bij de,uit de,uit den,uit t,onder de,voor de,over de,von,von der,zu,la,le,du,des,da,di,del,della,dos,el,al,ben,d,l,tot,thoe'.split(
    ',',
  ),
);
