import { Button, Group, Modal, Stack } from "@mantine/core";
import type { FormEvent, ReactElement, ReactNode } from "react";
import type { ApiError } from "../../api/client.ts";
import { Failure } from "../../parts/failure.tsx";
import { Conflict, Loaded } from "./conflict.tsx";
import type { Origin } from "./setting.ts";
import type { Ground } from "./use-base.ts";

/** A dialog in which one thing of a setting is edited, on the ground of the setting as the reader has seen it. */
export function SettingDialog({
  title,
  what,
  size = "md",
  latest,
  ground: { isBehind, hasLoaded, load },
  theirs,
  sending: { error, isPending, reset },
  onSubmit,
  onClose,
  children,
}: {
  title: string;
  what: "people" | "rules";
  size?: "md" | "lg";
  latest: Origin;
  ground: Pick<Ground, "isBehind" | "hasLoaded" | "load">;
  /** What somebody else did to the same thing, said once theirs is loaded. */
  theirs: string;
  sending: { error: ApiError | null; isPending: boolean; reset: () => void };
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  onClose: () => void;
  /** The fields. */
  children: ReactNode;
}): ReactElement {
  return (
    <Modal opened onClose={onClose} title={title} size={size} centered>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBehind) onSubmit(event);
        }}
      >
        <Stack>
          {children}
          {isBehind ? (
            <Conflict
              what={what}
              latest={latest}
              onLoad={() => {
                load();
                reset();
              }}
            />
          ) : (
            error !== null && <Failure error={error} />
          )}
          {hasLoaded && !isBehind && <Loaded>Theirs is loaded. {theirs}</Loaded>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Back
            </Button>
            <Button type="submit" loading={isPending} disabled={isBehind}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
