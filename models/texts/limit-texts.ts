import type { UndoneOperation } from '../ledger.ts';
import type { Limit, LimitKind } from '../limit.ts';
import type { OperationKind } from '../plan.ts';
import type { Language } from '../policy.ts';

/** How much of something there is; `recent` of `count` happened already in the last 24 hours. */
export interface Measured {
  count: number;
  recent: number;
  population: number;
}

/** What a verdict says to people: what there is too much of, how much, over which time, the limit, and how to go on. */
export interface LimitTexts {
  withinLimits: string;
  nothingToDo: string;
  limitPassed(kind: OperationKind, measured: Measured, limit: Limit): string;
  /** For operations that were undone before, with who took them back and when. */
  undoneBefore(undone: readonly UndoneOperation[], sentences: readonly string[]): string;

  nobodyAtAll: string;
  mostlySetAside(count: number, total: number): string;
  sourceLimitPassed(kind: LimitKind, measured: Omit<Measured, 'recent'>, limit: Limit): string;
  sourceEmpty(sourceId: string, before: number): string;
  fewerPeople(sourceId: string, people: { before: number; now: number }, limit: Limit): string;
  emptiedField(field: { sourceId: string; name: string }, measured: Omit<Measured, 'recent'>, limit: Limit): string;
  silentSource(sourceId: string, days: number, silenceDays: number): string;

  /** How somebody lets a held plan go on. */
  releaseByApproval: string;
  /** How somebody lets a blocked plan go on. */
  releaseByOverride: string;
}

const percent = (part: number, whole: number): string => `${Math.round((1000 * part) / Math.max(whole, 1)) / 10} %`;

/** What a limit is about, at the start of a sentence. */
const limited: Readonly<Record<Language, Readonly<Record<LimitKind, string>>>> = {
  en: {
    'create-account': 'Accounts to make',
    'update-account': 'Accounts to change',
    'enable-account': 'Accounts to enable',
    'disable-account': 'Accounts to disable',
    'delete-account': 'Accounts to delete',
    'restore-account': 'Accounts to restore',
    'set-manager': 'Managers to set',
    'remove-manager': 'Managers to remove',
    'add-member': 'Group memberships to add',
    'remove-member': 'Group memberships to remove',
    'assign-licence': 'Licences to assign',
    'remove-licence': 'Licences to remove',
    'assign-app-role': 'App roles to assign',
    'remove-app-role': 'App roles to remove',
    'revoke-sessions': 'Sessions to revoke',
    'set-membership-rule': 'Membership rules to set',
    'rename-account': 'Addresses to change',
    'provision-app': 'People to provision in apps',
    'fewer-people': 'People fewer than the time before',
    'emptied-field': 'People whose field is empty all at once',
    'absent-person': 'People with an account who are missing from HR',
    'set-aside-person': 'People with an account whose rows cannot be used',
  },
  nl: {
    'create-account': 'Accounts om te maken',
    'update-account': 'Accounts om te wijzigen',
    'enable-account': 'Accounts om in te schakelen',
    'disable-account': 'Accounts om uit te schakelen',
    'delete-account': 'Accounts om te verwijderen',
    'restore-account': 'Accounts om terug te halen',
    'set-manager': 'Leidinggevenden om in te stellen',
    'remove-manager': 'Leidinggevenden om weg te halen',
    'add-member': 'Groepslidmaatschappen om toe te voegen',
    'remove-member': 'Groepslidmaatschappen om weg te halen',
    'assign-licence': 'Licenties om toe te kennen',
    'remove-licence': 'Licenties om in te trekken',
    'assign-app-role': 'App-rollen om toe te kennen',
    'remove-app-role': 'App-rollen om in te trekken',
    'revoke-sessions': 'Sessies om te beëindigen',
    'set-membership-rule': 'Lidmaatschapsregels om in te stellen',
    'rename-account': 'Adressen om te wijzigen',
    'provision-app': 'Mensen om in apps aan te maken',
    'fewer-people': 'Mensen minder dan de vorige keer',
    'emptied-field': 'Mensen van wie een veld ineens leeg is',
    'absent-person': 'Mensen met een account die in HR ontbreken',
    'set-aside-person': 'Mensen met een account van wie de rijen niet te gebruiken zijn',
  },
};

/** Nobody reads more of them; the plan has them all. */
const mostSentences = 5;

const shorten = (sentences: readonly string[]): string =>
  sentences.length <= mostSentences ? sentences.join(' ') : `${sentences.slice(0, mostSentences).join(' ')} …`;

/** `2026-11-24 08:00` of an instant in UTC. */
const minute = (at: string): string => at.slice(0, 16).replace('T', ' ');

/** Who took operations back and when, each pair once. */
function listWho(undone: readonly UndoneOperation[], say: (by: string, at: string) => string): string {
  return [...new Set(undone.map(({ by, at }) => say(by, minute(at))))].join(', ');
}

