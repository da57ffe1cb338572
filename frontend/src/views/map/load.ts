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

/** Once what is on the page now has been painted. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      setTimeout(resolve, 0);
    });
  });
}
