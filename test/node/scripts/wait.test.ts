import { expect, it } from "vitest";
import { AskedTooMuch, waitFor } from "../../../scripts/stack/wait.ts";

it("stands aside as long as it is told to, though its own time is shorter, and looks less often the longer it takes", async () => {
  const began = Date.now();
  let asked = 0;
  const seen = await waitFor("what is there in the end", 300, async () => {
    if (++asked === 1) throw new AskedTooMuch("429", 400);
    return Date.now() - began;
  });
  expect(asked).toBe(2);
  expect(seen).toBeGreaterThanOrEqual(395);

  let looks = 0;
  await expect(waitFor("what never comes", 1200, async () => void ++looks)).rejects.toThrow("in vain");
  expect(looks).toBeLessThanOrEqual(13);
});
