"""Settings and stores, as the commands open them."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from graph_schema.model import Model
from hub.errors import Code, HubError, StoreError
from hub.settings import CONFIG, Address, HubSettings, data_folder, load_settings
from hub.stores import either
from hub.stores.door import Door

ACTOR = "linli"
"""Who makes changes, as the change log keeps it, where the system does not say."""


def demo_store() -> Path:
    """Where the demo keeps its store unless told otherwise: never where a region's own data is."""
    return data_folder() / "demo.sqlite"


def settings_of(arguments: argparse.Namespace) -> HubSettings:
    """The settings, with what the command line gives.

    Raises:
        SettingsError: BAD_SETTINGS, all faults at once.
    """
    given = {
        name: str(value)
        for name in ("store", "host", "port", "workers", "regions")
        if (value := getattr(arguments, name, None)) is not None
    }
    demo = getattr(arguments, "demo", False)
    if demo:
        given["store"] = f"sqlite:{demo_store()}"
    settings = load_settings(config=getattr(arguments, "config", None), given=given)
    # What is set for a region's own hub does not hold for the demo.
    return replace(settings, regions=(), hub=None, cursor_key=None) if demo else settings


def writing(settings: HubSettings, model: Model) -> Door:
    """The store, open for writing; a file of an older model is brought up to date.

    Raises:
        StoreError: STORE_DOWN, NOT_OURS, NEWER_MODEL, OLDER_MODEL, STORE_LOCKED, STORE_FULL.
    """
    return either.writing(there(settings).store, model)


def there(settings: HubSettings) -> HubSettings:
    """The settings, if the file of their store is there; whether a server is there is found when it is asked.

    Raises:
        StoreError: STORE_DOWN where it is not, with where it may be instead.
    """
    path, working = settings.store, Path.cwd()
    if not isinstance(path, Path) or path.is_file():
        return settings
    if path == demo_store():
        raise StoreError(Code.STORE_DOWN, f"{path}: the demo was not made yet; make it with `linli demo`")
    if path.is_dir():
        raise StoreError(Code.STORE_DOWN, f"{path}: this is a folder; give the path of a store, which is a file")
    hint = "make one with `linli init`, or try `linli demo`"
    if not (working / CONFIG).exists():
        above = next((folder for folder in working.parents if (folder / CONFIG).is_file()), None)
        hint = (
            f"there is no {CONFIG} in {working} either; {hint}, or go to the folder of your hub"
            if above is None
            else f"{CONFIG} is in {above}: run the command there, or give --config {above / CONFIG}"
        )
    raise StoreError(Code.STORE_DOWN, f"{path}: there is no store here; {hint}")


def short(store: Address) -> str:
    """A store as a person in the working folder would write it."""
    working = Path.cwd()
    if isinstance(store, Path) and store.is_relative_to(working):
        return str(store.relative_to(working))
    return str(store)


def make_folder(store: Address) -> None:
    """Make the folder of a store's file, if it is not there; a server has none.

    Raises:
        HubError: STORE_DOWN where that cannot be done.
    """
    if not isinstance(store, Path):
        return
    try:
        store.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise HubError(Code.STORE_DOWN, f"{store.parent}: {fault.strerror}; give another path with --store") from fault


def file_of(settings: HubSettings, instead: str) -> Path:
    """The file of the store.

    Raises:
        HubError: BAD_SETTINGS where the store is on a server, with what to do instead.
    """
    if isinstance(settings.store, Path):
        return settings.store
    raise HubError(Code.BAD_SETTINGS, f"{settings.store}: this store is on a server, not in a file; {instead}")


def actor() -> str:
    """Who runs the command, for the change log."""
    return os.environ.get("USER") or os.environ.get("USERNAME") or ACTOR


def program_version() -> str:
    """The version of the distribution; of a source tree that was never installed, ``0``."""
    try:
        return version("linli-hub")
    except PackageNotFoundError:
        return "0"
