/**
 * Stands in the bundle for the other way in which `agents` could talk with browsers, which they have to ask for: ours don't, and the
 * package is 15 KiB that every isolate would load (wrangler.toml, alias). Whoever asks for it gets no connection.
 * @throws Error always.
 */
export function newWebSocketRpcSession(): never {
  throw new Error("agents are listened to by plain messages here");
}
