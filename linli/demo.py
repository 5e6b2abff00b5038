"""``linli demo``: two generated regions in a store of their own, made in seconds, and served if wished."""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import sys
import textwrap
import threading
from collections.abc import Sequence
from dataclasses import replace

from graph_schema.kinds import load_model
from graph_schema.model import Model
from hub.errors import Code, HubError, SettingsError, StoreError
from hub.settings import Address, HubSettings
from hub.settings.secret import key_file
from hub.stores import either
from hub.stores.door import Door
from linli.asking import Asked, ask_hub
from linli.example import LOUDI, QUESTION
from linli.exits import OK
from linli.opening import actor, demo_store, make_folder, program_version, settings_of
from linli.parser import Parser, command, listen_options, settings_options
from linli.progress import Progress
from linli.serve import serve_store
from loaders.synthetic import DEFAULT_SEED, LARGEST_SCALE, PRESETS, generate

SOURCE = "demo:"
"""Begins the source of every load of a demo; a store that has others is nobody's to overwrite."""
SMALL = 0.1
"""Share of Loudi that is loaded unless more is asked for: seconds, not minutes."""


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command."""
    parser = command(
        commands,
        "demo",
        run,
        "make a store of generated data to try things on",
        "Guanghan whole and Loudi at 1/10: real areas, invented people, counts as published. A demo that is there\n"
        "already is used again; one that was interrupted goes on where it stopped.\n\n"
        f"presets:\n{_described()}",
    )
    parser.add_argument("--serve", action="store_true", help="serve it, and answer one example question")
    parser.add_argument("--again", action="store_true", help="make it anew")
    parser.add_argument(
        "--preset", action="append", choices=list(PRESETS), help="only this region; may be given more than once"
    )
    sizes = parser.add_mutually_exclusive_group()
    sizes.add_argument("--full", dest="scale", action="store_const", const=1.0, help="Guanghan whole and Loudi whole")
    sizes.add_argument(
        "--scale",
        type=_scale,
        help=f"how much of Loudi, more than 0, up to {LARGEST_SCALE} ({SMALL}); above 1 its townships are repeated "
        "under invented names and DEMO codes",
    )
    parser.set_defaults(scale=SMALL)
    settings_options(parser, store=False)
    parser.add_argument("--store", metavar="ADDRESS", help=f"where to keep it, instead of {demo_store().name}")
    listen_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Make the demo, unless it is there, and serve it if wished."""
    arguments.demo = arguments.store is None
    settings = replace(settings_of(arguments), regions=(), hub=None)
    presets: list[str] = list(dict.fromkeys(arguments.preset or [name for name in PRESETS if PRESETS[name].demo]))
    for one, other in itertools.combinations(presets, 2):
        if _overlap(one, other):
            arguments.parser.error(f"{one} and {other} are the same region; one store holds one of them")
    prepare(settings.store, presets, arguments.scale, again=arguments.again)
    if not arguments.serve:
        print(f"the demo is in {settings.store}")
        which = "--demo" if arguments.demo else f"--store {arguments.store}"
        print(f"next: `linli serve {which}` serves it, `linli ask {which} '{{ … }}'` asks it a question")
        return OK
    question = QUESTION if "guanghan" in presets else LOUDI

    def ready(url: str) -> None:
        # In a thread: the server that is going to answer runs in this one.
        threading.Thread(target=show, args=(url, question, settings.deadline), daemon=True).start()

    return serve_store(settings, ready)


def prepare(store: Address, presets: Sequence[str], scale: float, *, again: bool = False) -> None:
    """Make sure that a store holds these presets, whole.

    Args:
        store: where it is, or is made if it is not there.
        scale: of the presets that scale.
        again: make the store anew; refused where it holds anything but a demo.

    Raises:
        HubError: NOT_OURS where the store is no demo; see ``hub.stores.either``.
    """
    model = load_model()
    owned = [prefix for name in presets for prefix in PRESETS[name].owned]
    if again and either.exists(store):
        _remove(store, model, owned)
    if not either.exists(store):
        make_folder(store)
        either.create(store, model, owned)
    _check_demo(store, model, owned)
    with either.writing(store, model) as door:
        for name in presets:
            _load(door, name, scale if PRESETS[name].scales else 1.0)


def show(url: str, question: str, deadline: float) -> None:
    """Ask a running hub the example question, and print both."""
    try:
        answer = ask_hub(url, Asked(question), deadline)
    except HubError as error:
        print(f"linli: {error.code.value}: {error.message}", file=sys.stderr)
        return
    print(f"\nfor example:\n\n{question}\n\nis answered by\n\n{json.dumps(answer, ensure_ascii=False, indent=2)}")
    print(f"\nTry your own at {url}/", flush=True)


