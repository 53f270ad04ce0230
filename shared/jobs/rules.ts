import { teamRules } from "../policy/rules.ts";
import { editorialRules } from "./editorial/rules.ts";
import { bugFixRules } from "./bug-fix/rules.ts";
import { meetingRules } from "./meetings/rules.ts";
import { deliveryRules } from "./delivery/rules.ts";
import { projectWatchRules } from "./project-watch/rules.ts";

/** All rules that a team sets for itself: RULES. A job with rules of its own has a line here. */
export const rulesSchema = teamRules.extend({
  editorial: editorialRules.prefault({}),
  bugFix: bugFixRules.prefault({}),
  projectWatch: projectWatchRules.prefault({}),
  delivery: deliveryRules.prefault({}),
  meetings: meetingRules.prefault({}),
});
