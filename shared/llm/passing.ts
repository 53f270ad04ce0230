/** Whether a refusal of Claude's API passes with time: 408, 409, 429 and 5xx do, 529 among them. */
export function isPassing(status: number): boolean {
  return status === 408 || status === 409 || status === 429 || status >= 500;
}
