import type { CsvColumns } from '../../../../models/sources/csv-source.ts';

export type MappedField = keyof CsvColumns;

/** A header for comparison: small letters and digits of ASCII alone. */
export const plainHeader = (header: string): string =>
  header
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

/**
 * How sure a header makes that a column is a field, from 0 to 100, by what HR systems in use here call it: AFAS Profit, Youforce, Nmbrs
 * and other Dutch payrolls, Workday, SuccessFactors, BambooHR, Personio and Microsoft's samples. Written as `plainHeader` gives them;
 * a name may stand under several fields, the better one first come.
 */
const words: Readonly<Partial<Record<MappedField, ReadonlyArray<readonly [score: number, names: string]>>>> = {
  personKey: [
    [
      100,
      'persoonsnummer persoonsnr persoonnummer persoonid persoonscode personcode personid personnumber personkey personnelid workerid wid',
    ],
    [
      80,
      'medewerkerid medewerkernummer medewerkernr medewerkercode medewerker personeelsnummer personeelsnr personeelscode personeelsid werknemernummer werknemersnummer werknemernr werknemerid werknemercode employeeid employeenumber employeeno employeecode staffid staffnumber userid emplid pernr',
    ],
    [40, 'id nummer nr code number'],
  ],
  employeeNumber: [
    [
      90,
      'medewerkernummer medewerkernr medewerkercode medewerker personeelsnummer personeelsnr personeelscode werknemernummer werknemersnummer werknemernr werknemercode employeenumber employeeno employeecode staffnumber pernr registratienummer stamnummer',
    ],
    [85, 'employeeid medewerkerid werknemerid personeelsid staffid emplid'],
  ],
  employmentKey: [
    [
      100,
      'dienstverbandnummer dienstverbandnr dienstverbandid dienstverbandcode dienstverbandvolgnummer volgnummerdienstverband dienstverband volgnummercontract contractnummer contractnr contractid contractvolgnummer employmentid employmentkey employmentcode employmentnumber contractnumber contractcode positionid assignmentid assignmentnumber ikvnummer inkomstenverhouding volgnummerikv volgnrikv',
    ],
    [70, 'volgnummer volgnr contract'],
  ],
  callName: [
    [100, 'roepnaam callname nickname preferredname preferredfirstname knownas goesby'],
    [80, 'voornaam firstname forename voornaam1 legalfirstname'],
    [60, 'givenname'],
  ],
  givenName: [
    [100, 'voornamen voornamenvoluit doopnamen givennames firstnames'],
    [90, 'givenname'],
    [75, 'voornaam firstname forename legalfirstname voornaamvoluit firstnameinfull'],
  ],
  initials: [[100, 'voorletters voorletter initialen initials initiaal']],
  birthNamePrefix: [
    [
      100,
      'voorvoegselgeboortenaam geboortenaamvoorvoegsel voorvoegselseigennaam voorvoegselgeboorte tussenvoegselgeboortenaam lastnameatbirthprefix birthnameprefix voorvoegseleigennaam',
    ],
    [
      90,
      'voorvoegsel voorvoegsels tussenvoegsel tussenvoegsels prefix lastnameprefix surnameprefix nameprefix voorvoegselachternaam tussenvoegselachternaam',
    ],
  ],
  birthName: [
    [
      100,
      'geboortenaam eigennaam meisjesnaam geboorteachternaam birthname lastnameatbirth birthsurname eigenachternaam',
    ],
    [75, 'achternaam familienaam lastname surname familyname legallastname naamwerknemer'],
  ],
  partnerNamePrefix: [
    [
      100,
      'voorvoegselpartner partnervoorvoegsel voorvoegselspartner voorvoegselpartnernaam voorvoegselnaampartner tussenvoegselpartner tussenvoegselpartnernaam partnernameprefix partnerprefix partnernaamvoorvoegsel',
    ],
  ],
  partnerName: [
    [
      100,
      'partnernaam geboortenaampartner naampartner achternaampartner partnerachternaam partnername partnerlastname partnersurname familienaampartner',
    ],
  ],
  nameUse: [
    [
      100,
      'naamgebruik naamgebruikcode codenaamgebruik gebruikachternaam aanschrijfnaam naamstelling naamsamenstelling nameuse nameassembleorder ascriptioncode nameusage',
    ],
  ],
  mobilePhone: [
    [
      100,
      'mobielwerk mobielnrwerk mobielnummerwerk werkmobiel zakelijkmobiel mobielzakelijk workmobile businessmobile businessmobilephone workmobilephone mobieltelefoonnummerwerk',
    ],
    [70, 'mobiel mobielnummer mobielnr mobieletelefoon mobile mobilephone cellphone mobilenumber'],
  ],
  workPhone: [
    [
      100,
      'telefoonwerk telefoonnrwerk telefoonnummerwerk werktelefoon zakelijktelefoon telefoonzakelijk workphone businessphone officephone officenumber doorkiesnummer',
    ],
    [70, 'telefoon telefoonnummer telefoonnr phone telephone phonenumber'],
  ],
  workEmail: [
    [
      100,
      'emailwerk emailadreswerk werkemail zakelijkemail emailzakelijk emailadreszakelijk workemail businessemail companyemail emailwork officeemail workemailaddress emailbusiness',
    ],
    [75, 'email emailadres emailaddress mail mailadres userprincipalname upn'],
  ],
  kind: [
    [
      100,
      'soortmedewerker soortmedewerkercode soortdienstverband dienstverbandtype typedienstverband typemedewerker medewerkertype workertype employmenttype employeetype typewerknemer soortwerknemer personeelstype contingentworkertype',
    ],
    [
      80,
      'typecontract contracttype soortcontract medewerkersoort aardarbeidsverhouding aarddienstverband arbeidsrelatie internextern',
    ],
    [50, 'soort type'],
  ],
  employerKey: [
    [
      100,
      'werkgevercode werkgevernummer werkgevernr werkgeverid companycode companyid employercode employerid bedrijfscode administratiecode administratienummer legalentitycode payrollclientcode bedrijfsnummer',
    ],
  ],
  employerName: [
    [100, 'werkgevernaam werkgeveromschrijving naamwerkgever employername companyname bedrijfsnaam legalentityname'],
    [80, 'werkgever company employer bedrijf organisatie legalentity administratie entiteit'],
  ],
  startDate: [
    [
      100,
      'datumindienst indienst indienstdatum datumindiensttreding indiensttreding begindatumcontract begindatumdienstverband startdatumdienstverband ingangsdatumdienstverband startdatumcontract ingangsdatumcontract hiredate contractstartdate employmentstartdate originalhiredate datumingangdienstverband',
    ],
    [80, 'startdatum begindatum ingangsdatum startdate startson begin start datumin'],
  ],
  endDate: [
    [
      100,
      'datumuitdienst uitdienst uitdienstdatum datumuitdiensttreding uitdiensttreding einddatumcontract einddatumdienstverband terminationdate contractenddate employmentenddate dischargedate separationdate leavedate datumeindedienstverband',
    ],
    [80, 'einddatum enddate endson end eind einde datumuit'],
  ],
  lastWorkingDay: [
    [100, 'laatstewerkdag laatstedag datumlaatstewerkdag lastworkingday lastdayofwork lastdayworked lastday'],
  ],
  active: [
    [
      100,
      'actief active isactive isactief indienstjn employmentstatus workerstatus employeestatus statusdienstverband dienstverbandstatus medewerkerstatus',
    ],
    [70, 'status'],
  ],
  primary: [
    [
      100,
      'hoofddienstverband ishoofddienstverband hoofdcontract hoofdbaan primair primary isprimary primaryjob primaryposition mainposition hoofdfunctie',
    ],
  ],
  fte: [
    [100, 'fte deeltijdfactor parttimefactor ftefactor fulltimeequivalent contractfte ftepercentage'],
    [90, 'parttimepercentage deeltijdpercentage parttimepct dtpercentage dienstverbandpercentage parttime'],
  ],
  unitKey: [
    [
      100,
      'afdelingscode afdelingcode codeafdeling afdelingsnummer afdelingnr afdelingsnr afdelingid organisatorischeeenheidcode organisatieeenheidcode orgeenheidcode orgehdcode oecode codeoe departmentcode departmentid departmentnumber orgunitcode orgunitid organizationunitcode unitcode unitid unitkey teamcode supervisoryorganizationid deptid deptcode',
    ],
    [
      75,
      'organisatorischeeenheid organisatieeenheid orgeenheid orgehd afdeling department orgunit organizationunit organizationalunit unit oe supervisoryorganization dept',
    ],
    [50, 'team division sector cluster afdelingsnaam afdelingnaam departmentname'],
  ],
  unitName: [
    [
      100,
      'afdelingsnaam afdelingnaam naamafdeling omschrijvingafdeling afdelingomschrijving afdelingsomschrijving organisatorischeeenheidomschrijving organisatieeenheidomschrijving orgeenheidomschrijving oenaam oeomschrijving departmentname departmentdescription orgunitname organizationunitname unitname teamnaam teamname',
    ],
    [60, 'afdeling organisatorischeeenheid organisatieeenheid orgeenheid department orgunit unit oe'],
  ],
  functionKey: [
    [
      100,
      'functiecode functienummer functienr functieid codefunctie jobcode jobid jobprofileid positioncode functioncode jobprofilecode',
    ],
  ],
  functionTitle: [
    [
      100,
      'functieomschrijving omschrijvingfunctie functienaam functietitel jobtitle businesstitle positiontitle functiontitle jobname jobprofile jobprofilename',
    ],
    [80, 'functie job position rol function title'],
  ],
  costCentre: [
    [
      100,
      'kostenplaats kostenplaatscode codekostenplaats kostenplaatsnummer costcentre costcenter costcentercode costcentrecode costcenterid',
    ],
    [50, 'kostenplaatsomschrijving kostendrager costcentername'],
  ],
  managerPersonKey: [
    [100, 'persoonsnummerleidinggevende leidinggevendepersoonsnummer managerpersonkey managerpersonid managerworkerid'],
    [
      90,
      'medewerkernummerleidinggevende leidinggevendenummer leidinggevendenr leidinggevendecode leidinggevendeid nummerleidinggevende personeelsnummerleidinggevende managerid manageremployeeid manageremployeenumber managernumber managercode supervisorid reportstoid',
    ],
    [70, 'leidinggevende manager supervisor reportsto chef teamleider direct leidinggevend'],
  ],
  location: [
    [
      100,
      'locatie werklocatie standplaats vestiging werkplek location worklocation office site locatienaam locationname vestigingsnaam',
    ],
    [40, 'plaats city'],
  ],
  country: [[100, 'land landcode werkland country countrycode workcountry isocountry']],
};

