import type { ReactElement } from "react";
import classes from "../delivery.module.css";
import type { DeliveryView } from "../use-delivery.ts";
import { layersOf } from "./layers-of.ts";

type Components = NonNullable<DeliveryView["design"]>["components"];

const box = { width: 150, height: 36, gapX: 18, gapY: 44 };

/** Which part uses which, drawn from those that nobody uses down to those that use none. The list beside it says the same in words. */
export function ComponentGraph({ components }: { components: Components }): ReactElement {
  const layers = layersOf(components);
  const places = new Map(
    layers.flatMap((layer, y) =>
      layer.map(
        (name, x) => [name, { x: x * (box.width + box.gapX), y: y * (box.height + box.gapY) }] as const,
      ),
    ),
  );
  const width = Math.max(...layers.map((layer) => layer.length)) * (box.width + box.gapX) - box.gapX;
  const height = layers.length * (box.height + box.gapY) - box.gapY;
  const said = components.map(({ name, uses }) => `${name} uses ${uses.join(", ") || "nothing"}`).join("; ");
  return (
    <div className={classes["graph"]}>
      <svg
        viewBox={`-2 -2 ${width + 4} ${height + 4}`}
        width={width}
        height={height}
        role="img"
        aria-label={said}
      >
        {components.flatMap(({ name, uses }) =>
          uses.map((used) => {
            const [from, to] = [places.get(name), places.get(used)];
            return from === undefined || to === undefined ? null : (
              <line
                key={`${name} ${used}`}
                x1={from.x + box.width / 2}
                y1={from.y + box.height}
                x2={to.x + box.width / 2}
                y2={to.y}
              />
            );
          }),
        )}
        {Array.from(places, ([name, { x, y }]) => (
          <g key={name}>
            <rect x={x} y={y} width={box.width} height={box.height} rx={6} />
            <text x={x + box.width / 2} y={y + box.height / 2}>
              {name.length > 20 ? `${name.slice(0, 19)}…` : name}
            </text>
            <title>{name}</title>
          </g>
        ))}
      </svg>
    </div>
  );
}
