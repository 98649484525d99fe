import { z } from 'zod';
import type { Sku } from '../../../models/account.ts';
import { readCollection } from './read-collection.ts';
import type { Reading } from './reading.ts';

const GraphSku = z.object({
  skuId: z.string(),
  skuPartNumber: z.string(),
  consumedUnits: z.number().nullish(),
  prepaidUnits: z.object({ enabled: z.number().nullish() }).nullish(),
  appliesTo: z.string().nullish(),
});

/**
 * The products that licences are bought of, with their seats. Products for the company as a whole are nobody's to hold and are left
 * out. Throws InstroomError when Entra refuses or does not know them: https://learn.microsoft.com/graph/api/subscribedsku-list
 */
export async function readSkus({ connection }: Pick<Reading, 'connection'>): Promise<Sku[]> {
  const skus = await readCollection({
    connection,
    url: `${connection.root}/subscribedSkus?$select=skuId,skuPartNumber,consumedUnits,prepaidUnits,appliesTo`,
    item: GraphSku,
    doing: 'Reading licences',
  });
  return skus
    .filter((sku) => sku.appliesTo?.toLowerCase() !== 'company')
    .map(({ skuId, skuPartNumber, consumedUnits, prepaidUnits }) => {
      const seats = prepaidUnits?.enabled ?? 0;
      // More may be in use than there are seats, after a subscription has shrunk.
      return { skuId, skuPartNumber, seats, free: Math.max(0, seats - (consumedUnits ?? 0)) };
    });
}
