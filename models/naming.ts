import { z } from 'zod';

/**
 * What happens to an address when somebody's name changes. `never`: it stays. `at-once`: with the name. `after-days`: this many days
 * after the change was seen. `after-choice`: when the person has said yes.
 */
export const Renaming = z.strictObject({
  when: z.enum(['never', 'at-once', 'after-days', 'after-choice']).default('after-choice'),
  days: z.number().int().min(0).max(365).default(14),
});
export type Renaming = z.infer<typeof Renaming>;

/**
 * How names and addresses are made. Lists are candidates, tried in order; `${n}` counts from 2. The address is local part and domain;
 * `mailNickname` and `mail` follow the address where they are not given.
 */
export const Naming = z.strictObject({
  userPrincipalName: z
    .array(z.string())
    .min(1)
    .default(['${callName}.${surname}', '${initials}.${surname}', '${callName}.${surname}${n}']),
  mailNickname: z.array(z.string()).min(1).optional(),
  /** Candidates for the local part of the mail address; without it mail is left to Exchange. */
  mail: z.array(z.string()).min(1).optional(),
  /** A template that gives one of `domains`; without it the first. */
  domain: z.string().optional(),
  /** The longest local part. */
  maxLength: z.number().int().min(4).max(64).default(64),
  /** Local parts that nobody gets. */
  reserved: z
    .array(z.string().min(1))
    .default([
      'admin',
      'administrator',
      'root',
      'postmaster',
      'abuse',
      'hostmaster',
      'webmaster',
      'security',
      'noreply',
      'no-reply',
      'info',
      'support',
    ]),
  rename: Renaming.prefault({}),
});
export type Naming = z.infer<typeof Naming>;
