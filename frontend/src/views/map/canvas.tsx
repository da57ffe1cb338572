/** The map itself. It comes after the words of the page, and where it cannot be drawn the list beside it says the same. */
import type { GeoJSONSource, Map as MapLibreMap, MapMouseEvent, Popup } from "maplibre-gl";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Areas } from "../../api/answers";
import { beliefSaid } from "../../parts/said";
import { ask } from "../../state/ask";
import type { Held } from "../../state/beliefs";
import { dayInWords } from "../../state/days";
import { linkTo, useDesk, type Desk } from "../../state/desk";
import { lessMotion } from "../../state/look";
import { useWords, type Words } from "../../state/words";
import { discs, pins, wide } from "./geometry";
import { addIcons } from "./icons";
import { drawsWebGl, loadMapLibre } from "./load";
import { PlainMap } from "./plain";
import { savePicture } from "./picture";
import { cityFilter, mapStyle, type BaseMap } from "./style";

interface Props {
  held: readonly Held[];
  areas: Areas | undefined;
  on: string;
  chosen: string | null;
}

/** What the map's listeners need of the page as it is now. */
interface Now {
  desk: Desk;
  words: Words;
  held: readonly Held[];
}

const PLACES = ["pin", "pin-name", "disc", "disc-name"];

export function Canvas({ held, areas, on, chosen }: Props) {
  const desk = useDesk();
  const words = useWords();
  const frame = useRef<HTMLDivElement>(null);
  const now = useRef<Now>({ desk, words, held });
  now.current = { desk, words, held };
  const [map, setMap] = useState<MapLibreMap | null>(null);
  const [base, setBase] = useState<BaseMap | undefined>();
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    let gone = false;
    let made: MapLibreMap | undefined;
    const start = async () => {
      // A pack need not have a map: places are then drawn on plain paper.
      const asked = ask<BaseMap>("base").catch(() => undefined);
      void asked.then((found) => {
        if (!gone) setBase(found);
      });
      if (!drawsWebGl()) throw new Error("no WebGL");
      const [library, ground] = await Promise.all([loadMapLibre(), asked]);
      if (gone || frame.current === null) return;
      made = new library.Map({
        container: frame.current,
        style: mapStyle(ground),
        attributionControl: false,
        dragRotate: false,
        pitchWithRotate: false,
        touchPitch: false,
        maxZoom: 11,
        minZoom: 3,
        fadeDuration: 0,
        canvasContextAttributes: { preserveDrawingBuffer: true },
        locale: { "Map.Title": now.current.words.say("map.label"), "NavigationControl.ZoomIn": now.current.words.say("map.in"), "NavigationControl.ZoomOut": now.current.words.say("map.out") },
        ...(ground === undefined ? {} : { bounds: ground.view, fitBoundsOptions: { padding: 8 }, maxBounds: ground.box }),
      });
      made.touchZoomRotate.disableRotation();
      made.keyboard.disableRotation();
      made.addControl(new library.NavigationControl({ showCompass: false }), "top-right");
      listen(made, new library.Popup({ closeButton: false, closeOnClick: false, offset: 12, maxWidth: "18rem" }), now);
      const ready = made;
      ready.on("load", () => {
        if (gone) return;
        setMap(ready);
      });
    };
    // After the words are painted.
    const timer = setTimeout(() => {
      start().catch(() => {
        if (!gone) setFailed(true);
      });
    }, 0);
    return () => {
      gone = true;
      clearTimeout(timer);
      made?.remove();
      setMap(null);
    };
  }, []);

  const look = desk.look;
  const drawnLook = useRef(look);
  useEffect(() => {
    if (map === null) return;
    if (drawnLook.current !== look) {
      drawnLook.current = look;
      map.setStyle(mapStyle(base), { diff: false });
      void map.once("styledata", () => {
        dress(map, now.current, areas);
        fill(map, now.current);
      });
      return;
    }
    dress(map, now.current, areas);
    // What is dressed hangs on which places there are, not on the day: the signs are drawn once, a day moves them about.
  }, [map, base, held.length, areas, look, words]);
  useEffect(() => {
    if (map !== null) fill(map, now.current);
  }, [map, held]);

  useEffect(() => {
    const source = map?.getSource<GeoJSONSource>("chosen");
    const place = held.find((each) => each.id === chosen);
    source?.setData({ type: "FeatureCollection", features: place === undefined ? [] : [{ type: "Feature", properties: {}, geometry: { type: "Point", coordinates: place.position } }] });
  }, [map, chosen, held]);

  // The places in view at first: a ledger about one oblast is not shown as a dot on a continent.
  const fitted = useRef(false);
  useEffect(() => {
    if (map === null || fitted.current || held.length === 0) return;
    fitted.current = true;
    fit(map, held);
  }, [map, held]);

  return (
    <figure class="map-figure">
      <div ref={frame} class="map-canvas" role="region" aria-label={words.say("map.label.long")} data-ready={map !== null} />
      {failed && (
        <div class="map-failed">
          <PlainMap base={base} held={held} chosen={chosen} />
        </div>
      )}
      <figcaption class="map-caption soft">
        <span>{`${failed ? words.say("map.failed") : ""} ${base?.attribution ?? ""}`.trim()}</span>
        {map !== null && (
          <button
            type="button"
            class="quiet"
            onClick={() => {
              savePicture(map, desk.about, words, on, base?.attribution ?? "");
            }}
          >
            {words.say("map.picture")}
          </button>
        )}
      </figcaption>
    </figure>
  );
}

