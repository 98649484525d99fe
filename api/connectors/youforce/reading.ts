import type { CalendarDate, NameUse, Person } from '../../../models/person.ts';
import type { YouforceSource } from '../../../models/sources/youforce-source.ts';
import type { SourceTexts } from '../../../models/texts/source-texts.ts';
import type { Lookups } from './to-lookups.ts';

/** What the rows of people are read with. */
export interface Reading {
  source: YouforceSource;
  texts: SourceTexts;
  /** In the organisation's time zone. */
  today: CalendarDate;
  nameUses: Readonly<Record<string, NameUse>>;
  lookups: Lookups;
  /** Somebody as they were read before, if they were: the system may show what is to come in place of what is. */
  before(personKey: string): Person | undefined;
}
