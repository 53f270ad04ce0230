import { expect, it } from "vitest";
import { peopleSchema } from "../../../../shared/domain/person.ts";
import { addressed } from "../../../../shared/integrations/slack/mention.ts";
import { mrkdwn, textOf } from "../../../../shared/integrations/slack/mrkdwn.ts";

const people = peopleSchema.parse([{ id: "lena", name: "Lena Fischer", role: "approver", slack: "U0LENA" }]);

it.each([
  ["lena", "<@U0LENA> it is done"],
  ["slack:U0PRIYA", "<@U0PRIYA> it is done"],
  ["mail:tom@customer.example", "tom@customer.example: it is done"],
])("%s is spoken to as Slack can show it", (actor, said) => {
  expect(textOf(mrkdwn`${addressed(people, actor)} it is done`)).toBe(said);
});
