/** What the pages of lists share: the heading, the ways to the other lists, the filters, the same as files, and the list itself. */
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { useWords, type Key } from "../../state/words";
import { DayField, EventField, WordField } from "./filters";
import { List } from "./list";
import type { Listed } from "./pages";
import { Tabs } from "./tabs";

interface Props<Item> {
  title: Key;
  filters: ComponentChildren;
  /** What stands between the filters and the list: the files, and what else answers. */
  files: ComponentChildren;
  listed: Listed<Item>;
  /** How many there are, in words, by their number. */
  count: Key;
  entry: (item: Item) => ComponentChildren;
}

export function ListPage<Item>({ title, filters, files, listed, count, entry }: Props<Item>) {
  const words = useWords();
  useEffect(() => {
    document.title = `${words.say(title)} · Reportedly`;
  }, [words, title]);
  return (
    <>
      <h1>{words.say(title)}</h1>
      <Tabs />
      <div class="filters" role="search">
        {filters}
      </div>
      {files}
      <List listed={listed} count={words.say(count, { count: listed.total ?? listed.items.length })}>
        {listed.items.map(entry)}
      </List>
    </>
  );
}

/** The filters of events: where, what, when. `before` stands before them. */
export function EventFilters({ before, wide = true }: { before?: ComponentChildren; wide?: boolean }) {
  const words = useWords();
  return (
    <>
      {before}
      <WordField name="place" label={words.say("filter.place")} wide={wide} />
      <EventField />
      <DayField name="from" label={words.say("filter.from")} />
      <DayField name="to" label={words.say("filter.to")} />
    </>
  );
}
