/** A request that is made to a door. */
export interface Attempt {
  path: string;
  method: string;
  headers: Record<string, string>;
  body: Uint8Array<ArrayBuffer> | null;
  /** Whether it proves who sends it; without that the answer must be a refusal. */
  proven: boolean;
}

/** Content types that a body may come under. */
export const badTypes = [
  "application/json",
  "application/json; charset=utf-16",
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "",
] as const;
