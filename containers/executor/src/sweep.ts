import { lstatSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { isClaimed } from "./claim.ts";
import { log } from "./log.ts";
import { killByUser, killInside, usersWithProcesses } from "./processes.ts";
import { removeFolder } from "./remove-folder.ts";

/** What the folders of servers begin with. */
export const serverFolder = "signalbox-executor-";

const usersSchema = z.object({ first: z.int().min(1), count: z.int() });
/** Users that a server gives to agents and proofs, by their numbers. */
type Users = z.infer<typeof usersSchema>;

/** A server that has not come to show that it lives in this time never will. */
const startsWithinMs = 60_000;

/** Writes down which users a server takes, for whoever has to clean up after it. */
export async function recordUsers(root: string, users: Users): Promise<void> {
  await writeFile(join(root, "users.json"), JSON.stringify(users), { mode: 0o600 });
}

/**
 * Ends and removes what servers that were killed have left in this folder: the processes of their agents, their own
 * git, their assignments' folders. Servers that live are left alone.
 */
export async function sweepLeftovers(workspaces: string): Promise<void> {
  const dead: { root: string; users: Users | null }[] = [];
  const taken: Users[] = [];
  for (const name of await readdir(workspaces)) {
    const root = join(workspaces, name);
    if (!name.startsWith(serverFolder) || !isOurs(root)) continue;
    const alive = await isClaimed(root);
    const users = await usersOf(root);
    if (alive === false || (alive === null && isOld(root))) dead.push({ root, users });
    else if (users !== null) taken.push(users);
  }
  const isTaken = (uid: number): boolean => taken.some((users) => includes(users, uid));
  for (const { root, users } of dead) {
    if (users !== null)
      for (const uid of await usersWithProcesses())
        if (includes(users, uid) && !isTaken(uid)) await killByUser({ uid, gid: uid });
    await killInside(root);
    await removeFolder(root, "executor.folder_left");
    log.info("executor.swept", { reason: root });
  }
}

const includes = ({ first, count }: Users, uid: number): boolean => uid >= first && uid < first + count;

async function usersOf(root: string): Promise<Users | null> {
  try {
    return usersSchema.parse(JSON.parse(await readFile(join(root, "users.json"), "utf8")));
  } catch (error) {
    // No users of its own; or it was killed while it wrote them down, and has started nobody.
    if (error instanceof SyntaxError || (error instanceof Error && "code" in error)) return null;
    throw error;
  }
}

/** Another server that starts now may have swept it already. */
const isOurs = (root: string): boolean =>
  lstatSync(root, { throwIfNoEntry: false })?.uid === process.geteuid?.();

const isOld = (root: string): boolean => {
  const found = lstatSync(root, { throwIfNoEntry: false });
  return found !== undefined && Date.now() - found.mtimeMs > startsWithinMs;
};
