import type { Thread } from "../thread.ts";
import { beta } from "./beta.ts";
import { budget } from "./budget.ts";
import { data } from "./data.ts";
import { documents } from "./documents.ts";
import { everyday } from "./everyday.ts";
import { hosting } from "./hosting.ts";
import { licence } from "./licence.ts";
import { payments } from "./payments.ts";
import { scope } from "./scope.ts";
import { security } from "./security.ts";
import { signIn } from "./sign-in.ts";
import { strangers } from "./strangers.ts";

/** All that was written by hand. */
export const threads: readonly Thread[] = [
  ...beta,
  ...signIn,
  ...payments,
  ...licence,
  ...documents,
  ...data,
  ...security,
  ...hosting,
  ...scope,
  ...budget,
  ...everyday,
  ...strangers,
];
