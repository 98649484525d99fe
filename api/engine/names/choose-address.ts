import type { World } from '../survey-world.ts';
import { candidates, firstAddress } from './desired-names.ts';
import type { TemplateFacts } from './person-facts.ts';
import type { Claimant, TakenAddresses } from './taken-addresses.ts';
import type { Template } from './template.ts';

/** Somebody who needs an address, with what the naming rules look at. `domain` is in lower case. */
export interface Asker extends Claimant {
  facts: TemplateFacts;
  domain: string;
  /** Nothing is kept for this person yet, so that numbers that were taken for others need not be tried again. */
  isNew: boolean;
}

/** What naming rules give: a free address, the one that is there already, or none. */
export type Chosen = { kind: 'free'; address: string } | { kind: 'current' } | { kind: 'none' };

export interface AddressChooser {
  /**
   * The first free address by the candidates for UPN or mail. With `current`, the address that is there already, the answer is that it
   * stays when it is among the candidates.
   */
  choose(list: 'userPrincipalName' | 'mail', asker: Asker, current?: string | null): Chosen;
  /** The address that somebody would have if nobody else had it; null when the names give none. */
  wish(facts: TemplateFacts, domain: string): string | null;
  /** The nickname for an account with this address: by its own candidates, else that of the address, with a number where it is taken. */
  chooseNickname(asker: Asker, address: string): string;
  /** The domain for somebody; a value that is none of the policy's domains is `unknown`. */
  domainFor(facts: TemplateFacts): { kind: 'domain'; domain: string } | { kind: 'unknown'; value: string | null };
}

/** Where a candidate has to be free: an address by its ending `@…`, or, with an empty ending, a nickname. */
interface Place {
  ending: string;
  /** What is there already; null when nothing is. */
  current: string | null;
}

const nicknames: Place = { ending: '', current: null };

type Tried = { kind: 'free'; local: string } | { kind: 'current' } | { kind: 'none' };

/** Chooses among the candidates of the policy what nobody else has. */
export function createAddressChooser(world: Pick<World, 'input'>, taken: TakenAddresses): AddressChooser {
  const { policy, userPrincipalNames, mailNicknames, mails, addressDomain } = world.input.policy;
  const lists = { userPrincipalName: userPrincipalNames, mail: mails ?? [] };
  const { maxLength, reserved } = policy.names;
  const words = new Set(reserved.map((word) => word.toLowerCase()));
  const domains = new Set(policy.domains.map((domain) => domain.toLowerCase()));
  const [firstDomain = ''] = domains;
  const counted = new Map<string, number>();

  const isTaken = (local: string, { ending }: Place, asker: Asker): boolean =>
    ending === '' ? taken.isNicknameTaken(local, asker) : taken.isTaken(local + ending, asker);
  // Asked of every joiner: made once, for the place that is looked at.
  let counting = '';
  const countOn = (base: string): number => counted.get(counting + base) ?? 2;
  const tryRule = (template: Template, asker: Asker, place: Place): Tried => {
    counting = `${place.ending} `;
    const firstNumber = asker.isNew ? countOn : undefined;
    for (const { local, number, base } of candidates(asker.facts, { templates: [template], maxLength, firstNumber })) {
      if (local + place.ending === place.current) return { kind: 'current' };
      if (!words.has(local) && !isTaken(local, place, asker)) return { kind: 'free', local };
      if (number !== null) counted.set(counting + base, number + 1);
    }
    return { kind: 'none' };
  };
  /** Rules after the first free one are only asked whether they give what is there. */
  const walk = (templates: readonly Template[], asker: Asker, place: Place): Tried => {
    let best: Tried = { kind: 'none' };
    for (const template of templates) {
      const tried = tryRule(template, asker, place);
      if (tried.kind === 'current') return tried;
      if (best.kind === 'none') best = tried;
    }
    return best;
  };

  return {
    choose: (list, asker, current = null) => {
      const ending = `@${asker.domain}`;
      const found = walk(lists[list], asker, { ending, current });
      return found.kind === 'free' ? { kind: 'free', address: found.local + ending } : found;
    },
    wish: (facts, domain) => firstAddress(userPrincipalNames, facts, domain, maxLength),
    chooseNickname: (asker, address) => {
      const found = mailNicknames === null ? null : walk(mailNicknames, asker, nicknames);
      const own = address.slice(0, address.indexOf('@'));
      const nickname =
        found?.kind === 'free' ? found.local : freeNickname(own, (local) => taken.isNicknameTaken(local, asker));
      taken.reserveNickname(nickname, asker.personKey);
      return nickname;
    },
    domainFor: (facts) => {
      if (addressDomain === null) return { kind: 'domain', domain: firstDomain };
      const value = addressDomain.fillWhole(facts);
      const domain = value?.toLowerCase() ?? '';
      return domains.has(domain) ? { kind: 'domain', domain } : { kind: 'unknown', value };
    },
  };
}

export const domainOf = (address: string): string => address.slice(address.indexOf('@') + 1);

function freeNickname(wished: string, isTaken: (nickname: string) => boolean): string {
  let nickname = wished;
  for (let number = 2; isTaken(nickname); number++) {
    const digits = String(number);
    nickname = `${wished.slice(0, 64 - digits.length)}${digits}`;
  }
  return nickname;
}