/** Where the places of the day stand, and with which sign. */
function fill(map: MapLibreMap, { desk, held }: Now): void {
  map.getSource<GeoJSONSource>("pins")?.setData(pins(desk.about, held));
  map.getSource<GeoJSONSource>("discs")?.setData(discs(desk.about, held));
}

/** The signs in the colours of the look, the cities that are no places of the ledger, and the areas that claims speak of. */
function dress(map: MapLibreMap, { desk, words, held }: Now, areas: Areas | undefined): void {
  addIcons(map, desk.about);
  const named = cityFilter(held.map((each) => each.name));
  map.setFilter("city", named);
  map.setFilter("city-dot", named);
  map.getSource<GeoJSONSource>("wide")?.setData(wide(areas, (name, claims) => `${name}: ${words.say("claims", { count: claims })}`));
}

function fit(map: MapLibreMap, held: readonly Held[]): void {
  const west = Math.min(...held.map((each) => each.position[0]));
  const east = Math.max(...held.map((each) => each.position[0]));
  const south = Math.min(...held.map((each) => each.position[1]));
  const north = Math.max(...held.map((each) => each.position[1]));
  map.fitBounds([west, south, east, north], { padding: 70, maxZoom: 7.5, animate: false });
}

/** Point at a place to read who holds it; click it for its story. */
function listen(map: MapLibreMap, popup: Popup, now: { current: Now }): void {
  const idAt = (event: MapMouseEvent): string | undefined => {
    const layers = PLACES.filter((layer) => map.getLayer(layer) !== undefined);
    const id: unknown = map.queryRenderedFeatures(event.point, { layers })[0]?.properties["id"];
    return typeof id === "string" ? id : undefined;
  };
  map.on("mousemove", (event) => {
    const { desk, words, held } = now.current;
    const place = held.find((each) => each.id === idAt(event));
    map.getCanvas().style.cursor = place === undefined ? "" : "pointer";
    if (place === undefined) {
      popup.remove();
      return;
    }
    const card = document.createElement("div");
    const name = document.createElement("strong");
    name.textContent = place.name;
    const belief = document.createElement("p");
    belief.textContent = beliefSaid(words, desk.about, place.state, place.p);
    const more = document.createElement("p");
    more.className = "soft";
    const since = place.since === null || place.before === null ? "" : `${words.say("list.since", { day: dayInWords(place.since, words.language) })} · `;
    more.textContent = since + words.say("claims", { count: place.claims });
    card.append(name, belief, more);
    popup.setLngLat(place.position).setDOMContent(card).addTo(map);
  });
  map.on("mouseout", () => {
    popup.remove();
  });
  map.on("click", (event) => {
    const id = idAt(event);
    if (id !== undefined) now.current.desk.go(linkTo(now.current.desk, "place", id));
  });
  if (lessMotion()) map.scrollZoom.setWheelZoomRate(1 / 200);
}
