import { TextInput } from "@mantine/core";
import type { ReactElement } from "react";
import { Panel } from "../../../parts/panel.tsx";
import type { Editing } from "./use-rules-edit.ts";

/** Where what customers want is built. */
export function DeliverySection({ editing: { fields } }: { editing: Editing }): ReactElement {
  return (
    <Panel title="Deliveries">
      <TextInput
        label="Organisation at GitHub"
        description="In which repositories may be made, each with a yes. Empty: none."
        placeholder="acme"
        {...fields.text("delivery.owner", { empty: "unset" })}
      />
    </Panel>
  );
}
