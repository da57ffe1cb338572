/** Lists come in pages; the next is asked for when the reader wants it. */
import { useEffect, useState } from "preact/hooks";
import { ask, pathOf, useAnswer, type Asked, type Params } from "../../state/ask";

interface Page<Item> {
  items: Item[];
  next: string | null;
  total: number | null;
}

export interface Listed<Item> {
  items: readonly Item[];
  total: number | null;
  asked: Asked<Page<Item>>;
  /** Asks for the next page; undefined where there is none. */
  more: (() => void) | undefined;
}

export function usePages<Item>(path: string, params: Params): Listed<Item> {
  const asked = useAnswer<Page<Item>>(path, params);
  const full = pathOf(path, params);
  const [rest, setRest] = useState<{ full: string; pages: Page<Item>[] }>({ full, pages: [] });
  useEffect(() => {
    setRest({ full, pages: [] });
  }, [full]);
  const pages = rest.full === full ? rest.pages : [];
  const next = (pages.at(-1) ?? asked.answer)?.next ?? null;
  return {
    items: [...(asked.answer?.items ?? []), ...pages.flatMap((page) => page.items)],
    total: asked.answer?.total ?? null,
    asked,
    more:
      next === null
        ? undefined
        : () => {
            const held = pages.length;
            ask<Page<Item>>(path, { ...params, cursor: next }).then(
              (page) => {
                // Pressed twice, it is the same page that comes twice.
                setRest((before) => (before.full === full && before.pages.length === held ? { full, pages: [...before.pages, page] } : before));
              },
              () => undefined, // the button stays, to be pressed again
            );
          },
  };
}
