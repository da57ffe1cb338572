/** What the signs mean, in words beside each. */
import type { About } from "../../api/answers";
import { Sign } from "../../parts/signs";
import { sideName, STEPS } from "../../state/beliefs";
import { useWords } from "../../state/words";

export function Legend({ about }: { about: About }) {
  const words = useWords();
  return (
    <div class="legend" role="group" aria-label={words.say("legend.label")}>
      <dl>
      {about.sides.map((side) => (
        <div key={side.code}>
          <dt>{sideName(about, side.code, words.language)}</dt>
          <dd>
            {STEPS.map((certainty) => (
              <span key={certainty} class="step" title={words.term("certainty", certainty)}>
                <Sign about={about} state={side.code} certainty={certainty} />
                <span class="unseen">{words.term("certainty", certainty)} </span>
              </span>
            ))}
          </dd>
        </div>
      ))}
      <div>
        <dt>{words.say("state.contested")}</dt>
        <dd>
          <Sign about={about} state="contested" />
        </dd>
      </div>
      <div>
        <dt>{words.say("state.unknown")}</dt>
        <dd>
          <Sign about={about} state="unknown" />
        </dd>
      </div>
      </dl>
      <p class="soft small">{words.say("legend.steps")}</p>
    </div>
  );
}
