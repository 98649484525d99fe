export interface RefusalDetail {
  code: string;
  message: string;
  target: string;
}

/** An answer of Graph that is not a success; thrown where the reason is found and answered at the door. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: readonly RefusalDetail[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    more: { details?: readonly RefusalDetail[]; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.details = more.details ?? [];
    this.headers = more.headers ?? {};
  }
}

export const badRequest = (message: string, details?: readonly RefusalDetail[]): Refusal =>
  new Refusal(400, 'Request_BadRequest', message, details === undefined ? {} : { details });

export const unsupportedQuery = (message: string): Refusal => new Refusal(400, 'Request_UnsupportedQuery', message);

export const notFound = (key: string): Refusal =>
  new Refusal(
    404,
    'Request_ResourceNotFound',
    `Resource '${key}' does not exist or one of its queried reference-property objects are not present.`,
  );

export const denied = (message = 'Insufficient privileges to complete the operation.'): Refusal =>
  new Refusal(403, 'Authorization_RequestDenied', message);

export const invalidValue = (property: string, resource: string): Refusal => {
  const message = `Invalid value specified for property '${property}' of resource '${resource}'.`;
  return badRequest(message, [{ code: 'InvalidValue', message, target: property }]);
};

export const unsupportedExpand = (expand: string): Refusal =>
  new Refusal(400, 'BadRequest', `Parsing OData Select and Expand failed: '${expand}' is not supported here.`);
