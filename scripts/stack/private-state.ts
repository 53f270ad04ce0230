import { chmodSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** The agent's users pass through this one, to folders of theirs whose names they know. */
const passable = "executor";
/** What the Worker, the sandbox and we keep: tokens, the database, mails, repositories, logs. */
const folders = ["blog", "github", "logs", "sandbox", "wrangler"];

/** Makes a stack's folder, and sees to it that nobody but its owner reads what is in it, whoever has made it. */
export function keepPrivate(stateDir: string): void {
  mkdirSync(join(stateDir, passable), { recursive: true });
  for (const name of folders) mkdirSync(join(stateDir, name), { recursive: true });
  for (const name of readdirSync(stateDir)) {
    const path = join(stateDir, name);
    chmodSync(path, name === passable ? 0o711 : statSync(path).isDirectory() ? 0o700 : 0o600);
  }
  chmodSync(stateDir, 0o711);
}
