"""The command ``linli``: one file a subcommand, the only place that knows both hub and loaders.

Special words: a *command* is a module here with ``add`` (its arguments) and a ``run`` (what it does, giving the exit
code); *exit codes* stand in ``exits``.

Modules in the order control flows: ``main`` (from arguments to exit code), ``parser`` (arguments, "did you mean"),
``exits``, ``init``, ``demo``, ``load``, ``divisions``, ``loads``, ``undo``, ``serve``, ``ask``, ``explain``,
``schema``, ``check``, ``digest``, ``backup``, ``restore``, ``completion``; what they share: ``opening`` (settings and
stores), ``asking`` (a question, here or over HTTP), ``example``, ``table``, ``shown`` (moments and sizes),
``progress``.
"""
