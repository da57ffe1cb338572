/** The map as a plain drawing, for browsers without WebGL and for pages opened from disk, where no worker may start. It shows what the other shows, at one scale. */
import type { Position } from "geojson";
import { useMemo } from "preact/hooks";
import { beliefSaid } from "../../parts/said";
import { colourName, HATCH, shapeOf } from "../../parts/signs";
import { kindOf, step, type Held } from "../../state/beliefs";
import { linkTo, useDesk } from "../../state/desk";
import { useWords } from "../../state/words";
import { box, inView, projected, type Box } from "./plain-shape";
import type { BaseMap } from "./base";
import { PIN_KM } from "./signs-layer";
import type { Shape } from "./shapes";
import { degrees } from "./view";

const WIDTH = 1000;

export function PlainMap({ base, held, shapes, chosen }: { base: BaseMap | undefined; held: readonly Held[]; shapes: ReadonlyMap<string, Shape>; chosen: string | null }) {
  const desk = useDesk();
  const words = useWords();
  const view: Box = useMemo(
    () =>
      box(
        held.map((each) => each.position),
        base?.view,
      ),
    [held.length, base],
  );
  const place = projected(view, WIDTH);
  const height = place([view[0], view[1]])[1];
  return (
    <svg class="plain-map" viewBox={`0 0 ${WIDTH} ${Math.round(height)}`} role="group" aria-label={words.say("map.label.long")}>
      <Ground base={base} view={view} />
      {held
        .filter((each) => inView(view, each.position))
        .map((each) => {
          const [x, y] = place(each.position);
          const kind = kindOf(desk.about, each.state);
          const side = kind !== "contested" && kind !== "unknown";
          const shape = each.radiusKm > PIN_KM ? shapes.get(each.id) : undefined;
          return (
            <a key={each.id} href={linkTo(desk, "place", each.id)} class={chosen === each.id ? "chosen" : ""} aria-label={`${each.name}: ${beliefSaid(words, desk.about, each.state, each.p)}`}>
              <title>{`${each.name}: ${beliefSaid(words, desk.about, each.state, each.p)}`}</title>
              {shape !== undefined && <path class="district" d={`M${shape.ring.map((point) => place(degrees(point)).join(" ")).join("L")}Z`} fill={side ? `var(--${colourName(kind, step(each.certainty))})` : "var(--unknown)"} />}
              <g transform={`translate(${x - 8} ${y - 8})`}>
                <path d={shapeOf(kind)} fill={side ? `var(--${colourName(kind, step(each.certainty))})` : "var(--country)"} stroke={kind === "contested" ? "var(--ink)" : kind === "unknown" ? "var(--unknown)" : `var(--${kind}-3)`} stroke-width="1.3" stroke-dasharray={kind === "unknown" ? "2.4 2" : undefined} />
                {kind === "contested" && <path d={HATCH} stroke="var(--ink)" stroke-width="1.3" />}
              </g>
              <text x={x + 11} y={y + 4.5} aria-hidden="true">
                {each.name}
              </text>
            </a>
          );
        })}
    </svg>
  );
}

function Ground({ base, view }: { base: BaseMap | undefined; view: Box }) {
  const paths = useMemo(() => {
    if (base === undefined) return [];
    const place = projected(view, WIDTH);
    const line = (points: readonly Position[], close: boolean) => `M${points.map((point) => place([point[0] ?? 0, point[1] ?? 0]).join(" ")).join("L")}${close ? "Z" : ""}`;
    return base.features.flatMap(({ geometry, properties }) => {
      const layer = String(properties?.["layer"]);
      if (geometry.type === "MultiPolygon") return [{ layer, path: geometry.coordinates.flatMap((polygon) => polygon.map((ring) => line(ring, true))).join("") }];
      if (geometry.type === "MultiLineString") return [{ layer, path: geometry.coordinates.map((points) => line(points, false)).join("") }];
      return [];
    });
  }, [base, view]);
  return (
    <g aria-hidden="true">
      {paths.map(({ layer, path }) => (
        <path key={layer} class={`ground ${layer}`} d={path} />
      ))}
    </g>
  );
}
