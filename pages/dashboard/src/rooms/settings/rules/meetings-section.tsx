import { Switch, TagsInput, Textarea, TextInput } from "@mantine/core";
import type { ReactElement } from "react";
import { Panel } from "../../../parts/panel.tsx";
import type { Editing } from "./use-rules-edit.ts";

/** How bots go to meetings. */
export function MeetingsSection({ editing: { fields } }: { editing: Editing }): ReactElement {
  return (
    <Panel title="Meetings">
      <Switch
        label="Only where people know that they are recorded"
        description="A bot is sent only if it is said how those who are there know it: by the words of the invitation, or by who has told them."
        {...fields.flag("meetings.consent")}
      />
      <TagsInput
        label="Words that say so"
        description="An invitation with one of these says that its meeting is recorded. Enter adds one."
        acceptValueOnBlur
        {...fields.list("meetings.consentWords")}
      />
      <TagsInput
        label="Own hosts of conferences"
        description="Besides Zoom, Google Meet, Teams and Webex. Enter adds one."
        placeholder="meet.example.com"
        acceptValueOnBlur
        {...fields.list("meetings.hosts")}
      />
      <TextInput
        label="Name of the bot"
        description="As the others in the meeting see it."
        {...fields.text("meetings.botName")}
      />
      <Textarea
        label="What it says when it joins"
        description="In the meeting's chat, to everybody."
        autosize
        {...fields.text("meetings.announcement")}
      />
    </Panel>
  );
}
