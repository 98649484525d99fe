import type { Json, Properties } from '../world/records.ts';
import { badRequest, invalidValue } from './refusal.ts';

export type PropertyType = 'text' | 'flag' | 'instant' | 'texts' | 'object' | 'objects' | 'number';

/** What is known of one property of a resource. */
export interface PropertyRule {
  type: PropertyType;
  /** `never`: read-only. `apart`: lives outside the directory store, where an app cannot write. `create`: not changed later. */
  write: 'always' | 'create' | 'never' | 'apart';
  isNullable: boolean;
  /** Comes without being asked for by `$select`. */
  isDefault: boolean;
  /** `plain`: may be filtered on as it is; `advanced`: only with `ConsistencyLevel: eventual` and `$count=true`. */
  filter: 'plain' | 'advanced' | 'none';
  maxLength?: number;
  maxItems?: number;
  pattern?: RegExp;
  /** Fields of an object, each a text or null. */
  fields?: readonly string[];
  /** What a PATCH of an object does to fields that it leaves out. */
  omitted?: 'kept' | 'nulled';
}

export interface ResourceTable {
  /** As error messages call it. */
  resource: 'User' | 'Group' | 'ServicePrincipal';
  /** As OData calls it. */
  odataType: string;
  properties: Readonly<Record<string, PropertyRule>>;
  /** What can be expanded or tracked beside properties. */
  navigations: readonly string[];
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,7})?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Checks the properties of a body against the table; annotations (`@odata.type`) are passed over.
 * Returns the values in the form in which they are kept; null for "clear it". Throws a Refusal (400) otherwise.
 */
export function checkProperties(table: ResourceTable, body: Properties, mode: 'create' | 'update'): Properties {
  const checked: Properties = {};
  for (const [name, value] of Object.entries(body)) {
    if (name === '@odata.type') continue;
    const rule = Object.hasOwn(table.properties, name) ? table.properties[name] : undefined;
    if (rule === undefined) throw badRequest(`Invalid property '${name}'.`);
    if (rule.write === 'never' || (rule.write === 'create' && mode === 'update'))
      throw badRequest(`Property '${name}' is read-only and cannot be set.`);
    if (rule.write === 'apart')
      throw badRequest(
        `Property '${name}' of resource '${table.resource}' cannot be written with application permissions.`,
      );
    if (value === null && !rule.isNullable) throw invalidValue(name, table.resource);
    checked[name] = value === null ? null : checkValue(rule, value, () => invalidValue(name, table.resource));
  }
  return checked;
}

function checkValue(rule: PropertyRule, value: Json, refusal: () => Error): Json {
  switch (rule.type) {
    case 'text':
      return checkText(rule, value, refusal);
    case 'flag':
      if (typeof value !== 'boolean') throw refusal();
      return value;
    case 'instant': {
      const millis = typeof value === 'string' && instant.test(value) ? Date.parse(value) : Number.NaN;
      if (Number.isNaN(millis)) throw refusal();
      return formatInstant(new Date(millis));
    }
    case 'texts':
      if (!Array.isArray(value) || value.length > (rule.maxItems ?? Number.POSITIVE_INFINITY)) throw refusal();
      return value.map((item) => checkText(rule, item, refusal));
    case 'object':
      return checkObject(rule, value, refusal);
    default:
      throw refusal();
  }
}

function checkText(rule: PropertyRule, value: Json, refusal: () => Error): string {
  if (typeof value !== 'string' || value === '') throw refusal();
  if (value.length > (rule.maxLength ?? Number.POSITIVE_INFINITY)) throw refusal();
  if (rule.pattern !== undefined && !rule.pattern.test(value)) throw refusal();
  return value;
}

function checkObject(rule: PropertyRule, value: Json, refusal: () => Error): Json {
  if (!isObject(value)) throw refusal();
  const fields = Object.entries(value).filter(([name]) => name !== '@odata.type');
  for (const [name, field] of fields) {
    if (!(rule.fields ?? []).includes(name)) throw refusal();
    if (field !== null) checkText(rule, field, refusal);
  }
  return Object.fromEntries(fields);
}

/** Properties after a write of checked values: null clears, an object is merged or replaced as its rule says. */
export function mergeProperties(table: ResourceTable, before: Properties, checked: Properties): Properties {
  const merged: Properties = { ...before };
  for (const [name, value] of Object.entries(checked)) {
    if (value === null) delete merged[name];
    else merged[name] = isObject(value) ? mergeObject(table.properties[name], before[name], value) : value;
  }
  return merged;
}

function mergeObject(rule: PropertyRule | undefined, before: Json | undefined, value: Properties): Properties {
  const empty = Object.fromEntries((rule?.fields ?? []).map((name) => [name, null]));
  return { ...empty, ...(rule?.omitted === 'kept' && isObject(before) ? before : {}), ...value };
}

export function isObject(value: unknown): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An instant as Graph writes it: without a fraction when there is none. */
export function formatInstant(date: Date): string {
  return date.toISOString().replace('.000Z', 'Z');
}
