"""Settings are one frozen value whose every field says what it limits."""

from __future__ import annotations

import dataclasses

import pytest

from reportedly.core.settings import Settings


def test_defaults_are_limits_that_bite() -> None:
    settings = Settings()
    for field in dataclasses.fields(settings):
        value = getattr(settings, field.name)
        assert value is None or isinstance(value, str | bool) or value > 0, field.name


def test_settings_cannot_be_changed_only_replaced() -> None:
    settings = Settings()
    with pytest.raises(dataclasses.FrozenInstanceError):
        settings.max_redirects = 9  # type: ignore[misc]
    assert dataclasses.replace(settings, max_redirects=9).max_redirects == 9
    assert settings == Settings()


def test_settings_are_named() -> None:
    with pytest.raises(TypeError):
        Settings("pack")  # type: ignore[call-arg]
