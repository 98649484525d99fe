import { z } from 'zod';

/**
 * What happens to an address when somebody's name changes. `never`: it stays. `at-once`: with the name. `after-days`: this many days
 * after the change was seen. `after-choice`: when the person has said yes.
 */
export const Renaming = z.strictObject({
  when: z
    .enum(['never', 'at-once', 'after-days', 'after-choice'])
    .default('after-choice')
    .describe('when the address follows a changed name'),
  days: z
    .number()
    .int()
    .min(0)
    .max(365)
    .default(14)
    .describe('with after-days: this many days after the change was seen'),
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
    .default(['${callName}.${surname}', '${initials}.${surname}', '${callName}.${surname}${n}'])
    .describe('templates for the local part of new addresses, tried in order; `${n}` counts from 2'),
  mailNickname: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('templates for the mail nickname; without it that of the address'),
  mail: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('templates for the local part of the mail address; without it mail is left to Exchange'),
  domain: z.string().optional().describe('a template that gives one of `domains`; without it the first'),
  maxLength: z.number().int().min(4).max(64).default(64).describe('the longest local part'),
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
    ])
    .describe('local parts that nobody gets'),
  rename: Renaming.prefault({}).describe("what happens to an address when somebody's name changes"),
});
export type Naming = z.infer<typeof Naming>;
