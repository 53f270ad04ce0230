import { artefacts } from "./artefacts.ts";
import { board } from "./board.ts";
import { bundle } from "./bundle.ts";
import { burst } from "./burst.ts";
import { dashboard } from "./dashboard.ts";
import { delivery } from "./delivery.ts";
import { dollars } from "./dollars.ts";
import { editorial } from "./editorial.ts";
import { fix } from "./fix.ts";
import { holds } from "./holds.ts";
import { lists } from "./lists.ts";
import { live } from "./live.ts";
import { memory } from "./memory.ts";
import { operations } from "./operations.ts";
import { overload } from "./overload.ts";
import type { Section } from "./section.ts";
import { scheduled } from "./scheduled.ts";
import { site } from "./site.ts";
import { watch } from "./watch.ts";

/**
 * All that can be measured, in the order in which it is. A new section is a file and a line here. The last two leave work
 * that isn't done, which on a shared system would be in the way of others.
 */
export const sections: Record<string, Section> = {
  editorial,
  operations,
  dollars,
  bundle,
  artefacts,
  memory,
  site,
  lists,
  holds,
  scheduled,
  watch,
  board,
  delivery,
  fix,
  live,
  dashboard,
  burst,
  overload,
};
