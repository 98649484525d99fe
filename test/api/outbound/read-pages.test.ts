import assert from 'node:assert/strict';
import { readPages } from '../../../api/outbound/read-pages.ts';

const refuse = (sentence: string) => new Error(`refused: ${sentence}`);

async function collect(pages: Record<string, string | null>, first = 'https://hr.example/a'): Promise<string[]> {
  const read: string[] = [];
  const readPage = async (url: string) => {
    const nextUrl = pages[url];
    if (nextUrl === undefined) throw new Error(`no page at ${url}`);
    return { nextUrl, url };
  };
  for await (const page of readPages(first, readPage, refuse)) read.push(page.url);
  return read;
}

describe('read pages', () => {
  it('follows links to the last page, to the letter', async () => {
    const odd = "https://hr.example/b?$skiptoken=X'1%3d&$top=5&a=1&a=2";
    assert.deepEqual(await collect({ 'https://hr.example/a': odd, [odd]: null }), ['https://hr.example/a', odd]);
  });

  it('resolves a relative link', async () => {
    const pages = { 'https://hr.example/a': '/b?page=2', 'https://hr.example/b?page=2': null };
    assert.deepEqual(await collect(pages), ['https://hr.example/a', 'https://hr.example/b?page=2']);
  });

  it('does not go to another server', async () => {
    await assert.rejects(collect({ 'https://hr.example/a': 'https://elsewhere.example/b' }), /another server/);
    await assert.rejects(collect({ 'https://hr.example/a': 'http://hr.example/b' }), /another server/);
  });

  it('does not go round in a circle', async () => {
    const pages = { 'https://hr.example/a': 'https://hr.example/b', 'https://hr.example/b': 'https://hr.example/a' };
    await assert.rejects(collect(pages), /circle/);
  });

  it('throws what a page throws, and for a link that is no address', async () => {
    await assert.rejects(collect({ 'https://hr.example/a': 'https://hr.example/gone' }), /no page/);
    await assert.rejects(collect({ 'https://hr.example/a': 'http://[' }), /no address/);
  });
});
