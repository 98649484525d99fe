import type { Unit } from '../../../../models/person.ts';
import { type Element, reference, type Showing, unitReference, workerReference } from './element-parts.ts';
import { toWid } from './to-records.ts';

/** The element of a supervisory organisation, as Get_Organizations names its parts. */
export function toOrganizationElement(
  { unitKey, name, parentKey, headPersonKey }: Unit,
  { workerOf, units }: Pick<Showing, 'workerOf' | 'units'>,
): Element {
  const head = headPersonKey === undefined ? undefined : workerOf(headPersonKey);
  return {
    'wd:Organization_Reference': unitReference(unitKey, name),
    'wd:Organization_Data': {
      'wd:Reference_ID': unitKey,
      'wd:Name': name,
      'wd:Organization_Type_Reference': reference(toWid('type', 's'), { Organization_Type_ID: 'SUPERVISORY' }),
      'wd:Inactive': '0',
      ...(headPersonKey === undefined
        ? {}
        : {
            'wd:Manager_Reference':
              head === undefined
                ? reference(toWid('gone', headPersonKey), { Employee_ID: headPersonKey })
                : workerReference(head),
          }),
      'wd:Hierarchy_Data':
        parentKey === undefined
          ? ''
          : { 'wd:Superior_Organization_Reference': unitReference(parentKey, units.get(parentKey)?.name) },
    },
  };
}
