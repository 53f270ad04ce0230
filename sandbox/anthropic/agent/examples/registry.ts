import { calendar } from "./calendar.ts";
import { checkout } from "./checkout.ts";
import type { Example } from "./example.ts";

/** The shipped repositories with a bug: sandbox/examples. */
export const examples: readonly Example[] = [checkout, calendar];
