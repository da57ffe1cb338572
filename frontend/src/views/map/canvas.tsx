/** The map itself. It comes after the words of the page, and where it cannot be drawn the list beside it says the same. */
import type * as MapLibre from "maplibre-gl";
import type { Map as MapLibreMap, Popup } from "maplibre-gl";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Areas, Shapes } from "../../api/answers";
import { download } from "../../parts/download";
import { beliefSaid } from "../../parts/said";
import type { Held } from "../../state/beliefs";
import { dayInWords } from "../../state/days";
import { linkTo, useDesk, type Desk } from "../../state/desk";
import { lessMotion } from "../../state/look";
import { useWords, type Words } from "../../state/words";
import { csvFile, geoJsonFile } from "../lists/exports";
import { askGround, attributionOf, citiesOf, type BaseMap } from "./base";
import { loadMapLibre, painted } from "./load";
import { PlainMap } from "./plain";
import { savePicture } from "./picture";
import { shapesByPlace } from "./shapes";
import { Sheets } from "./sheets";
import { degrees, FARTHEST } from "./view";

interface Props {
  held: readonly Held[];
  /** The places have come, however few they are. */
  hasPlaces: boolean;
  areas: Areas | undefined;
  shapes: Shapes | undefined;
  on: string;
  chosen: string | null;
  /** The map is drawn, or cannot be: what the page can do without may be asked for. */
  onSettled: () => void;
}

/** What the map's listeners need of the page as it is now. */
interface Now {
  desk: Desk;
  words: Words;
}

export function Canvas({ held, hasPlaces, areas, shapes, on, chosen, onSettled }: Props) {
  const desk = useDesk();
  const words = useWords();
  const frame = useRef<HTMLDivElement>(null);
  const now = useRef<Now>({ desk, words });
  now.current = { desk, words };
  const [sheets, setSheets] = useState<Sheets | null>(null);
  const [ready, setReady] = useState(false);
  const [base, setBase] = useState<BaseMap | null | undefined>();
  const [failed, setFailed] = useState(false);

  // Ground and places are drawn as soon as they have come; the library that moves them comes after the words of the page.
  useEffect(() => {
    if (frame.current !== null) setSheets(new Sheets(frame.current));
    void askGround().then((found) => {
      setBase(found ?? null);
    });
  }, []);
  useEffect(() => {
    if (sheets === null || base === undefined || !hasPlaces) return;
    let gone = false;
    let map: MapLibreMap | undefined;
    const start = async () => {
      await painted();
      const library = await loadMapLibre();
      if (gone) return;
      // It throws where the browser has no WebGL. Asking beforehand would make a second context: half a second without a graphics card.
      map = makeMap(library, sheets, base ?? undefined, now.current.words);
      sheets.follow(map);
      listen(map, sheets, new library.Popup({ closeButton: false, closeOnClick: false, offset: 12, maxWidth: "18rem" }), now);
      void map.once("load", () => {
        if (!gone) setReady(true);
      });
    };
    start().catch(() => {
      if (!gone) setFailed(true);
    });
    return () => {
      gone = true;
      map?.remove();
    };
  }, [sheets, base, hasPlaces]);
  useEffect(() => {
    if (ready || failed) onSettled();
  }, [ready, failed]);

  const { look } = desk;
  useEffect(() => {
    sheets?.recolour();
  }, [sheets, look]);
  const cities = useMemo(() => citiesOf(base ?? undefined).map((city) => ({ ...city, name: words.unit(city.name) })), [base, words]);
  const shaped = useMemo(() => shapesByPlace(shapes), [shapes]);
  useLayoutEffect(() => {
    if (sheets === null || base === undefined) return;
    sheets.show(base ?? undefined, { about: desk.about, held, areas, shapes: shaped, cities, chosen, areaLabel: (name, claims) => `${name}: ${words.say("claims", { count: claims })}` });
  }, [sheets, base, held, areas, shaped, cities, chosen, words]);

  return (
    <figure class="map-figure">
      <div ref={frame} class="map-canvas" role="region" aria-label={words.say("map.label.long")} data-ready={ready} data-places={held.length} data-drawn={sheets !== null && base !== undefined && hasPlaces} />
      {failed && (
        <div class="map-failed">
          <PlainMap base={base ?? undefined} held={held} shapes={shaped} chosen={chosen} />
        </div>
      )}
      <figcaption class="map-caption soft">
        <span>{`${failed ? words.say(location.protocol === "file:" ? "map.failed.disk" : "map.failed") : ""} ${attributionOf(base, words.language)}`.trim()}</span>
        {held.length > 0 && (
          <span class="exports">
            {words.say("export.day")}
            {sheets !== null && ready && (
              <button
                type="button"
                class="quiet"
                title={words.say("map.picture")}
                onClick={() => {
                  savePicture(sheets.canvases, desk.about, words, on, attributionOf(base, words.language));
                }}
              >
                PNG
              </button>
            )}
            <button
              type="button"
              class="quiet"
              onClick={() => {
                download(csvFile(held.map((each) => ({ day: on, ...columnsOf(each) }))), `reportedly-${on}.csv`);
              }}
            >
              CSV
            </button>
            <button
              type="button"
              class="quiet"
              onClick={() => {
                download(geoJsonFile(held.map((each) => ({ properties: { day: on, ...columnsOf(each) }, point: each.position }))), `reportedly-${on}.geojson`);
              }}
            >
              GeoJSON
            </button>
          </span>
        )}
      </figcaption>
    </figure>
  );
}

