import { z } from 'zod';

/** The text of an element, also of one that has attributes; empty is missing. Several elements where one is meant are an error. */
const text = z
  .union([z.string(), z.object({ '#text': z.string().optional() }).transform((node) => node['#text'])])
  .optional()
  .transform((value) => {
    const trimmed = value?.trim() ?? '';
    return trimmed === '' ? undefined : trimmed;
  });

const truth = text.transform((value) => (value === undefined ? undefined : value === '1' || value === 'true'));

/** An element that holds others; an empty one is read as text. */
const node = <Shape extends z.ZodRawShape>(inner: Shape) =>
  z.preprocess((value) => (value === '' ? {} : value), z.object(inner));

/** One element or several of one name, or none. */
const many = <Inner extends z.ZodType>(inner: Inner) =>
  z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(inner));

const Reference = node({ ID: many(node({ '#text': text, '@type': text })), '@Descriptor': text });
export type Reference = z.infer<typeof Reference>;

const Organization = node({
  Organization_Reference: Reference.optional(),
  Organization_Data: node({
    Organization_Reference_ID: text,
    Organization_Code: text,
    Organization_Name: text,
    Organization_Type_Reference: Reference.optional(),
  }).optional(),
});
export type Organization = z.infer<typeof Organization>;

/** From the top down; the last one is the worker's own organisation, with the direct manager. */
const Chain = many(
  node({
    Management_Chain_Data: many(
      node({ Organization_Reference: Reference.optional(), Manager_Reference: many(Reference) }),
    ),
  }),
);
export type Chain = z.infer<typeof Chain>;

const Job = node({
  '@Primary_Job': truth,
  Position_Data: node({
    Position_ID: text,
    Position_Title: text,
    Business_Title: text,
    Start_Date: text,
    End_Date: text,
    End_Employment_Date: text,
    Full_Time_Equivalent_Percentage: text,
    Worker_Type_Reference: Reference.optional(),
    Job_Profile_Summary_Data: node({
      Job_Profile_Reference: Reference.optional(),
      Job_Profile_Name: text,
    }).optional(),
    Business_Site_Summary_Data: node({
      Name: text,
      Location_Reference: Reference.optional(),
      Address_Data: many(node({ Country_Reference: Reference.optional() })),
    }).optional(),
  }).optional(),
  Position_Organizations_Data: node({ Position_Organization_Data: many(Organization) }).optional(),
  Position_Management_Chains_Data: node({ Position_Supervisory_Management_Chain_Data: Chain }).optional(),
});
export type Job = z.infer<typeof Job>;

const Status = node({
  Hire_Date: text,
  End_Employment_Date: text,
  Terminated: truth,
  Termination_Date: text,
  Termination_Last_Day_of_Work: text,
  Hire_Rescinded: truth,
  Leave_Status_Data: many(
    node({
      Leave_Request_Event_Reference: Reference.optional(),
      On_Leave: truth,
      Leave_Start_Date: text,
      Leave_End_Date: text,
      Estimated_Leave_End_Date: text,
    }),
  ),
});
export type Status = z.infer<typeof Status>;

const Usage = many(node({ Type_Data: many(node({ '@Primary': truth, Type_Reference: Reference.optional() })) }));
export type Usage = z.infer<typeof Usage>;

const Name = node({ Name_Detail_Data: node({ First_Name: text, Last_Name: text }).optional() });

/** A worker, with the elements that are used. https://learn.microsoft.com/entra/identity/app-provisioning/workday-attribute-reference */
export const Worker = node({
  Worker_Reference: Reference,
  Worker_Data: node({
    Worker_ID: text,
    Universal_ID: text,
    Personal_Data: node({
      Name_Data: node({ Legal_Name_Data: Name.optional(), Preferred_Name_Data: Name.optional() }).optional(),
      Contact_Data: node({
        Email_Address_Data: many(node({ Email_Address: text, Usage_Data: Usage })),
        Phone_Data: many(
          node({
            '@E164_Formatted_Phone': text,
            '@International_Formatted_Phone': text,
            '@Tenant_Formatted_Phone': text,
            Phone_Device_Type_Reference: Reference.optional(),
            Usage_Data: Usage,
          }),
        ),
      }).optional(),
    }).optional(),
    Employment_Data: node({ Worker_Job_Data: many(Job), Worker_Status_Data: Status.optional() }).optional(),
    Organization_Data: node({ Worker_Organization_Data: many(Organization) }).optional(),
    Management_Chain_Data: node({ Worker_Supervisory_Management_Chain_Data: Chain }).optional(),
    Transaction_Log_Entry_Data: node({
      Transaction_Log_Entry: many(
        node({
          Transaction_Log_Data: node({
            Transaction_Log_Type_Reference: many(Reference),
            Transaction_Effective_Moment: text,
            Is_Rescind_Or_Rescinded: truth,
          }).optional(),
        }),
      ),
    }).optional(),
  }),
});
export type Worker = z.infer<typeof Worker>;

/** What Get_Organizations says of one; its names differ from those within a worker. */
export const ListedOrganization = node({
  Organization_Reference: Reference,
  Organization_Data: node({
    Reference_ID: text,
    Name: text,
    Inactive: truth,
    Manager_Reference: many(Reference),
    Hierarchy_Data: node({ Superior_Organization_Reference: Reference.optional() }).optional(),
  }),
});
export type ListedOrganization = z.infer<typeof ListedOrganization>;

const count = text.pipe(
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
);

/** One page of an answer; its rows are read one by one, because one of them may be broken. */
export const PageAnswer = node({
  Response_Results: node({ Total_Results: count, Total_Pages: count, Page_Results: count, Page: count }),
  Response_Data: node({ Worker: many(z.unknown()), Organization: many(z.unknown()) }).optional(),
});
export type PageAnswer = z.infer<typeof PageAnswer>;

/** A fault of SOAP 1.1. */
export const Fault = node({
  faultcode: text,
  faultstring: text,
  detail: node({
    Validation_Fault: node({ Validation_Error: many(node({ Message: text })) }).optional(),
  }).optional(),
});
export type Fault = Partial<z.infer<typeof Fault>>;

export const TokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().optional() });

/** A report; its columns have the aliases that the customer gave them, and an empty one is left out of an entry. */
export const ReportAnswer = z.object({ Report_Entry: z.array(z.record(z.string(), z.unknown())) });

/** The id of one type in a reference, such as WID. */
export const idOf = (reference: Reference | undefined, type: string): string | undefined =>
  reference?.ID.find((id) => id['@type'] === type)?.['#text'];
