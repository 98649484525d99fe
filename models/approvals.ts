import { z } from 'zod';
import { AppRoleName } from './entitlements.ts';

export const AudienceRole = z.enum(['it', 'hr', 'security']);
export type AudienceRole = z.infer<typeof AudienceRole>;

/** Whose yes is asked: the manager of whoever gains, the owners of what is asked for, or the holders of a role. */
export const ApproverKind = z.enum(['manager', 'owner', 'it', 'hr', 'security']);
export type ApproverKind = z.infer<typeof ApproverKind>;

/** People who are asked together. `any`: one yes is enough; `all`: everybody's is needed; a number: so many. One no is always enough. */
export const ApprovalStage = z.strictObject({
  by: z.array(ApproverKind).min(1).describe('who is asked: manager, owner, it, hr, security'),
  need: z
    .union([z.enum(['any', 'all']), z.number().int().min(1).max(20)])
    .default('any')
    .describe('any: one yes is enough; all: everybody has to say yes; or how many'),
});
export type ApprovalStage = z.infer<typeof ApprovalStage>;

const stages = (...by: ApproverKind[][]) =>
  z
    .array(ApprovalStage)
    .min(1)
    .max(5)
    .prefault(by.map((one) => ({ by: one })));

/** Whose yes counts for what, and how long somebody waits for it. Stages follow each other. */
export const Approvals = z.strictObject({
  run: z
    .strictObject({
      by: z.array(AudienceRole).min(1).default(['it']).describe('whose yes counts: it, hr, security'),
    })
    .prefault({})
    .describe('who may release a run that is held'),
  exception: stages(['manager'], ['owner']).describe(
    'whose yes an exception needs, where the catalogue does not say otherwise',
  ),
  replacement: stages(['owner']).describe('whose yes a replacement needs for what its owner has to be asked about'),
  urgentExit: stages(['security', 'hr']).describe('whose yes an urgent exit from Teams needs'),
  drift: stages(['it']).describe('who chooses what becomes of a change made by hand'),
  match: stages(['it']).describe("who says that an account is somebody's"),
  doubt: stages(['it']).describe('who says whether two records of different sources are one person'),
  freeze: stages(['it']).describe('whose yes holding leavers back needs, beside who asks for it'),
  policyChange: z
    .strictObject({
      by: z.array(AudienceRole).min(1).default(['it']).describe('whose yes a changed policy needs'),
      twoAbove: z
        .number()
        .int()
        .min(0)
        .default(25)
        .describe('above so many people for whom something changes, two have to say yes'),
      required: z
        .boolean()
        .default(false)
        .describe('a changed policy waits for a yes before it is used; the policy in force says whether'),
    })
    .prefault({})
    .describe('who accepts a changed policy'),
  remindAfterHours: z.number().int().min(1).max(720).default(24).describe('hours after which an approver is reminded'),
  escalateAfterHours: z
    .number()
    .int()
    .min(1)
    .max(720)
    .default(48)
    .describe("hours after which an approver's deputy, else their manager, is asked as well"),
  expireAfterDays: z
    .number()
    .int()
    .min(1)
    .max(90)
    .default(14)
    .describe('days after which an open request ends unanswered'),
});
export type Approvals = z.infer<typeof Approvals>;

/** Something that people can ask for, and what a replacement does with it. Names exactly one group, licence or app role. */
export const CatalogueItem = z
  .strictObject({
    id: z.string().min(1).max(64).describe('a short name of your own'),
    group: z.string().min(1).optional().describe('a group by name, mail nickname or object id'),
    licence: z.string().min(1).optional().describe('a licence by SKU part number'),
    app: AppRoleName.optional().describe('an app role, as `{app, role}`'),
    title: z.string().max(80).optional().describe('how people call it'),
    description: z.string().max(300).optional().describe('what it is for, in a sentence'),
    owners: z.array(z.string()).default([]).describe('who owns it, by address; without them IT'),
    requestable: z.boolean().default(true).describe('whether people may ask for it'),
    maxDays: z.number().int().min(1).max(3650).default(90).describe('for how many days at most'),
    approval: z
      .array(ApprovalStage)
      .min(1)
      .max(5)
      .optional()
      .describe('whose yes it needs, instead of approvals.exception'),
    breakGlass: z
      .boolean()
      .default(false)
      .describe('may be taken at once for at most a day, with a reason; security hears of it'),
    inReplacement: z
      .enum(['needed', 'ask-owner', 'never'])
      .default('ask-owner')
      .describe('for a stand-in: needed: goes along; ask-owner: its owner is asked; never: stays behind'),
  })
  .superRefine((item, issues) => {
    const named = [item.group, item.licence, item.app].filter((one) => one !== undefined).length;
    if (named !== 1) issues.addIssue({ code: 'custom', message: 'name exactly one of group, licence and app' });
  });
export type CatalogueItem = z.infer<typeof CatalogueItem>;