/** A place of the day as a row of a file. */
function columnsOf({ id, name, admin1, state, p, certainty, since, claims, witnesses, radiusKm, position: [lon, lat] }: Held) {
  return { id, name, region: admin1, state, share: p, certainty, since, claims, witnesses, position_within_km: radiusKm, lat, lon };
}

/** The library that moves the map: zoom, drag, keys, touch. What is seen lies on our own sheets under it. */
function makeMap(library: typeof MapLibre, sheets: Sheets, ground: BaseMap | undefined, words: Words): MapLibreMap {
  const { centre, zoom } = sheets.view();
  const map = new library.Map({
    container: sheets.glass,
    style: { version: 8, sources: {}, layers: [] },
    validateStyle: false, // it is our own
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxZoom: 11,
    minZoom: FARTHEST,
    fadeDuration: 0,
    center: degrees(centre),
    zoom,
    locale: { "Map.Title": words.say("map.label"), "NavigationControl.ZoomIn": words.say("map.in"), "NavigationControl.ZoomOut": words.say("map.out") },
    ...(ground === undefined ? {} : { maxBounds: ground.box }),
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new library.NavigationControl({ showCompass: false }), "top-right");
  return map;
}

/** Point at a place to read who holds it; click it for its story. */
function listen(map: MapLibreMap, sheets: Sheets, popup: Popup, now: { current: Now }): void {
  map.on("mousemove", (event) => {
    const { desk, words } = now.current;
    const place = sheets.at(event.point.x, event.point.y);
    map.getCanvas().style.cursor = place === undefined ? "" : "pointer";
    if (place === undefined) {
      popup.remove();
      return;
    }
    popup.setLngLat(place.position).setDOMContent(card(desk, words, place)).addTo(map);
  });
  map.on("mouseout", () => {
    popup.remove();
  });
  map.on("click", (event) => {
    const place = sheets.at(event.point.x, event.point.y);
    if (place !== undefined) now.current.desk.go(linkTo(now.current.desk, "place", place.id));
  });
  if (lessMotion()) map.scrollZoom.setWheelZoomRate(1 / 200);
}

function card(desk: Desk, words: Words, place: Held): HTMLElement {
  const found = document.createElement("div");
  const name = document.createElement("strong");
  name.textContent = place.name;
  const belief = document.createElement("p");
  belief.textContent = beliefSaid(words, desk.about, place.state, place.p);
  const more = document.createElement("p");
  more.className = "soft";
  const since = place.since === null || place.before === null ? "" : `${words.say("list.since", { day: dayInWords(place.since, words.language) })} · `;
  more.textContent = since + words.say("claims", { count: place.claims });
  found.append(name, belief, more);
  return found;
}
