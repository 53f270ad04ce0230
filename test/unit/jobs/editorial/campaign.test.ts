import { expect, it } from "vitest";
import { campaign } from "../../../../shared/jobs/editorial/kinds/campaign/campaign.ts";

it.each([
  [["bluesky"], "bluesky; no mail, as nobody is named to send it to"],
  [["bluesky", "announcement"], "bluesky, mail"],
])("a campaign whose pieces are %j says so: %s", (steps, size) => {
  const draft = { bluesky: "It is out.", mail: { subject: "It is out", text: "Look." } };
  expect(campaign.outline(draft, steps).size).toBe(size);
});
