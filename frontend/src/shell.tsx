/** The frame around every page: masthead, language and look, news of new reports, and the page that the address names. */
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { About, Names } from "./api/answers";
import { Waiting } from "./parts/said";
import { readAddress, writeAddress, type Address, type View } from "./state/address";
import { forgetAnswers, useAnswer } from "./state/ask";
import { forgetHash, hashShown, settleHash, writeHash, writeHashAtRest } from "./state/bar";
import { DeskContext, linkTo, type Desk } from "./state/desk";
import { applyLook, chosenLook, keepLanguage, keepLook, keptLanguage, type Choice } from "./state/look";
import { useStage } from "./state/stage";
import { chooseLanguage, LANGUAGES, wordsIn, WordsContext, useWords, type Key, type Language } from "./state/words";
import { useNews } from "./state/news";
import { DropPage } from "./views/drop/drop";
import { ClaimsPage } from "./views/lists/claims";
import { DisputesPage } from "./views/lists/disputes";
import { HappeningsPage } from "./views/lists/happenings";
import { JudgementsPage } from "./views/judge/judgements";
import { ReportsPage } from "./views/lists/reports";
import { MapPage } from "./views/map/map";
import { PlacePage } from "./views/place/place";
import { ReportPage } from "./views/report/report";
import { OutletPage } from "./views/sources/outlet";
import { SourcePage } from "./views/sources/source";
import { SourcesPage } from "./views/sources/sources";

const MENU: readonly [View, Key, readonly View[]][] = [
  ["map", "menu.map", ["map", "place"]],
  ["reports", "menu.reports", ["reports", "report", "claims", "happenings", "disputes", "judgements"]],
  ["sources", "menu.sources", ["sources", "source", "outlet"]],
  ["drop", "menu.drop", ["drop"]],
];

/** Pages whose lists came without grades while the ledger was being weighed. */
const WITH_GRADES: readonly View[] = ["sources", "source", "outlet", "report"];

export function Shell() {
  const [address, setAddress] = useState<Address>(() => readAddress(location.hash));
  const [choice, setChoice] = useState<Choice>(chosenLook);
  const [look, setLook] = useState<"light" | "dark">(() => applyLook(chosenLook()));
  const [language, setLanguage] = useState<Language>(() => chooseLanguage(readAddress(location.hash).params["lang"], keptLanguage(), navigator.languages));
  const named = useAnswer<Names>(language === "en" ? null : "names", { language });
  const names = named.answer?.language === language ? named.answer : undefined;
  const words = useMemo(() => wordsIn(language, names), [language, names]);

  useEffect(() => {
    const follow = () => {
      forgetHash();
      setAddress(readAddress(location.hash));
    };
    addEventListener("hashchange", follow);
    // Before the link that was clicked is followed.
    addEventListener("click", settleHash, true);
    addEventListener("pagehide", settleHash);
    return () => {
      removeEventListener("hashchange", follow);
      removeEventListener("click", settleHash, true);
      removeEventListener("pagehide", settleHash);
    };
  }, []);
  useEffect(() => {
    const follow = () => {
      setLook(applyLook(choice));
    };
    follow();
    const system = matchMedia("(prefers-color-scheme: dark)");
    system.addEventListener("change", follow);
    return () => {
      system.removeEventListener("change", follow);
    };
  }, [choice]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  return (
    <WordsContext.Provider value={words}>
      <Frame
        address={address}
        setAddress={setAddress}
        look={look}
        choice={choice}
        chooseLook={(next) => {
          keepLook(next);
          setChoice(next);
        }}
        language={language}
        chooseLanguage={(next) => {
          keepLanguage(next);
          setLanguage(next);
        }}
      />
    </WordsContext.Provider>
  );
}

interface FrameProps {
  address: Address;
  setAddress: (address: Address) => void;
  look: "light" | "dark";
  choice: Choice;
  chooseLook: (choice: Choice) => void;
  language: Language;
  chooseLanguage: (language: Language) => void;
}

function Frame(props: FrameProps) {
  const { address, setAddress, look } = props;
  const words = useWords();
  const [turn, setTurn] = useState(0);
  const asked = useAnswer<About>("about", turn === 0 ? {} : { turn });
  const about = asked.answer;
  const news = useNews(about?.tip);
  const main = useRef<HTMLElement>(null);
  // Beliefs that wait come by themselves; those that are shown already, and lists with their grades, are asked for anew.
  const stage = useStage(about, (before) => {
    if (before === "weighing" && !WITH_GRADES.includes(readAddress(location.hash).view)) return;
    forgetAnswers();
    setTurn((each) => each + 1);
  });

  const change = useCallback<Desk["change"]>(
    (params) => {
      const hash = changed(params);
      writeHash(hash);
      setAddress(readAddress(hash));
    },
    [setAddress],
  );
  const pass = useCallback<Desk["pass"]>(
    (on) => {
      const hash = changed({ on });
      writeHashAtRest(hash);
      setAddress(readAddress(hash));
    },
    [setAddress],
  );
  const go = useCallback((hash: string) => {
    settleHash();
    location.hash = hash;
  }, []);
  const desk = useMemo<Desk | null>(() => (about === undefined ? null : { about, address, look, change, pass, go }), [about, address, look, change, pass, go]);

  // Another page: its top, and the screen reader's attention, as a browser does for a real page.
  const page = `${address.view}/${address.id}`;
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [page]);

  return (
    <DeskContext.Provider value={desk}>
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {words.say("skip")}
      </a>
      <Masthead {...props} desk={desk} />
      {news > 0 && (
        <div class="news" role="status">
          {words.say("news", { count: news })}{" "}
          <button
            type="button"
            onClick={() => {
              forgetAnswers();
              setTurn(turn + 1);
            }}
          >
            {words.say("news.show")}
          </button>
        </div>
      )}
      {stage !== "done" && (
        <div class="news" role="status">
          {words.say(stage === "weighing" ? "stage.weighing" : "stage.comparing")}
        </div>
      )}
      <main id="main" ref={main} tabIndex={-1} class={address.view === "map" ? "map-page" : "page"}>
        {desk === null ? <Waiting asked={asked} /> : <Page key={`${page}#${turn}`} address={address} />}
      </main>
      <footer class="foot">
        <p>{words.say("foot")}</p>
        {about !== undefined && (
          <p>
            {words.say("foot.ledger", { reports: about.counts.reports, claims: about.counts.claims, pack: about.pack.name, version: about.version })}
          </p>
        )}
      </footer>
    </DeskContext.Provider>
  );
}

