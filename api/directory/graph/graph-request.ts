/** One request inside a batch; `url` is relative to the version root and starts with a slash. */
export interface GraphRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  url: string;
  body?: Record<string, unknown>;
}

/**
 * What came back for it. Status 0: no answer, so nobody knows whether it was carried out; `failure` says what went
 * wrong.
 */
export interface GraphAnswer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
  failure?: unknown;
}
