"""Settings: from the command line, the environment and a TOML file, in this order; all faults at once.

Special words: a *setting* is declared once (``SETTINGS``), has a heading in ``docs/settings.md`` (a test checks), a key
in the file (``time_zone``, ``limits.depth``) and a variable (``LINLI_TIME_ZONE``, ``LINLI_LIMITS_DEPTH``); its *place*
is where a value came from, as messages name it.

Modules in the order control flows: ``load`` (declarations; where values come from), ``values`` (how one is read),
``address`` (where a store is), ``secret`` (the key that seals cursors).
"""

from hub.settings.address import Address, Login, Neo4jAddress
from hub.settings.load import CONFIG, LIMITS, SETTINGS, HubSettings, Setting, data_folder, load_settings
from hub.settings.secret import cursor_key

__all__ = [
    "CONFIG",
    "LIMITS",
    "SETTINGS",
    "Address",
    "HubSettings",
    "Login",
    "Neo4jAddress",
    "Setting",
    "cursor_key",
    "data_folder",
    "load_settings",
]