/** The hash of what the page shows, with other parameters. */
function changed(params: Record<string, string | undefined>): string {
  const now = readAddress(hashShown());
  return writeAddress({ ...now, params: { ...now.params, ...params } });
}

function Masthead({ address, desk, language, chooseLanguage: choose, choice, chooseLook }: FrameProps & { desk: Desk | null }) {
  const words = useWords();
  return (
    <header class="masthead">
      <a class="name" href={desk === null ? "#/map" : linkTo(desk, "map")}>
        Reportedly
      </a>
      <nav aria-label={words.say("menu.label")}>
        <ul>
          {MENU.map(([view, key, within]) => (
            <li key={view}>
              <a href={desk === null ? `#/${view}` : linkTo(desk, view)} aria-current={within.includes(address.view) ? "page" : undefined}>
                {words.say(key)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="choices">
        <label>
          <span class="unseen">{words.say("choice.language")}</span>
          <select
            value={language}
            onChange={(event) => {
              choose(event.currentTarget.value as Language);
            }}
          >
            {Object.entries(LANGUAGES).map(([code, name]) => (
              <option key={code} value={code} lang={code}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span class="unseen">{words.say("choice.look")}</span>
          <select
            value={choice}
            onChange={(event) => {
              chooseLook(event.currentTarget.value as Choice);
            }}
          >
            <option value="auto">{words.say("look.auto")}</option>
            <option value="light">{words.say("look.light")}</option>
            <option value="dark">{words.say("look.dark")}</option>
          </select>
        </label>
      </div>
    </header>
  );
}

function Page({ address }: { address: Address }) {
  switch (address.view) {
    case "map":
      return <MapPage />;
    case "place":
      return <PlacePage id={address.id} />;
    case "report":
      return <ReportPage id={address.id} />;
    case "reports":
      return <ReportsPage />;
    case "claims":
      return <ClaimsPage />;
    case "happenings":
      return <HappeningsPage />;
    case "disputes":
      return <DisputesPage />;
    case "judgements":
      return <JudgementsPage />;
    case "outlet":
      return <OutletPage id={address.id} />;
    case "sources":
      return <SourcesPage />;
    case "source":
      return <SourcePage id={address.id} />;
    case "drop":
      return <DropPage />;
  }
}