const scores = new Map<string, Map<MappedField, number>>();
for (const [field, levels] of Object.entries(words)) {
  for (const [score, names] of levels) {
    for (const name of names.split(' ')) {
      const known = scores.get(name) ?? new Map<MappedField, number>();
      if (!known.has(field as MappedField)) known.set(field as MappedField, score);
      scores.set(name, known);
    }
  }
}

/** The fields that a header may mean, with how sure. */
export const fieldsOfHeader = (header: string): ReadonlyMap<MappedField, number> =>
  scores.get(plainHeader(header)) ?? new Map();

/** What no account needs and nobody should send along. */
const needless =
  /^(bsn|burgerservicenummer|sofinummer|ssn|socialsecuritynumber|nationalid|geboortedatum|dateofbirth|birthdate|birthday|dob|geboorteplaats|placeofbirth|geslacht|gender|sex|genderpronoun|leeftijd|age|nationaliteit|nationality|burgerlijkestaat|maritalstatus|iban|bank|bankrekening|rekeningnummer|bankaccount|salaris|brutosalaris|salary|loon|uurloon|wage|salarisschaal|schaal|trede|payscale|straat|straatnaam|street|adres|address|huisnummer|postcode|zipcode|postalcode|woonplaats|emailprive|priveemail|privemail|emailprivate|personalemail|privateemail|homeemail|telefoonprive|privetelefoon|mobielprive|homephone|personalphone|verzuim|ziek|ziekmelding|religie|religion|kenteken|paspoortnummer|passportnumber)/;

export const isNeedless = (header: string): boolean => needless.test(plainHeader(header));
