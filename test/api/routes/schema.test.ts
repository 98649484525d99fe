import assert from 'node:assert/strict';
import express from 'express';
import request from 'supertest';
import { goldenSchema } from '../../../api/policy/golden/golden-schema.ts';
import { policySchema } from '../../../api/policy/policy-schema.ts';
import { schemaRoutes } from '../../../api/routes/schema.ts';

describe('the schemas for editors', () => {
  const app = express().use('/schema', schemaRoutes({ instroom: policySchema(), golden: goldenSchema() }));

  it('are served as JSON, without a key', async () => {
    for (const [name, title] of [
      ['instroom', /policy of Instroom/],
      ['golden', /Golden people/],
    ] as const) {
      const answer = await request(app).get(`/schema/${name}.json`);
      assert.equal(answer.status, 200);
      assert.match(answer.headers['content-type'] ?? '', /^application\/schema\+json/);
      assert.match(answer.body.title, title);
    }
  });

  it('are no others', async () => {
    assert.equal((await request(app).get('/schema/other.json')).status, 404);
  });
});
