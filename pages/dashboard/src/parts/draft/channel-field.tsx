import { TextInput } from "@mantine/core";
import type { ReactElement, Ref } from "react";

/** What is wrong with a channel on a form, which may be left empty. */
export function channelProblem(channel: string): { channel?: string } {
  return channel.trim() === "" || /^[CGD][A-Z0-9]+$/.test(channel.trim())
    ? {}
    : { channel: "A channel’s id, such as C012AB3CD; Slack shows it at the end of the channel’s details" };
}

/** The Slack channel in which a new task talks. */
export function ChannelField({
  ref,
  channel,
  change,
  error,
}: {
  ref: Ref<HTMLInputElement>;
  channel: string;
  change: (part: { channel: string }) => void;
  error: string | undefined;
}): ReactElement {
  return (
    <TextInput
      ref={ref}
      label="Slack channel (optional)"
      description="Where it talks; else on the dashboard only"
      placeholder="C012AB3CD"
      value={channel}
      onChange={(event) => change({ channel: event.currentTarget.value })}
      error={error}
      maxLength={40}
    />
  );
}
