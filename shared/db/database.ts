import { drizzle } from "drizzle-orm/d1";

export type Database = ReturnType<typeof openDatabase>;

export function openDatabase(env: Pick<Env, "DB">) {
  return drizzle(env.DB);
}
