"""The pages of columns: ``claim-columns.md`` for the lists of claims, ``export-columns.md`` for the exports and the rules behind their codes.

The rule that must not be broken: every table is the code's own list of columns, or ``codes.toml``; nothing is said twice by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.exports import acled, claimreview, datasette, ftm, geojson, plover, timemap, ucdp
from reportedly.exports.codes import load_codes
from reportedly.formats import claim_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportedly.formats.claim_columns import Column

CLAIMS_HEAD = """# Columns of a claim

What `reportedly claims --format csv|jsonl`, `reportedly export csv|parquet`, the data frame of `to_frame` and the properties of the GeoJSON export have in
common: one row a claim, a column meaning the same in each. Days are ISO dates, times are in UTC; what is not known is empty (null).
"""
EXPORTS_HEAD = """# Columns and codes of the exports

Every form of `reportedly export` but CSV and Parquet, whose columns are [those of a claim](claim-columns.md). How to use them: [Exports](../howto/exports.md).
A rule named in a table is explained under [Rules](#rules).
"""


def claim_columns_page() -> str:
    """The columns that lists of claims, CSV, Parquet and data frames share."""
    return "\n".join([CLAIMS_HEAD, *_table(claim_columns.COLUMNS)])


def export_columns_page() -> str:
    """The columns or members of every other form, the table of event types, the rules, the books."""
    caveat = [column for column in geojson.MEMBERS if column not in claim_columns.COLUMNS]
    parts = [
        EXPORTS_HEAD,
        *("## acled", "", *_table(acled.COLUMNS)),
        *("## ucdp", "", *_table(ucdp.COLUMNS)),
        *("## geojson", "", "Properties: the columns of a claim but for `latitude` and `longitude`, and", "", *_table(caveat)),
        *("## plover", "", "One JSON object a line.", "", *_table(plover.FIELDS)),
        *("## timemap", "", "One JSON array of events.", "", *_table(timemap.FIELDS)),
        *("## claimreview", "", "One JSON-LD document; the reviews stand in its `@graph`.", "", *_table(claimreview.FIELDS)),
        *("## ftm", "", "One entity a line: `id`, `schema`, `properties` (lists of strings), `datasets`.", "", *_properties()),
        *("## ftm-statements", "", *_table(ftm.STATEMENT_COLUMNS)),
        *("## datasette", "", *_tables()),
        *("## Event types", "", *_events()),
        *("## Rules", "", *_rules()),
        *("## Books", "", *(f"- **{name}**: {words}." for name, words in load_codes().sources.items())),
    ]
    return "\n".join(parts)


def _table(columns: Iterable[Column]) -> Iterator[str]:
    yield from ("| column | type | meaning |", "|---|---|---|")
    yield from (f"| `{column.name}` | {column.type} | {_cell(column.about)} |" for column in columns)
    yield ""


def _properties() -> Iterator[str]:
    yield from ("| schema | property | type | meaning |", "|---|---|---|---|")
    yield from (f"| {each.schema} | `{each.name}` | {each.type} | {_cell(each.about)} |" for each in ftm.PROPERTIES)
    yield ""


def _tables() -> Iterator[str]:
    for table, columns in datasette.TABLES.items():
        searched = ", ".join(f"`{name}`" for name in datasette.SEARCHED.get(table, ()))
        yield from (f"### {table}", "", datasette.ABOUT[table] + (f" Words are searched in {searched}." if searched else ""), "")
        if table == "claims":
            yield from ("[The columns of a claim](claim-columns.md).", "")
        else:
            yield from _table(columns)


def _events() -> Iterator[str]:
    yield from ("| type | ACLED | PLOVER | mode | contexts |", "|---|---|---|---|---|")
    for name, codes in load_codes().events.items():
        contexts = ", ".join(codes.plover_contexts)
        yield f"| `{name}` | {codes.event_type}: {codes.sub_event_type} | {codes.plover_type} | {codes.plover_mode} | {contexts} |"
    yield from ("", "Numbers in words, as ACLED writes them: " + ", ".join(f"{one.word} {one.fatalities}" for one in load_codes().vague) + ".", "")


def _rules() -> Iterator[str]:
    yield from ("| rule | forms | says | book |", "|---|---|---|---|")
    yield from (f"| `{rule.name}` | {', '.join(rule.forms)} | {_cell(rule.says)} | {rule.source} |" for rule in load_codes().rules)
    yield ""


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
