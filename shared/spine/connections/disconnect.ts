import { eq } from "drizzle-orm";
import { connections } from "../../db/schema.ts";
import type { ConnectedService } from "../../domain/connection.ts";
import type { Ground } from "../ground.ts";
import { record } from "../record.ts";
import { connectionOf } from "./kept.ts";

/** Forgets an account and its tokens. What is due there is refused from now on. Answers whether there was one. */
export async function disconnect(
  ground: Ground,
  { service, by }: { service: ConnectedService; by: string },
): Promise<boolean> {
  const row = await connectionOf(ground, service);
  if (row === undefined) return false;
  await record(
    ground,
    [
      {
        id: `connection/${service}/ended/${row.version}`,
        at: ground.now(),
        taskId: null,
        type: "connection.ended",
        summary: `${by} disconnected ${row.name || row.account} from ${service}`,
        data: { service, account: row.account, by },
      },
    ],
    [ground.db.delete(connections).where(eq(connections.service, service))],
  );
  return true;
}
