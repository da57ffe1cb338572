/** What is on the screen as files: the claims of the same filters, by the server; a written site has its files beside it. */
import type { Params } from "../../state/ask";
import { pathOf } from "../../state/ask";
import { useWords } from "../../state/words";

export function Exports({ params }: { params: Params }) {
  const words = useWords();
  if (window.reportedlySite !== undefined) return null;
  return (
    <p class="exports">
      {words.say("export.label")}
      <a href={`api/${pathOf("export.csv", params)}`} download="claims.csv">
        CSV
      </a>
      <a href={`api/${pathOf("export.geojson", params)}`} download="claims.geojson">
        GeoJSON
      </a>
    </p>
  );
}
