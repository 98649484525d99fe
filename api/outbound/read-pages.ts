/** One page of something longer. `nextUrl` may be relative to the page's own address; null on the last page. */
export interface Page {
  nextUrl: string | null;
}

/**
 * Follows pages to the last one. Whole or it throws (the error that `refuse` makes of a sentence): what `readPage`
 * throws goes through, a link to another server is not followed, and a page that was there before ends the reading.
 */
export async function* readPages<P extends Page>(
  firstUrl: string,
  readPage: (url: string) => Promise<P>,
  refuse: (sentence: string) => Error,
): AsyncGenerator<P> {
  const { origin } = new URL(firstUrl);
  const seen = new Set<string>();
  for (let url: string | null = firstUrl; url !== null; ) {
    if (seen.has(url)) throw refuse('The pages go round in a circle.');
    seen.add(url);
    const page: P = await readPage(url);
    yield page;
    url = page.nextUrl === null ? null : resolve(page.nextUrl, url, refuse);
    if (url !== null && new URL(url).origin !== origin) throw refuse('A page continues on another server.');
  }
}

function resolve(link: string, from: string, refuse: (sentence: string) => Error): string {
  if (!URL.canParse(link, from)) throw refuse('A page names a next page that is no address.');
  // An absolute link is followed to the letter: https://learn.microsoft.com/graph/paging
  return URL.canParse(link) ? link : new URL(link, from).href;
}
