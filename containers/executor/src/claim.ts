import { once } from "node:events";
import { rename } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { join } from "node:path";
import { SettingsError } from "./settings.ts";

/** The longest name that a socket can have. */
const longest = 100;

/**
 * Shows that a server's folder is in use for as long as this process lives, however it ends: the kernel answers for the
 * socket in it. A number in a file could be another process's by now.
 */
export async function claim(folder: string): Promise<void> {
  const name = socketOf(folder);
  if (Buffer.byteLength(name) > longest)
    throw new SettingsError(
      `WORKSPACES is too long: ${folder} must be at most ${longest - name.length + folder.length} bytes`,
    );
  const server: Server = createServer((visitor) => visitor.destroy());
  server.unref();
  // It is there under its name only when it already answers.
  server.listen(`${name}~`);
  await once(server, "listening");
  await rename(`${name}~`, name);
}

/** Is the server whose folder this is alive? Null: it has not shown yet that it is, or it's none of ours. */
export async function isClaimed(folder: string): Promise<boolean | null> {
  const socket = connect(socketOf(folder));
  try {
    await once(socket, "connect");
    return true;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "ECONNREFUSED") return false;
    if (code === "ENOENT" || code === "EACCES") return null;
    // Too many wait at its door.
    if (code === "EAGAIN") return true;
    throw error;
  } finally {
    socket.destroy();
  }
}

const socketOf = (folder: string): string => join(folder, "alive");
