import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import type { ArtefactKind } from "../../../../../../shared/domain/artefacts/artefact.ts";
import { addressOf } from "../../../api/client.ts";

const formats = [
  ["md", "Markdown"],
  ["csv", "CSV"],
  ["json", "JSON"],
] as const;

/** Downloads of a whole document. */
export function ExportLinks({ project, kind }: { project: string; kind: ArtefactKind }): ReactElement {
  return (
    <Button.Group>
      {formats.map(([format, label]) => (
        <Button
          key={format}
          component="a"
          size="xs"
          variant="default"
          href={addressOf("GET /api/projects/{project}/artefacts/{kind}/export", {
            params: { project, kind },
            query: { format },
          })}
          download={`${project}-${kind.replaceAll("_", "-")}.${format}`}
          aria-label={`Export as ${label}`}
        >
          {label}
        </Button>
      ))}
    </Button.Group>
  );
}
