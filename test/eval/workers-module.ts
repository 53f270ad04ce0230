/** Stands for `cloudflare:workers` where the desk's kinds are read outside of a Worker: there nothing runs after an answer. */
export function waitUntil(_promise: Promise<unknown>): void {
  throw new Error("there is no Worker here that could wait");
}
