/** Brings MapLibre into the page when it is first needed: its build for a strict content security policy, whose worker is a file beside the page. */
import type * as MapLibre from "maplibre-gl";

declare global {
  interface Window {
    maplibregl?: typeof MapLibre;
  }
}

let loading: Promise<typeof MapLibre> | undefined;

/** The library; rejects where it cannot be had. */
export function loadMapLibre(): Promise<typeof MapLibre> {
  loading ??= new Promise<typeof MapLibre>((resolve, reject) => {
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = "maplibre-gl.css";
    const script = document.createElement("script");
    script.src = "maplibre-gl-csp.js";
    script.onload = () => {
      const library = (window as { maplibregl?: typeof MapLibre }).maplibregl;
      if (library === undefined) {
        reject(new Error("the map library did not start"));
        return;
      }
      library.setWorkerUrl(new URL("maplibre-gl-csp-worker.js", document.baseURI).href);
      resolve(library);
    };
    script.onerror = () => {
      reject(new Error("the map library did not load"));
    };
    document.head.append(style, script);
  });
  return loading;
}

/** Whether this browser draws with WebGL at all: where it does not, the list says the same. */
export function drawsWebGl(): boolean {
  try {
    const canvas = document.createElement("canvas");
    return (canvas.getContext("webgl2") ?? canvas.getContext("webgl")) !== null;
  } catch {
    return false;
  }
}
