import { Anchor, Stack, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { Link } from "wouter";
import { useApi } from "../../../api/use-api.ts";
import { Failure } from "../../../parts/failure.tsx";
import { Loading } from "../../../parts/loading.tsx";
import { counted } from "../../../parts/words.ts";
import { DigestLine } from "../exact-bytes.tsx";
import { ItemHead } from "../detail/item-head.tsx";
import { type BulkResult, BulkResults } from "../list/bulk-results.tsx";
import { BundleBar } from "./bundle-bar.tsx";
import { type Bundle, keyOf, piecesOf } from "./bundle-items.ts";
import { BundlePiece } from "./bundle-piece.tsx";
import { waitsForBlog } from "./waits-for.ts";
import { useBundleDigests } from "./use-bundle-digests.ts";

/** What is asked about together: one page for all of it. */
export function BundleDetail({ bundle }: { bundle: string }): ReactElement {
  const { data, error, refetch } = useApi("GET /api/bundles/{bundle}", { params: { bundle } });
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading lines={8} />;
  return <BundleView found={data} />;
}

function BundleView({ found }: { found: Bundle }): ReactElement {
  const pieces = piecesOf(found.items);
  // They stay until somebody has read them, also once nothing is open any more.
  const [results, setResults] = useState<readonly BulkResult[] | null>(null);
  const open = pieces.filter(({ status }) => status === "pending");
  const checked = useBundleDigests(found.items, found.digest);
  const [first] = pieces;
  const { data } = useApi("GET /api/tasks/{id}", { params: { id: found.taskId } });
  const title = data?.task.title ?? `${counted(pieces.length, "piece")} together`;
  return (
    <Stack gap="md">
      <div>
        <ItemHead
          title={title}
          line={`${counted(pieces.length, "piece")}, asked about together`}
          {...(first === undefined ? {} : { provenance: first.provenance })}
        />
        <div role="status" aria-live="polite">
          {open.length === 0 && (
            <Text size="sm" c="dimmed" mt="xs">
              Everything in it is decided.
            </Text>
          )}
        </div>
      </div>
      {open.length > 0 && (
        <BundleBar found={found} open={open} checked={checked.all} onResults={setResults} />
      )}
      <BulkResults results={results} onClose={() => setResults(null)} />
      {(checked.all.kind === "other" || checked.all.kind === "unable") && open.length > 0 && (
        <DigestLine checked={checked.all} />
      )}
      <Stack gap="lg" component="ol" p={0} m={0} style={{ listStyle: "none" }}>
        {pieces.map((piece) => (
          <BundlePiece
            key={keyOf(piece)}
            piece={piece}
            digest={checked.each.get(piece.id) ?? null}
            waits={waitsForBlog(piece, found.items)}
          />
        ))}
      </Stack>
      <Text size="sm" c="dimmed">
        They belong to one task:{" "}
        <Anchor component={Link} href={`/tasks/${encodeURIComponent(found.taskId)}`} inherit>
          see how they came about
        </Anchor>
        .
      </Text>
    </Stack>
  );
}
