import { NativeSelect, Stack, TextInput } from "@mantine/core";
import type { ReactElement } from "react";
import { roles } from "../../../../../../shared/domain/person.ts";
import type { Fields } from "../../../parts/form/fields.ts";
import type { Person } from "../setting.ts";

const roleWords: Record<Person["role"], string> = {
  viewer: "sees everything, changes nothing",
  approver: "decides, answers and starts tasks too",
  operator: "steers too: money, autonomy, settings, dead letters, what goes on after a stop",
};

export function PersonFields({
  fields,
  role,
  isNew,
}: {
  fields: Fields;
  role: Person["role"];
  isNew: boolean;
}): ReactElement {
  return (
    <Stack>
      {isNew && (
        <TextInput
          label="Id"
          description="How the records name the person. It stays as it is."
          required
          data-autofocus
          {...fields.text("id")}
        />
      )}
      <TextInput label="Name" required {...fields.text("name")} />
      <NativeSelect
        label="Role"
        description={`The ${role} ${roleWords[role]}.`}
        data={[...roles]}
        {...fields.choice("role", roles)}
      />
      <TextInput
        label="Slack id"
        description="Lets the person decide in Slack. It stands in their Slack profile."
        placeholder="U012AB3CD"
        {...fields.text("slack", { empty: "unset" })}
      />
      <TextInput
        label="GitHub login"
        description="Lets the person decide in comments on a pull request."
        placeholder="maya-ortiz"
        {...fields.text("github", { empty: "unset" })}
      />
      <TextInput
        label="Jira account"
        description="Keeps their requests from Jira their own. It is the last part of the address of their Jira profile."
        placeholder="5b10ac8d82e05b22cc7d4ef5"
        {...fields.text("jira", { empty: "unset" })}
      />
      <TextInput
        label="Email"
        description="The address under which Cloudflare Access, Jira and mail know the person."
        type="email"
        {...fields.text("email", { empty: "unset" })}
      />
    </Stack>
  );
}
