/** What an HR system said of somebody, under the names of RFC 7643; namespaces of its own as they came. */
export type ScimAttributes = Readonly<Record<string, unknown>>;

/** Somebody whom an HR system pushed. After a withdrawal the record stays, so that it can be said: absence says nothing. */
export interface ScimUser {
  sourceId: string;
  /** Given out by us, never twice. */
  id: string;
  attributes: ScimAttributes;
  /** Grows by one with every change, from 1. */
  version: number;
  createdAt: string;
  changedAt: string;
  /** When the HR system deleted this person (instant); null while it has them. */
  withdrawnAt: string | null;
}

/** The namespace of what RFC 7643, section 4.3, adds for employees. */
export const enterpriseUser = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** What the key of a person may be. */
export type ScimKeyName = 'id' | 'userName' | 'externalId' | 'employeeNumber';

/** What an HR system may ask for somebody by, and what only one person of a source may have. */
export type ScimUniqueName = 'userName' | 'externalId';

/** The people whom HR systems pushed. Whatever is answered as done is on disk. */
export interface ScimUserStore {
  /**
   * `taken`: somebody else of the source has that user name (ignoring case) or external id. `claimed`: somebody else is being written down
   * with it at this moment, or that failed half-way: the same can be tried again.
   */
  add(user: ScimUser): Promise<'done' | 'taken' | 'claimed'>;
  /** Replaces the record if it still has the version before; one atomic step. `changed`: somebody else was first. */
  replace(user: ScimUser): Promise<'done' | 'taken' | 'claimed' | 'changed'>;
  /** Whoever was withdrawn is found as well. */
  find(sourceId: string, id: string): Promise<ScimUser | null>;
  /** Whoever was withdrawn is not found by name. */
  findByName(sourceId: string, name: ScimUniqueName, value: string): Promise<ScimUser | null>;
  /** Everybody whose key, by that attribute, is one of these, those withdrawn too; in the order in which they came. */
  findByKeys(sourceId: string, name: ScimKeyName, keys: readonly string[]): Promise<ScimUser[]>;
  /** All of them, those withdrawn too, in the order in which they came. */
  list(sourceId: string): Promise<ScimUser[]>;
}

/** What is sent back: a status, a body or none, and what stands in the headers. */
export interface ScimAnswer {
  status: number;
  body: object | null;
  location?: string;
  version?: string;
}

/** What comes with a request beside its body. `base` is the address of the source's service, without a slash at the end. */
export interface ScimAsk {
  base: string;
  /** The body as it came. */
  body: Uint8Array;
  query: Readonly<Record<string, unknown>>;
  ifMatch: string | null;
  ifNoneMatch: string | null;
  requestId: string | null;
}

/**
 * SCIM for one source, for whoever showed its token. Refusals are answers as well; what throws is the store's.
 * @see https://www.rfc-editor.org/rfc/rfc7644
 */
export interface ScimDesk {
  create(ask: ScimAsk): Promise<ScimAnswer>;
  replace(id: string, ask: ScimAsk): Promise<ScimAnswer>;
  patch(id: string, ask: ScimAsk): Promise<ScimAnswer>;
  withdraw(id: string, ask: ScimAsk): Promise<ScimAnswer>;
  get(id: string, ask: ScimAsk): Promise<ScimAnswer>;
  list(ask: ScimAsk): Promise<ScimAnswer>;
  bulk(ask: ScimAsk): Promise<ScimAnswer>;
  bulkStatus(requestId: string, ask: ScimAsk): Promise<ScimAnswer>;
  /** What this service can do: `ServiceProviderConfig`, `ResourceTypes` or `Schemas`, or one of these by name. */
  describe(kind: string, name: string | null, ask: ScimAsk): Promise<ScimAnswer>;
}

/** Lets in whoever has a token of the source; null for anybody else, and for a source that is not there. */
export interface ScimService {
  admit(sourceId: string, authorization: string | undefined): Promise<ScimDesk | null>;
  /** The only source that pushes, for addresses that name none; null where there is none, or several. */
  onlySource(): Promise<string | null>;
}