const en: LimitTexts = {
  withinLimits: 'Everything is within the limits.',
  nothingToDo: 'There is nothing to do.',
  limitPassed: (kind, { count, recent, population }, limit) =>
    `${limited.en[kind]}: ${count} of ${population} (${percent(count, population)}) within 24 hours${
      recent === 0 ? '' : `, ${recent} of them done already`
    }, and the limit is ${limit.count} and ${percent(limit.share, 1)}. Somebody must approve.`,
  undoneBefore: (undone, sentences) =>
    `Undone before: ${undone.length}, by ${listWho(undone, (by, at) => `${by} on ${at} UTC`)}. Somebody must say that it is to be done again: ${shorten(sentences)}`,

  nobodyAtAll: 'HR gave nobody at all. That is never believed.',
  mostlySetAside: (count, total) =>
    `${count} of ${total} people cannot be used. That looks like a wrong file or mapping; look at the notes before releasing.`,
  sourceLimitPassed: (kind, { count, population }, limit) =>
    `${limited.en[kind]}: ${count} of ${population} (${percent(count, population)}), and the limit is ${limit.count} and ${percent(limit.share, 1)}. That looks like an incomplete source; mend it, or release with a reason.`,
  sourceEmpty: (sourceId, before) =>
    `Source ${sourceId} gave nobody, and the time before ${before}. That looks like an incomplete source; mend it, or release with a reason.`,
  fewerPeople: (sourceId, { before, now }, limit) =>
    `Source ${sourceId} gave ${now} people, and the time before ${before}: ${before - now} fewer (${percent(before - now, before)}), and the limit is ${limit.count} and ${percent(limit.share, 1)}. That looks like an incomplete source; mend it, or release with a reason.`,
  emptiedField: ({ sourceId, name }, { count, population }, limit) =>
    `Source ${sourceId} no longer says ${name} of ${count} people who had it, of ${population} (${percent(count, population)}), and the limit is ${limit.count} and ${percent(limit.share, 1)}. That looks like a lost column; mend it, or release with a reason.`,
  silentSource: (sourceId, days, silenceDays) =>
    `Source ${sourceId} has not changed for ${days} days, and the limit is ${silenceDays}. Look whether it is still delivered, or release with a reason.`,

  releaseByApproval:
    'Approve it in Teams or with instroom apply --yes; a part of it with --only or --except (kinds of operations) or --person.',
  releaseByOverride: 'Mend the source and run again, or release it with instroom apply --override "reason".',
};

const nl: LimitTexts = {
  withinLimits: 'Alles valt binnen de grenzen.',
  nothingToDo: 'Er is niets te doen.',
  limitPassed: (kind, { count, recent, population }, limit) =>
    `${limited.nl[kind]}: ${count} van ${population} (${percent(count, population)}) binnen 24 uur${
      recent === 0 ? '' : `, waarvan ${recent} al gedaan`
    }, en de grens is ${limit.count} en ${percent(limit.share, 1)}. Iemand moet dit goedkeuren.`,
  undoneBefore: (undone, sentences) =>
    `Eerder teruggedraaid: ${undone.length}, door ${listWho(undone, (by, at) => `${by} op ${at} UTC`)}. Iemand moet zeggen dat het opnieuw moet gebeuren: ${shorten(sentences)}`,

  nobodyAtAll: 'HR gaf helemaal niemand. Dat wordt nooit geloofd.',
  mostlySetAside: (count, total) =>
    `${count} van ${total} mensen zijn niet te gebruiken. Dat lijkt op een verkeerd bestand of een verkeerde kolomindeling; bekijk de opmerkingen voor je dit vrijgeeft.`,
  sourceLimitPassed: (kind, { count, population }, limit) =>
    `${limited.nl[kind]}: ${count} van ${population} (${percent(count, population)}), en de grens is ${limit.count} en ${percent(limit.share, 1)}. Dat lijkt op een onvolledige bron; herstel die, of geef vrij met een reden.`,
  sourceEmpty: (sourceId, before) =>
    `Bron ${sourceId} gaf niemand, en de vorige keer ${before}. Dat lijkt op een onvolledige bron; herstel die, of geef vrij met een reden.`,
  fewerPeople: (sourceId, { before, now }, limit) =>
    `Bron ${sourceId} gaf ${now} mensen, en de vorige keer ${before}: ${before - now} minder (${percent(before - now, before)}), en de grens is ${limit.count} en ${percent(limit.share, 1)}. Dat lijkt op een onvolledige bron; herstel die, of geef vrij met een reden.`,
  emptiedField: ({ sourceId, name }, { count, population }, limit) =>
    `Bron ${sourceId} zegt ${name} niet meer van ${count} mensen die het hadden, van ${population} (${percent(count, population)}), en de grens is ${limit.count} en ${percent(limit.share, 1)}. Dat lijkt op een verdwenen kolom; herstel die, of geef vrij met een reden.`,
  silentSource: (sourceId, days, silenceDays) =>
    `Bron ${sourceId} is ${days} dagen niet veranderd, en de grens is ${silenceDays}. Kijk of de levering nog loopt, of geef vrij met een reden.`,

  releaseByApproval:
    'Keur het goed in Teams of met instroom apply --yes; een deel ervan met --only of --except (soorten bewerkingen) of --person.',
  releaseByOverride: 'Herstel de bron en draai opnieuw, of geef vrij met instroom apply --override "reden".',
};

const catalogue: Readonly<Record<Language, LimitTexts>> = { en, nl };

export function limitTexts(language: Language): LimitTexts {
  return catalogue[language];
}
