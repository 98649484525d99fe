import { Router } from 'express';

/**
 * The JSON Schemas of what people write, for editors: `/instroom.json` and `/golden.json`. Editors have no key, and there is nothing in
 * them that is not in the README.
 */
export function schemaRoutes(schemas: Readonly<Record<string, object>>): Router {
  const router = Router();
  for (const [name, schema] of Object.entries(schemas)) {
    router.get(`/${name}.json`, (_req, res) => {
      res.type('application/schema+json').set('cache-control', 'max-age=3600').send(JSON.stringify(schema));
    });
  }
  return router;
}
