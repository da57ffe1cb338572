"""The river is a tuple of steps: each needs only what is given before it, and is called by the names it declares."""

from __future__ import annotations

import inspect

from reportedly.flow import ALL, GIVEN, RIVER


def test_needs_are_given_earlier() -> None:
    # The document is read before the steps run, and brings the page's own day of publication, which one step may better.
    given = {*GIVEN, "document", "published"}
    for step in RIVER:
        assert set(step.needs) <= given, f"{step.name} needs {set(step.needs) - given}, which nothing before it gives"
        given.add(step.gives)


def test_each_thing_is_given_once() -> None:
    gives = [step.gives for step in RIVER]
    assert len(gives) == len(set(gives))
    assert len({step.name for step in RIVER}) == len(RIVER)


def test_needs_are_the_functions_parameters() -> None:
    for step in RIVER:
        parameters = inspect.signature(step.function).parameters
        required = {name for name, parameter in parameters.items() if parameter.default is inspect.Parameter.empty}
        assert required <= set(step.needs) <= set(parameters), step.name


def test_steps_are_documented_and_named_by_their_verb() -> None:
    for step in RIVER:
        assert inspect.getdoc(step.function), step.name
        assert step.function.__name__.split("_")[0] == step.name.split()[0], "the step's verb is its function's"
        assert step.languages <= ALL
        assert step.version >= 1
