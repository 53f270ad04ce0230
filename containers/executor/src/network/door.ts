import { createServer } from "node:net";

/**
 * The first program inside a closed network. It opens the one way out, hands it over to the server, which listens on it
 * from outside, and becomes the program that all this is for: no code of the agent's has run before, and nothing of this
 * one is left after. Arguments: the door's port, then the program's path and arguments.
 */
const [port = "", program = "", ...rest] = process.argv.slice(2);

const gate = createServer().listen(Number(port), "127.0.0.1", () => process.send?.("open", gate));
// The server's only word: it has taken the door.
process.once("message", () => {
  process.disconnect();
  process.execve?.(program, [program, ...rest], {});
});
