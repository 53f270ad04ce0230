import type { Answer, Args } from "../../api/types.ts";

export type Settings = Answer<"GET /api/settings">;
export type PeopleSetting = Settings["people"];
export type RulesSetting = Settings["rules"];
export type Person = PeopleSetting["value"][number];
/** A person as they are sent: what the Worker says of their token stays here. */
export type EditedPerson = NonNullable<Args<"PUT /api/settings/people">["body"]>["people"][number];
export type Rules = RulesSetting["value"];
export type Project = Rules["projects"][string];
export type Boundary = Settings["boundaries"][number];

/** Where a setting comes from, and which change of it this is. */
export type Origin = Pick<PeopleSetting, "source" | "version" | "changedBy" | "changedAt">;
