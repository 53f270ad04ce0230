import { Code, Group, Stack, Text, Title } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { RiskBadge } from "../../../parts/badges.tsx";
import { Person } from "../../../parts/person.tsx";
import { AsItWillLook } from "../as-it-will-look.tsx";
import { BytesWarning } from "../bytes-warning.tsx";
import { Clashes } from "../clashes.tsx";
import { EditPiece } from "../edit/edit-piece.tsx";
import { GoesOut } from "../goes-out.tsx";
import { OnTheSite } from "../on-the-site.tsx";
import { canonicalJson } from "../../../../../../shared/platform/digest.ts";
import type { BundleItem } from "./bundle-items.ts";
import classes from "./bundle-piece.module.css";
import { PieceButtons } from "./piece-buttons.tsx";
import { PieceEnd } from "./piece-end.tsx";
import { nameOfPiece } from "./piece-words.ts";

/** One of what is asked about together: how it will look, when it goes out, what is in its way, and its own levers. */
export function BundlePiece({
  piece,
  digest,
  waits,
}: {
  piece: BundleItem;
  /** It goes out once the blog post beside it is out. */
  waits: boolean;
  /** As this browser computed it of what it shows; null: it hasn't, or needn't. */
  digest: string | null;
}): ReactElement {
  const [isEditing, setEditing] = useState(false);
  const isOpen = piece.status === "pending";
  const name = nameOfPiece(piece);
  return (
    <li className={classes["piece"]} data-status={piece.status} aria-label={name}>
      <Stack gap="sm">
        <div>
          <Group gap="xs" justify="space-between" align="flex-start">
            <Title order={3} size="md" className={classes["name"]}>
              {name}
            </Title>
            <RiskBadge risk={piece.risk} />
          </Group>
          <Text size="sm" c="dimmed" component="div">
            <GoesOut dueAt={piece.dueAt} project={piece.project} /> · sha256{" "}
            <Code className={classes["digest"]}>{piece.digest.slice(0, 12)}</Code>
            {piece.editedBy !== null && (
              <>
                {" "}
                · edited by <Person id={piece.editedBy} />
              </>
            )}
          </Text>
          {waits && (
            <Text size="sm" c="dimmed">
              Once the blog post is out, which its card leads to; without that it doesn't go out.
            </Text>
          )}
          <PieceEnd piece={piece} />
        </div>
        {isOpen && <Clashes approval={piece} />}
        {isEditing && isOpen ? (
          <EditPiece piece={piece} onEdited={() => setEditing(false)} onClose={() => setEditing(false)} />
        ) : (
          <>
            <BytesWarning bytes={canonicalJson(piece.payload)} />
            <AsItWillLook kind={piece.kind} payload={piece.payload} preview={piece.preview} />
            {isOpen && <OnTheSite url={piece.previewUrl} />}
            {isOpen && (
              <PieceButtons piece={piece} name={name} digest={digest} onEdit={() => setEditing(true)} />
            )}
          </>
        )}
      </Stack>
    </li>
  );
}
