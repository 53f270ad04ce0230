import { and, desc, eq, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { deliveries, tasks } from "./schema.ts";

/** Most deliveries that are looked through for what rests on a document. */
const mostDeliveries = 20;

/** The deliveries of a project that are made of a document, newest first, with what they want. */
export async function citingDeliveries(db: Database, project: string, documentId: string) {
  const isMadeOfIt = sql`exists (select 1 from json_each(${deliveries.documents}) as made_of where json_extract(made_of.value, '$.id') = ${documentId})`;
  return db
    .select({ taskId: deliveries.taskId, title: tasks.title, requirements: deliveries.requirements })
    .from(deliveries)
    .leftJoin(tasks, eq(tasks.id, deliveries.taskId))
    .where(and(eq(deliveries.project, project), isMadeOfIt))
    .orderBy(desc(deliveries.createdAt), desc(deliveries.taskId))
    .limit(mostDeliveries);
}
