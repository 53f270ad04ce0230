import { Alert, Button, Group, Input, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import type { ReactElement } from "react";
import { oneOf } from "../../../parts/address.ts";
import { fieldsOf } from "../../../parts/form/fields.ts";
import { useNow } from "../../../parts/use-now.ts";
import { ZoneField } from "../zone-field.tsx";
import { zonedWords } from "../zone.ts";
import { type ScheduleDraft, timingOf } from "./schedule-draft.ts";
import { foresee } from "./schedule-words.ts";

const repeatings = ["cron", "once"] as const;

/** Expressions that people want most, to begin with. */
const usual = [
  ["Weekdays at 9", "0 9 * * 1-5"],
  ["Mondays at 9", "0 9 * * 1"],
  ["First of the month", "0 9 1 * *"],
  ["Last day of the month", "0 17 L * *"],
] as const;

/** When a schedule happens, with its next times as they would be. */
export function TimingFields({ form }: { form: UseFormReturnType<ScheduleDraft> }): ReactElement {
  const fields = fieldsOf(form);
  const { repeats, timeZone } = form.values;
  return (
    <Stack gap="sm">
      <Input.Wrapper label="When" labelElement="div">
        <div>
          <SegmentedControl
            aria-label="When"
            data={[
              { value: "cron", label: "Again and again" },
              { value: "once", label: "Once" },
            ]}
            value={repeats}
            onChange={(value) => form.setFieldValue("repeats", oneOf(value, repeatings) ?? "cron")}
          />
        </div>
      </Input.Wrapper>
      <Group grow align="flex-start">
        {repeats === "cron" ? (
          <TextInput
            label="Cron expression"
            description="Minute, hour, day, month, weekday."
            styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
            required
            {...fields.text("cron")}
          />
        ) : (
          <TextInput
            type="datetime-local"
            label="Date and time"
            description="As the clock shows it in the zone."
            required
            {...fields.text("moment")}
          />
        )}
        <ZoneField
          label="Time zone"
          description="Summer and winter time are followed."
          value={timeZone}
          onChange={(zone) => form.setFieldValue("timeZone", zone)}
        />
      </Group>
      {repeats === "cron" && (
        <Group gap="xs">
          {usual.map(([words, cron]) => (
            <Button
              key={cron}
              size="compact-xs"
              variant="default"
              onClick={() => form.setFieldValue("cron", cron)}
            >
              {words}
            </Button>
          ))}
        </Group>
      )}
      <Foreseen draft={form.values} />
    </Stack>
  );
}

function Foreseen({ draft }: { draft: ScheduleDraft }): ReactElement {
  const now = useNow(10_000);
  const when = timingOf(draft);
  const foreseen =
    when === null ? { problem: "that is no date and time" } : foresee(when, draft.timeZone, now);
  if ("problem" in foreseen)
    return (
      <Alert color="orange" variant="light" py="xs" aria-live="polite">
        {foreseen.problem}
      </Alert>
    );
  return (
    <Alert color="gray" variant="light" py="xs" aria-live="polite">
      <Text size="sm" fw={600}>
        {foreseen.words}
      </Text>
      <Text size="sm" style={{ fontVariantNumeric: "tabular-nums" }}>
        {foreseen.next.map((at) => zonedWords(at, draft.timeZone)).join(" · ")}
      </Text>
    </Alert>
  );
}