def _described() -> str:
    """The presets, as the command's help lists them."""
    gap = " " * 16
    return "\n".join(
        textwrap.fill(preset.description, 100, initial_indent=f"  {preset.name:<14}", subsequent_indent=gap)
        for preset in PRESETS.values()
    )


def _scale(text: str) -> float:
    try:
        scale = float(text)
    except ValueError:
        scale = 0.0
    if not 0 < scale <= LARGEST_SCALE:
        expected = f"a number of more than 0, up to {LARGEST_SCALE} is expected"
        raise argparse.ArgumentTypeError(f"{text!r} was given; {expected}")
    return scale


def _overlap(one: str, other: str) -> bool:
    """Whether two presets are of one region, so that their nodes have the same keys."""
    return bool(set(PRESETS[one].owned) & set(PRESETS[other].owned))


def _digest(name: str, scale: float) -> str:
    """What a preset's rows depend on, so that only the same ones are gone on with."""
    said = f"{name} {scale:g} {DEFAULT_SEED} {program_version()}"
    return hashlib.sha256(said.encode()).hexdigest()


def _check_demo(store: Address, model: Model, owned: Sequence[str]) -> None:
    """Refuse a store that holds anything but a demo; an empty one has to be of these regions."""
    try:
        state = either.look(store, model)
    except StoreError as error:
        if error.code in {Code.OLDER_MODEL, Code.NEWER_MODEL}:
            error.message += "; if it is a demo, `linli demo --again` makes it anew"
        raise
    sources = {source for source, _, _ in state.loads}
    foreign = state.version > 0 or set(state.owned) != set(owned)
    if (not sources and foreign) or any(not source.startswith(SOURCE) for source in sources):
        raise StoreError(
            Code.NOT_OURS,
            f"{store}: it is no demo, so it is left alone; give another one with --store",
        )


def _remove(store: Address, model: Model, owned: Sequence[str]) -> None:
    """Delete a demo's store with all that lies beside it."""
    try:
        _check_demo(store, model, owned)
    except StoreError as error:
        if error.code not in {Code.OLDER_MODEL, Code.NEWER_MODEL} or store != demo_store():
            raise
    either.remove(store, model)
    key_file(store).unlink(missing_ok=True)


def _load(door: Door, name: str, scale: float) -> None:
    """Load one preset, or what is still missing of it; a checkpoint is the number of changes that were carried out."""
    source, digest = SOURCE + name, _digest(name, scale)
    kept = [logged.load for logged in door.all_loads() if logged.load.state != "UNDONE"]
    found = next((one for one in reversed(kept) if one.source == source), None)
    load, done = None, 0
    if found is not None:
        if found.state == "DONE":
            if found.digest != digest:
                print(
                    f"linli: the demo of {name} was made by another version or at another scale; `linli demo --again` "
                    "makes it anew",
                    file=sys.stderr,
                )
            return
        if found.digest == digest:
            load, done = found.id, int(found.checkpoint or 0)
        else:
            door.undo_load(found.id, actor=actor(), reason="an unfinished demo of another version")
    _check_region(door, name, [one.source for one in kept])
    if load is None:
        load = door.begin_load(source, digest)
    what = f"{PRESETS[name].label} {name}" + (f" at {scale:g}" if scale != 1 else "")
    progress = Progress(f"{what}, going on" if done else what)
    for position, change in enumerate(generate(name, scale=scale), 1):
        if position > done:
            door.apply(
                [change],
                actor=actor(),
                reason="demo",
                source=source,
                load=load,
                checkpoint=str(position),
            )
        progress.rows(len(change.rows))
    door.finish_load(load)
    progress.done()


def _check_region(door: Door, name: str, loaded: Sequence[str]) -> None:
    """Refuse a store of other regions, and one that holds another preset of this region."""
    anew = "`linli demo --again` makes it anew, --store keeps it beside"
    owned = door.owned()
    if not set(PRESETS[name].owned) <= set(owned):
        raise SettingsError(
            Code.BAD_SETTINGS, f"{door.where}: it was made for {', '.join(owned)}, not for {name}; {anew}"
        )
    others = [other for source in loaded if (other := source.removeprefix(SOURCE)) in PRESETS and other != name]
    for other in others:
        if _overlap(name, other):
            raise SettingsError(Code.BAD_SETTINGS, f"{door.where}: it holds {other}, the same region as {name}; {anew}")


__all__ = ["HubSettings", "add", "prepare", "run", "show"]
