import type { Language } from '../policy.ts';

/** What a forecast says of one person on one day. */
export interface ForecastTexts {
  prepared: string;
  starts: string;
  startsWaiting(what: string): string;
  moves(gains: readonly string[], losses: readonly string[]): string;
  leaveStarts: string;
  leaveEnds: string;
  leaves: string;
  accessEnds: string;
  deleted: string;
  expires(items: readonly string[]): string;
  begins(items: readonly string[]): string;
}

const list = (items: readonly string[]): string =>
  items.length <= 5 ? items.join(', ') : `${items.slice(0, 5).join(', ')} … (${items.length})`;

const en: ForecastTexts = {
  prepared: 'account is prepared',
  starts: 'first day: account is enabled',
  startsWaiting: (what) => `should start, and waits: ${what}`,
  moves: (gains, losses) =>
    [gains.length > 0 ? `gains ${list(gains)}` : '', losses.length > 0 ? `loses ${list(losses)}` : '']
      .filter((part) => part !== '')
      .join('; ') || 'attributes change',
  leaveStarts: 'leave begins',
  leaveEnds: 'is back from leave',
  leaves: 'has left: account is disabled',
  accessEnds: 'access is taken away',
  deleted: 'account is deleted',
  expires: (items) => `expires: ${list(items)}`,
  begins: (items) => `begins: ${list(items)}`,
};

const nl: ForecastTexts = {
  prepared: 'account wordt klaargezet',
  starts: 'eerste dag: account wordt ingeschakeld',
  startsWaiting: (what) => `zou moeten beginnen, en wacht: ${what}`,
  moves: (gains, losses) =>
    [gains.length > 0 ? `krijgt ${list(gains)}` : '', losses.length > 0 ? `verliest ${list(losses)}` : '']
      .filter((part) => part !== '')
      .join('; ') || 'gegevens wijzigen',
  leaveStarts: 'verlof begint',
  leaveEnds: 'is terug van verlof',
  leaves: 'is vertrokken: account wordt uitgeschakeld',
  accessEnds: 'toegang wordt weggehaald',
  deleted: 'account wordt verwijderd',
  expires: (items) => `verloopt: ${list(items)}`,
  begins: (items) => `gaat in: ${list(items)}`,
};

export const forecastTexts: Readonly<Record<Language, ForecastTexts>> = { en, nl };
