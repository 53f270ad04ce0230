import { Alert, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { endWords } from "../../../parts/approval-words.ts";
import { useNameOf } from "../../../parts/person.tsx";
import { endColors } from "../detail/how-it-ended.tsx";
import type { BundleItem } from "./bundle-items.ts";
import { wayWords } from "./piece-words.ts";

/** Who decided what on a piece, and how far it is. */
export function PieceEnd({ piece }: { piece: BundleItem }): ReactElement {
  const nameOf = useNameOf();
  const way = wayWords(piece);
  return (
    <div role="status" aria-live="polite">
      {piece.status !== "pending" && (
        <Alert color={endColors[piece.status]} variant="light" py="xs" title={endWords(piece, nameOf)}>
          {piece.reason !== null && (
            <Text size="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
              “{piece.reason}”
            </Text>
          )}
          {way !== null && <Text size="sm">{way}</Text>}
        </Alert>
      )}
    </div>
  );
}
