"""Exit codes, the same for all commands.

====  ==================================================================================================
0     done, and nothing is wrong
1     what was looked at is at fault: rows of a file, an answer with errors, a store that fails its check
2     the command line or the settings are at fault; nothing was begun
3     the surroundings are at fault: store missing, locked, not ours, of another model, disk full, port in
      use, hub out of reach
130   interrupted by Ctrl-C
====  ==================================================================================================
"""

from hub.errors import Code, HubError, SettingsError, StoreError

OK = 0
FAULTY = 1
USAGE = 2
SURROUNDINGS = 3
INTERRUPTED = 130

_USAGE = {Code.BAD_SETTINGS, Code.NOT_LOOPBACK}


def exit_code(error: HubError) -> int:
    """The exit code that an error means."""
    if isinstance(error, SettingsError) or error.code in _USAGE:
        return USAGE
    if isinstance(error, StoreError) or error.code in {Code.PORT_IN_USE, Code.OPEN_LOAD, Code.STORE_DOWN}:
        return SURROUNDINGS
    return FAULTY
